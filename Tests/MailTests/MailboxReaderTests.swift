import Foundation
import Glibc
import Mail
import Testing

/// Mailboxes of three kinds, read while others write to them.
final class MailboxReaderTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "mailbox-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func put(_ text: String, _ name: String) throws {
        let url = folder.appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func append(_ text: String) throws {
        let handle = try FileHandle(forWritingTo: folder.appending(path: "mbox"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
    }

    private func names(_ place: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: place).path).sorted()
    }

    private func texts(_ reader: inout MailboxReader, done: Bool = true) throws -> [String] {
        var texts: [String] = []
        while let mail = try reader.next() {
            texts.append(String(decoding: mail.bytes, as: UTF8.self))
            if done { try reader.done(mail) }
        }
        return texts
    }

    private func reader(_ name: String = "", mark: String? = nil) throws -> MailboxReader {
        try MailboxReader(path: folder.appending(path: name).path, mark: mark)
    }

    private static let two = "From x Wed\nA: 1\n\none\n>From y\n>>From z\n\nFrom x Wed\nA: 2\n\ntwo\n\n"

    @Test func `a Maildir gives what is new, and done moves it to cur`() throws {
        try put("one", "new/1.a.host")
        try put("two", "new/2.b.host")
        try put("old", "cur/0.c.host:2,S")
        try put("half", "tmp/3.d.host")
        var box = try reader()
        #expect(try texts(&box, done: false) == ["one", "two"])
        box = try reader()
        let first = try #require(try box.next())
        try box.done(first)
        try box.done(first)
        #expect(try names("new") == ["2.b.host"])
        #expect(try names("cur") == ["0.c.host:2,S", "1.a.host:2,S"])
    }

    @Test func `a folder gives its eml files, and done moves them into done`() throws {
        for name in ["b.eml", "a.EML", "c.txt", ".hidden.eml", "done/b.eml"] { try put(name, name) }
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: "z.eml").path, withDestinationPath: "/etc/passwd")
        var box = try reader()
        #expect(try texts(&box) == ["a.EML", "b.eml"])
        #expect(try names("done") == ["1-b.eml", "a.EML", "b.eml"])
        #expect(try names("") == [".hidden.eml", "c.txt", "done", "z.eml"])
    }

    @Test func `a mail that somebody else took away is passed over`() throws {
        try put("one", "1.eml")
        try put("two", "2.eml")
        var box = try reader()
        try FileManager.default.removeItem(at: folder.appending(path: "1.eml"))
        #expect(try texts(&box) == ["two"])
    }

    @Test func `the same mail has the same identity wherever it lies`() throws {
        try put("same", "1.eml")
        try put("same", "2.eml")
        try put("other", "3.eml")
        var box = try reader()
        let ids = try [box.next()?.id, box.next()?.id, box.next()?.id]
        #expect(ids[0] == ids[1] && ids[0] != ids[2] && ids[0]?.count == 64)
    }

    @Test func `an mbox is read mail by mail, goes on at its mark, and grows`() throws {
        try put(Self.two, "mbox")
        var box = try reader("mbox")
        let first = try #require(try box.next())
        #expect(String(decoding: first.bytes, as: UTF8.self) == "A: 1\n\none\nFrom y\n>From z\n\n")
        #expect(box.mark == nil)
        try box.done(first)
        box = try reader("mbox", mark: box.mark)
        #expect(try texts(&box) == ["A: 2\n\ntwo\n\n"])
        try append("From x Thu\nA: 3\n\nthree\n\n")
        #expect(try texts(&box) == ["A: 3\n\nthree\n\n"])
        box = try reader("mbox", mark: box.mark)
        #expect(try box.next() == nil)
    }

    @Test func `a mail that is still being written waits until it is whole`() throws {
        try put(Self.two + "From x Thu\nA: 3\n\nthr", "mbox")
        var box = try reader("mbox")
        #expect(try texts(&box).count == 2)
        try append("ee\n")
        #expect(try box.next() == nil)
        try append("\n")
        #expect(try texts(&box) == ["A: 3\n\nthree\n\n"])
    }

    @Test func `another file under the same name is read from its beginning`() throws {
        try put(Self.two, "mbox")
        var box = try reader("mbox")
        _ = try texts(&box)
        for content in ["From x Fri\n\nshort\n\n", "From x Fri\n\n\(String(repeating: "longer", count: 99))\n\n"] {
            try put(content, "mbox")
            var again = try reader("mbox", mark: box.mark)
            #expect(try texts(&again).count == 1)
        }
        for mark in ["", "x y", "-5 x", "9223372036854775807 x"] {
            var again = try reader("mbox", mark: mark)
            #expect(try texts(&again).count == 1)
        }
    }

    @Test func `a locked mbox is left alone`() throws {
        try put(Self.two, "mbox")
        let path = folder.appending(path: "mbox").path
        var box = try reader("mbox")
        let other = open(path, O_RDWR)
        #expect(flock(other, LOCK_EX) == 0)
        #expect(throws: MailboxError.locked(path: path)) { try box.next() }
        close(other)
        try put("", "mbox.lock")
        #expect(throws: MailboxError.locked(path: path)) { try box.next() }
        try FileManager.default.removeItem(atPath: path + ".lock")
        #expect(try texts(&box).count == 2)
    }

    @Test func `a mail beyond the limit is cut there, and the next one found`() throws {
        let line = String(repeating: "x", count: 1_000_000)
        let huge = "From x\n" + String(repeating: line + "\n", count: 11) + "\n"
        try put(huge + "From x\nsmall\n\n", "mbox")
        try put(huge, "sub/1.eml")
        var box = try reader("mbox")
        #expect(try box.next()?.bytes.count == MailboxReader.limit)
        #expect(try box.next()?.bytes == Array("small\n\n".utf8))
        var files = try reader("sub")
        #expect(try files.next()?.bytes.count == MailboxReader.limit)
    }

    @Test func `nothing there is said so`() throws {
        let path = folder.appending(path: "none").path
        #expect(throws: MailboxError.missing(path: path)) { try MailboxReader(path: path) }
    }
}
