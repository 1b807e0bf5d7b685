import Database
import Domain
import Store
import TestSupport
import Testing

/// The ministry's own files go in and come out to the byte (R5 R8 R30).
@Suite(.enabled(if: NationalFile.isWanted, "GMIS_TEST_DATA names the folder of the ministry's files"))
struct NationalFilesTests {
    struct Order: CustomTestStringConvertible, Sendable {
        let files: [NationalFile]
        let engine: Engine
        var testDescription: String { "\(files.map(\.rawValue).joined(separator: ", then ")) on \(engine)" }

        static let both = Engine.available.flatMap { engine in
            [[NationalFile.december2020, .september2021], [.september2021, .december2020]].map {
                Order(files: $0, engine: engine)
            }
        }
    }

    @Test(arguments: Order.both)
    func `both files are published to the byte, whichever was taken over first`(order: Order) async throws {
        try await TestWorld.empty(order.engine) { world in
            for file in order.files { try await world.takeOver(try file.zip()) }
            for file in order.files {
                let (original, published) = (try file.csv(), try await world.published(file.rawValue))
                #expect(published == original, "\(file.rawValue): \(Self.difference(published, original))")
            }
            try await world.expectExactSums()
            guard order.files[0] == .december2020 else { return }
            try await expectUnchanged(order.files, in: world)
        }
    }

    private func expectUnchanged(_ files: [NationalFile], in world: TestWorld) async throws {
        let before = try await counts(world)
        #expect(before["revision"] ?? 0 > 10_000)
        for file in files {
            let summary = try await world.takeOver(try file.csv(), at: TestWorld.afterwards.adding(seconds: 60))
            #expect(summary.isUnchanged)
            #expect(summary.revisions == 0)
        }
        #expect(try await counts(world) == before)
    }

    private func counts(_ world: TestWorld) async throws -> [String: Int] {
        try await world.pool.read { db in
            try Contents.names.reduce(into: [:]) { counts, name in
                let rows = try db.query("SELECT count(*) AS n FROM \(try SQL.identifier(name))")
                counts[name] = try rows.first?.int("n")
            }
        }
    }

    @Test func `the file of 2020-07-14 holds its rows several times and is refused whole`() async throws {
        try await TestWorld.empty(.sqlite) { world in
            let (lines, total) = try await world.refusal(of: try NationalFile.july2020.zip())
            #expect(lines.count == 10)
            #expect(total >= 24_556)
            let first = try #require(lines.first)
            #expect(first.line == 13_991)
            #expect(first.column == "医療区分")
            #expect(first.japanese.contains("重複しています"))
            #expect(first.english.contains("more than once"))
        }
    }

    /// Where two files part, for a message that can be read.
    private static func difference(_ a: [UInt8], _ b: [UInt8]) -> String {
        guard let place = zip(a, b).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
            return a.count == b.count ? "none" : "\(a.count) and \(b.count) bytes"
        }
        let range = max(0, place - 60)..<min(a.count, b.count, place + 60)
        return
            "at byte \(place): \(String(decoding: a[range], as: UTF8.self)) | \(String(decoding: b[range], as: UTF8.self))"
    }
}
