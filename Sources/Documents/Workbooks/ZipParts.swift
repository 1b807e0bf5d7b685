import CZip
import Foundation

/// A zip archive whose files are read piece by piece, within limits.
final class ZipParts {
    private let archive: OpaquePointer
    private let limits: WorkbookLimits
    /// What was unpacked so far, in bytes.
    private var unpacked = 0

    private static let mostParts = 4_096
    private static let freeGrowth = 8 << 20

    /// - Parameter bytes: the archive; must outlive this.
    init(_ bytes: UnsafeRawBufferPointer, limits: WorkbookLimits) throws(WorkbookProblem) {
        // Counted by their mark: libzip would first make room for as many as the file claims.
        let entries = bytes.count(of: [0x50, 0x4B, 0x01, 0x02], atMost: Self.mostParts + 1)
        guard entries <= Self.mostParts else { throw .damaged("too many parts") }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
            throw .damaged(String(cString: zip_error_strerror(&error)))
        }
        guard let opened = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
            zip_source_free(source)
            throw .damaged(String(cString: zip_error_strerror(&error)))
        }
        archive = opened
        self.limits = limits
    }

    deinit { zip_discard(archive) }

    /// Whether there is a file of this name, in capitals or not.
    func has(_ name: String) -> Bool { index(name) != nil }

    private func index(_ name: String) -> zip_uint64_t? {
        let index = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE))
        return index < 0 ? nil : zip_uint64_t(index)
    }

    /// Hands the file over in pieces; false when there is none of this name.
    func read(
        _ name: String, _ piece: (UnsafeBufferPointer<UInt8>) throws(WorkbookProblem) -> Void
    ) throws(WorkbookProblem) -> Bool {
        guard let index = index(name) else { return false }
        var about = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &about) == 0 else { throw .damaged("no entry for \(name)") }
        guard about.encryption_method == ZIP_EM_NONE else { throw .encrypted }
        guard let file = zip_fopen_index(archive, index, 0) else {
            throw .damaged(String(cString: zip_strerror(archive)))
        }
        defer { zip_fclose(file) }
        let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
        defer { chunk.deallocate() }
        let most = min(limits.partBytes, Self.freeGrowth + limits.growth * Int(clamping: about.comp_size))
        var size = 0
        while true {
            let got = Int(zip_fread(file, chunk.baseAddress, zip_uint64_t(chunk.count)))
            guard got >= 0 else { throw .damaged(String(cString: zip_file_strerror(file))) }
            if got == 0 { return true }
            size += got
            unpacked += got
            guard size <= most else { throw .tooLarge(.unpackedBytes(limit: most)) }
            guard unpacked <= limits.totalBytes else { throw .tooLarge(.unpackedBytes(limit: limits.totalBytes)) }
            try piece(UnsafeBufferPointer(rebasing: chunk[0..<got]))
        }
    }
}

extension UnsafeRawBufferPointer {
    /// How often some bytes stand in these, counted up to a limit.
    func count(of mark: [UInt8], atMost limit: Int) -> Int {
        guard var at = baseAddress, let first = mark.first else { return 0 }
        let end = at + count
        var found = 0
        while found < limit, let next = memchr(at, Int32(first), end - at).map({ UnsafeRawPointer($0) }) {
            let isMark = end - next >= mark.count && memcmp(next, mark, mark.count) == 0
            if isMark { found += 1 }
            at = next + (isMark ? mark.count : 1)
        }
        return found
    }
}
