import Documents
import Domain
import Store
import TestSupport
import Testing

/// A zip archive that is no archive of one file of a day.
struct RefusedArchiveTests {
    private static let name = "covid-19_daily_survey.csv"

    private func told(_ archive: [UInt8], _ engine: Engine = .sqlite) async throws -> LineProblem {
        var told: LineProblem?
        try await TestWorld.empty(engine) { world in
            let (lines, total) = try await world.refusal(of: archive)
            #expect(lines.count == 1)
            #expect(total == 1)
            told = lines.first
        }
        return try #require(told)
    }

    @Test(arguments: Engine.available)
    func `an archive is taken over like the file in it`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let file = RefusedFileTests.good
            let archive = try PublishedFile.zip(file.bytes)
            #expect(try await world.takeOver(archive).revisions == 1)
            #expect(try await world.takeOver(file).isUnchanged)
            #expect(try await world.published("2021-01-19") == file.bytes)
        }
    }

    @Test func `a truncated archive is refused`() async throws {
        let archive = try Zip.pack(name: Self.name, RefusedFileTests.good.bytes)
        for length in [4, archive.count / 2, archive.count - 1] {
            let told = try await told(Array(archive.prefix(length)))
            #expect(told.japanese.contains("ZIPファイルを読み取れません"))
            #expect(told.english.contains("cut off?"))
        }
    }

    @Test func `an archive with a changed byte is refused`() async throws {
        var archive = try Zip.pack(name: Self.name, RefusedFileTests.good.bytes)
        archive[30 + Self.name.utf8.count + 20] ^= 0x10
        #expect(try await told(archive).japanese.contains("ZIPファイルを読み取れません"))
    }

    @Test func `an archive that unfolds to 100 megabytes is refused before it is unfolded`() async throws {
        let bomb = try Zip.pack(name: Self.name, [UInt8](repeating: 0x41, count: 100 << 20))
        #expect(bomb.count < 1 << 20)
        let told = try await told(bomb)
        #expect(told.japanese.contains("64MB"))
        #expect(told.english.contains("larger than 64 MB"))
    }

    @Test func `a plain file of more than 64 megabytes is refused`() async throws {
        let told = try await told([UInt8](repeating: 0x41, count: (64 << 20) + 1))
        #expect(told.english.contains("larger than 64 MB"))
    }

    @Test func `an archive with two tables is refused, and one beside a note is not`() async throws {
        let csv = RefusedFileTests.good.bytes
        let two = StoredZip.bytes([(Self.name, csv), ("covid-19_daily_survey2.CSV", csv)])
        let told = try await told(two)
        #expect(told.japanese.contains("1つだけ"))
        #expect(told.english.contains("exactly one CSV file"))
        #expect(told.english.contains("covid-19_daily_survey2.CSV"))
        try await TestWorld.empty(.sqlite) { world in
            try await world.takeOver(StoredZip.bytes([("README.txt", Array("…".utf8)), (Self.name, csv)]))
            #expect(try await world.published("2021-01-19") == csv)
        }
    }

    @Test func `an archive without a table is refused`() async throws {
        #expect(try await told(try Zip.pack(name: "note.txt", [65])).english.contains("found: note.txt"))
    }
}

/// A zip archive of several files, not compressed, written by hand: the product itself packs one file only.
enum StoredZip {
    static func bytes(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        var (archive, directory): ([UInt8], [UInt8]) = ([], [])
        for file in files {
            let name = Array(file.name.utf8)
            let size = word(UInt32(file.content.count))
            var fields: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]
            for part in [word(checksum(file.content)), size, size, [UInt8(name.count), 0, 0, 0]] { fields += part }
            directory += [0x50, 0x4B, 1, 2, 20, 0]
            directory += fields
            directory += [UInt8](repeating: 0, count: 10)
            directory += word(UInt32(archive.count))
            directory += name
            archive += [0x50, 0x4B, 3, 4]
            archive += fields
            archive += name
            archive += file.content
        }
        let count = [UInt8(files.count), 0]
        let end = [
            [0x50, 0x4B, 5, 6, 0, 0, 0, 0], count, count, word(UInt32(directory.count)), word(UInt32(archive.count)),
        ]
        return archive + directory + end.joined() + [0, 0]
    }

    private static func word(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = ~0
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }
}
