import Domain
import Store
import TestSupport
import Testing

/// The receipt's number and the content hash behind it (R26).
struct FingerprintTests {
    /// The first revision of a report, in a database of its own.
    private func revision(
        _ given: [String: Answer] = TestWorld.functions("normal", "normal", "none"),
        for facility: Facility.ID = TestWorld.own,
        on day: Day = TestWorld.today, at now: Instant = TestWorld.now, _ engine: Engine = .sqlite
    ) async throws -> Revision {
        var revision: Revision?
        try await TestWorld.with(engine) {
            revision = try await $0.report(given, for: facility, on: day, at: now).stored
        }
        return try #require(revision)
    }

    @Test(arguments: Engine.available)
    func `the same content has the same fingerprint on every engine`(engine: Engine) async throws {
        let (one, other) = (try await revision(), try await revision(on: TestWorld.today, engine))
        #expect(one == other)
        #expect(one.contentHash.count == 64)
    }

    @Test func `whatever differs in content differs in hash and receipt`() async throws {
        let revisions = [
            try await revision(),
            try await revision(TestWorld.functions("normal", "normal", "normal")),
            try await revision(for: TestWorld.neighbour),
            try await revision(on: TestWorld.today.adding(-1)),
            try await revision(at: Instant(milliseconds: TestWorld.now.milliseconds + 1)),
        ]
        #expect(Set(revisions.map(\.contentHash)).count == revisions.count)
        #expect(Set(revisions.map(\.receipt)).count == revisions.count)
    }

    /// Computed once by hand with sha256sum, so that the rule cannot change unnoticed: receipts are printed and kept.
    @Test func `the fingerprint is that of the lines as documented`() async throws {
        let revision = try await revision()
        #expect(revision.contentHash == "15ce38c9809f3540e2d227da712a56f12a9af9e0e52c4d699e8d6f310cb58ca5")
        #expect(revision.receipt == "20210119-2Q73-HJC0-KWTM")
    }
}
