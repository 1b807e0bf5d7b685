import Documents
import Foundation
import TestSupport
import Testing

/// Zip archives in memory.
struct ZipTests {
    private static let text = Array(String(repeating: "医療機関,通常\r\n", count: 5_000).utf8)

    private func error(_ archive: [UInt8], limit: Int = 1 << 20) -> ZipError? {
        do throws(ZipError) {
            _ = try Zip.unpackOne(archive, ending: ".csv", limit: limit)
            return nil
        } catch {
            return error
        }
    }

    private func isUnreadable(_ archive: [UInt8]) -> Bool {
        if case .unreadable? = error(archive) { true } else { false }
    }

    @Test(arguments: [[], [0x41], text, (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }] as [[UInt8]])
    func `what is packed is unpacked again`(content: [UInt8]) throws {
        let archive = try Zip.pack(name: "day.csv", content)
        #expect(Zip.looksLikeZip(archive))
        #expect(try Zip.unpackOne(archive, ending: ".csv", limit: 1 << 20) == content)
    }

    @Test func `the same content gives the same archive, and it is smaller`() throws {
        let archive = try Zip.pack(name: "day.csv", Self.text)
        #expect(try Zip.pack(name: "day.csv", Self.text) == archive)
        #expect(archive.count < Self.text.count / 10)
        #expect(try Zip.pack(name: "day2.csv", Self.text) != archive)
        // The time inside is 1980-01-01 0:00, the earliest there is.
        #expect(Array(archive[10..<14]) == [0, 0, 0x21, 0])
    }

    @Test func `the system's unzip finds the file and its name`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString).zip")
        try Data(try Zip.pack(name: "日次調査.csv", Self.text)).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try Tool.run("python3", "-c", Self.lister, file.path) == Array("日次調査.csv \(Self.text.count)".utf8))
    }

    private static let lister = """
        import sys, zipfile
        archive = zipfile.ZipFile(sys.argv[1])
        assert archive.testzip() is None
        sys.stdout.buffer.write("".join(f"{i.filename} {i.file_size}" for i in archive.infolist()).encode())
        """

    @Test func `the limit is on what comes out, to the byte`() throws {
        let archive = try Zip.pack(name: "day.csv", Self.text)
        #expect(error(archive, limit: Self.text.count) == nil)
        #expect(error(archive, limit: Self.text.count - 1) == .tooLarge(limit: Self.text.count - 1))
        #expect(error(archive, limit: 0) == .tooLarge(limit: 0))
    }

    @Test func `a size that the archive only claims is not believed`() throws {
        var archive = try Zip.pack(name: "day.csv", Self.text)
        // The size unpacked stands in the file's own head and in the directory at the end.
        let size = (0..<4).map { UInt8(truncatingIfNeeded: Self.text.count >> ($0 * 8)) }
        for place in archive.indices.dropLast(4) where Array(archive[place..<place + 4]) == size {
            archive.replaceSubrange(place..<place + 4, with: [1, 0, 0, 0])
        }
        #expect(error(archive, limit: 100) != nil)
        if let unpacked = try? Zip.unpackOne(archive, ending: ".csv", limit: 1 << 20) { #expect(unpacked == Self.text) }
    }

    @Test func `another ending is another file`() throws {
        #expect(error(try Zip.pack(name: "day.txt", Self.text)) == .contents(["day.txt"]))
        #expect(error(try Zip.pack(name: "DAY.CSV", Self.text)) == nil)
    }

    @Test func `what is cut off, spoilt or no archive is unreadable`() throws {
        let archive = try Zip.pack(name: "day.csv", Self.text)
        for length in [1, 4, 30, archive.count / 2, archive.count - 1] {
            #expect(isUnreadable(Array(archive.prefix(length))), "\(length) bytes")
        }
        #expect(error([]) != nil)
        #expect(isUnreadable(Array("PK and nothing else".utf8)))
        for place in [45, 60, archive.count / 3] {
            var spoilt = archive
            spoilt[place] ^= 0xFF
            #expect(isUnreadable(spoilt), "byte \(place)")
        }
        #expect(!Zip.looksLikeZip(Array("医療機関ID".utf8)))
        #expect(!Zip.looksLikeZip([]))
    }
}
