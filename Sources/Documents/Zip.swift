import CZip
import Foundation

/// What is wrong with a zip archive.
public enum ZipError: Error, Sendable, Equatable {
    /// Not a zip archive, or cut off.
    case unreadable(String)
    /// Not exactly one file of the wanted kind; the names found.
    case contents([String])
    /// Unpacked it would be larger than the limit, in bytes.
    case tooLarge(limit: Int)
}

/// Zip archives through libzip, in memory.
public enum Zip {
    /// Whether the bytes begin as a zip archive does.
    public static func looksLikeZip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B]) }

    /// Unpacks the one file with this ending. Never holds more than `limit` bytes, whatever the archive claims.
    public static func unpackOne(_ archive: [UInt8], ending: String, limit: Int) throws(ZipError) -> [UInt8] {
        let result: Result<[UInt8], ZipError> = archive.withUnsafeBytes { buffer in
            var error = zip_error_t()
            zip_error_init(&error)
            defer { zip_error_fini(&error) }
            guard let source = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(buffer.count), 0, &error)
            else {
                return .failure(.unreadable(message(&error)))
            }
            guard let opened = zip_open_from_source(source, zip_flags_t(ZIP_RDONLY | ZIP_CHECKCONS).asFlags, &error)
            else {
                zip_source_free(source)
                return .failure(.unreadable(message(&error)))
            }
            defer { zip_discard(opened) }
            return Result { () throws(ZipError) in try read(opened, ending: ending, limit: limit) }
        }
        return try result.get()
    }

    private static func read(_ archive: OpaquePointer, ending: String, limit: Int) throws(ZipError) -> [UInt8] {
        let count = zip_get_num_entries(archive, 0)
        let names = (0..<min(count, 20)).map { index in
            zip_get_name(archive, zip_uint64_t(index), zip_flags_t(ZIP_FL_ENC_GUESS)).map { String(cString: $0) } ?? "?"
        }
        let wanted = names.indices.filter {
            names[$0].lowercased().hasSuffix(ending) && !names[$0].hasPrefix("__MACOSX/")
        }
        guard count <= 20, wanted.count == 1, let index = wanted.first else { throw .contents(names) }
        guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else {
            throw .unreadable(String(cString: zip_strerror(archive)))
        }
        defer { zip_fclose(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = zip_fread(file, &chunk, zip_uint64_t(chunk.count))
            guard got >= 0 else { throw .unreadable(String(cString: zip_file_strerror(file))) }
            if got == 0 { return content }
            guard content.count + Int(got) <= limit else { throw .tooLarge(limit: limit) }
            content.append(contentsOf: chunk[0..<Int(got)])
        }
    }

    /// Packs one file. The time inside is fixed, so that the same content always gives the same archive.
    public static func pack(name: String, _ content: [UInt8]) throws(ZipError) -> [UInt8] {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let target = zip_source_buffer_create(nil, 0, 1, &error) else { throw .unreadable(message(&error)) }
        zip_source_keep(target)
        defer { zip_source_free(target) }
        guard let archive = zip_open_from_source(target, Int32(ZIP_TRUNCATE), &error) else {
            zip_source_free(target)
            throw .unreadable(message(&error))
        }
        let closed = content.withUnsafeBytes { buffer -> Bool in
            guard let source = zip_source_buffer(archive, buffer.baseAddress, zip_uint64_t(buffer.count), 0) else {
                return false
            }
            let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
            guard index >= 0 else {
                zip_source_free(source)
                return false
            }
            zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0)
            return zip_close(archive) == 0
        }
        guard closed else {
            let reason = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw .unreadable(reason)
        }
        return try written(into: target)
    }

    private static func written(into source: OpaquePointer) throws(ZipError) -> [UInt8] {
        guard zip_source_open(source) == 0 else { throw .unreadable("open") }
        defer { zip_source_close(source) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = zip_source_read(source, &chunk, zip_uint64_t(chunk.count))
            guard got >= 0 else { throw .unreadable("read") }
            if got == 0 { return bytes }
            bytes.append(contentsOf: chunk[0..<Int(got)])
        }
    }

    private static func message(_ error: inout zip_error_t) -> String { String(cString: zip_error_strerror(&error)) }
}

extension zip_flags_t {
    /// `zip_open_from_source` wants its flags signed.
    fileprivate var asFlags: Int32 { Int32(bitPattern: self) }
}
