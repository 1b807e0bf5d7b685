import Foundation
import Sodium

/// A file of many mails, each after a line that begins with `From `. It grows at its end while we read.
///
/// Only whole mails are given: the last one counts as whole when a blank line follows it, as every delivery program writes
/// it, and when nobody holds a lock on the file (`flock`, `fcntl` or a `.lock` file beside it).
struct MboxFile: Sendable {
    private static let windowLength = 1_024
    private static let start = Array("From ".utf8)

    private let path: String
    private var offset = 0
    /// How far the caller is done, and what stands before that place: another file under the same name begins anew.
    private(set) var mark: String?
    private var isChecked = false

    init(path: String, mark: String?) {
        self.path = path
        self.mark = mark
    }

    mutating func next() throws(MailboxError) -> ReceivedMail? {
        let file = try open()
        defer { fclose(file) }
        if !isChecked { offset = Self.place(mark, in: file) }
        isChecked = true
        fseek(file, offset, SEEK_SET)
        guard let (mail, end) = Self.mail(file) else { return nil }
        offset = end
        return ReceivedMail(mail, at: .span(end: end))
    }

    mutating func done(upTo end: Int) throws(MailboxError) {
        let file = try open()
        defer { fclose(file) }
        mark = "\(end) \(Self.fingerprint(file, before: end))"
    }

    /// Closing the file gives the locks back.
    private func open() throws(MailboxError) -> UnsafeMutablePointer<FILE> {
        if FileManager.default.fileExists(atPath: path + ".lock") { throw .locked(path: path) }
        guard let file = fopen(path, "r") else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        var whole = flock()
        whole.l_type = Int16(F_RDLCK)
        whole.l_whence = Int16(SEEK_SET)
        guard flock(fileno(file), LOCK_SH | LOCK_NB) == 0, fcntl(fileno(file), F_SETLK, &whole) == 0 else {
            fclose(file)
            throw .locked(path: path)
        }
        return file
    }

    private static func place(_ mark: String?, in file: UnsafeMutablePointer<FILE>) -> Int {
        let halves = (mark ?? "").split(separator: " ")
        guard halves.count == 2, let offset = Int(halves[0]), offset > 0 else { return 0 }
        return fingerprint(file, before: offset) == halves[1] ? offset : 0
    }

    /// A digest of the bytes before the place; of none when the file does not reach it.
    private static func fingerprint(_ file: UnsafeMutablePointer<FILE>, before offset: Int) -> String {
        let length = min(windowLength, offset)
        var window = [UInt8](repeating: 0, count: length)
        guard fseek(file, offset - length, SEEK_SET) == 0, fread(&window, 1, length, file) == length else { return "-" }
        return Sodium.hex(Sodium.sha256(window))
    }

    /// The mail at the file's place and where it ends; nil when it is not whole.
    private static func mail(_ file: UnsafeMutablePointer<FILE>) -> ([UInt8], end: Int)? {
        var lines = LineReader(file)
        var mail: [UInt8] = []
        var isInside = false
        var wasBlank = true
        while true {
            let place = ftell(file)
            guard let line = lines.next() else { return isInside && wasBlank ? (mail, place) : nil }
            if wasBlank, line.starts(with: start) {
                if isInside { return (mail, place) }
                isInside = true
                wasBlank = false
                continue
            }
            wasBlank = line == [0x0A] || line == [0x0D, 0x0A]
            if isInside { mail.append(contentsOf: unquoted(line).prefix(MailboxReader.limit - mail.count)) }
        }
    }

    /// A line of the mail that began with `From ` was given a `>`.
    private static func unquoted(_ line: [UInt8]) -> ArraySlice<UInt8> {
        let quotes = line.prefix { $0 == UInt8(ascii: ">") }.count
        return quotes > 0 && line[quotes...].starts(with: start) ? line.dropFirst() : line[...]
    }
}

/// Lines of a file with their ends.
private struct LineReader {
    private let file: UnsafeMutablePointer<FILE>
    private static let piece = 1 << 16

    init(_ file: UnsafeMutablePointer<FILE>) { self.file = file }

    /// A line longer than 64 KiB comes in pieces.
    mutating func next() -> [UInt8]? {
        var line: [UInt8] = []
        while line.count < Self.piece, case let byte = getc_unlocked(file), byte != EOF {
            line.append(UInt8(truncatingIfNeeded: byte))
            if byte == 0x0A { break }
        }
        return line.isEmpty ? nil : line
    }
}
