import Database
import Domain
import Foundation
import Sodium
import Store
import TestSupport
import Testing

/// Each revision of a reporting party carries a signature of its canonical content (R26).
struct SigningTests {
    private func keys(_ world: TestWorld) async throws -> [PublishedKey] {
        try await world.pool.read { try $0.signingKeys.all() }
    }

    private func audit(_ world: TestWorld) async throws -> AuditVerification {
        try await world.pool.read { try $0.audit.verify() }
    }

    @Test(arguments: Engine.available)
    func `a report, its correction and its withdrawal are signed in the commit that stores them`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { plain in
            let world = try await plain.signing()
            try await world.report(TestWorld.functions("normal", "normal", "none"))
            try await world.report(TestWorld.functions("limited", "normal", "none"), basedOn: 1)
            try await world.withdraw(basedOn: 2)
            let revisions = try await world.revisions()
            #expect(revisions.map(\.signature?.key) == [1, 1, 1])
            let key = try #require(try await keys(world).first)
            for revision in revisions {
                let told = StatementJSON(world.statement(of: [revision]))
                let content = try #require(told.revisions.first).content
                #expect(key.made(try #require(revision.signature), of: Array(content.utf8)))
                #expect(Sodium.sha256Hex(content) == revision.contentHash)
            }
            #expect(try await audit(world).isWhole)
        }
    }

    /// Computed once with OpenSSL from the lines as documented, so that the rule cannot change unnoticed.
    @Test(arguments: Engine.available)
    func `the signature is that of the documented lines`(engine: Engine) async throws {
        try await TestWorld.with(engine) { plain in
            let world = try await plain.signing()
            let revision = try #require(try await world.report(TestWorld.functions("normal", "normal", "none")).stored)
            #expect(revision.contentHash == "15ce38c9809f3540e2d227da712a56f12a9af9e0e52c4d699e8d6f310cb58ca5")
            #expect(revision.signature?.value == Self.expected)
            #expect(try await world.revisions() == [revision])
        }
    }

    private static let expected =
        "Xtl0BzcnaLgrRyZFShY9v2wZTdE1VIMJQwlZpAUGpcZ+tpckYJZJ3Yy1pvJbze2e4tJ3R7njwyiQpLuq6jlDCA=="

    @Test(arguments: Engine.available)
    func `without a key nothing is signed, and what came before a key stays unsigned`(engine: Engine) async throws {
        try await TestWorld.with(engine) { plain in
            try await plain.report(TestWorld.functions("normal", "normal", "none"))
            let world = try await plain.signing()
            try await world.report(TestWorld.functions("limited", "normal", "none"), basedOn: 1)
            #expect(try await world.revisions().map(\.signature?.key) == [nil, 1])
            #expect(try await audit(world).isWhole)
        }
    }

    @Test(arguments: Engine.available)
    func `a key that is replaced stays published with its span, and its signatures stay right`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { plain in
            let (first, later) = (try await plain.signing(), TestWorld.now.adding(seconds: 60))
            try await first.report(TestWorld.functions("normal", "normal", "none"))
            let second = try await plain.signing(with: 2, at: later)
            try await second.report(TestWorld.functions("limited", "normal", "none"), at: later, basedOn: 1)
            #expect(try await second.revisions().map(\.signature?.key) == [1, 2])
            let keys = try await keys(plain)
            #expect(keys.map(\.number) == [2, 1])
            #expect(keys.map(\.from) == [later, TestWorld.now])
            #expect(keys.map(\.until) == [nil, later])
            #expect(try await audit(plain).isWhole)
        }
    }

    @Test(arguments: Engine.available)
    func `the same key keeps its number, and coming back it is in use again`(engine: Engine) async throws {
        try await TestWorld.with(engine) { plain in
            let numbers = [
                try await plain.signing().pool.signer?.key, try await plain.signing().pool.signer?.key,
                try await plain.signing(with: 2).pool.signer?.key, try await plain.signing().pool.signer?.key,
            ]
            #expect(numbers == [1, 1, 2, 1])
            let keys = try await keys(plain)
            #expect(keys.map { $0.until == nil } == [false, true])
            let told = try await plain.pool.read {
                try $0.query("SELECT count(*) AS n FROM audit WHERE action = 'signingKey.use'").first?.int("n")
            }
            #expect(told == 3)
        }
    }

    private static let forgeries: [SQL] = [
        "UPDATE revision SET signature = 'AAAA'", "UPDATE revision SET signing_key = 2",
        "UPDATE revision SET signature = (SELECT public_key FROM signing_key)",
    ]

    @Test(arguments: forgeries.indices, Engine.available)
    func `a signature that its key did not make is found with the audit`(index: Int, engine: Engine) async throws {
        try await TestWorld.with(engine) { plain in
            let world = try await plain.signing()
            try await world.report(TestWorld.functions("normal", "normal", "none"))
            #expect(try await world.pool.write { try $0.execute(Self.forgeries[index]) } == 1)
            let faults = try await audit(world).faults
            #expect(faults.contains { $0.contains("has a signature that key") }, "\(faults)")
        }
    }

    @Test(arguments: Engine.available)
    func `who holds a receipt learns whether it stands, and whether a newer one does`(engine: Engine) async throws {
        try await TestWorld.with(engine) { plain in
            let world = try await plain.signing()
            let first = try #require(try await world.report(TestWorld.functions("normal", "normal", "none")).stored)
            let note = try #require(
                ReceiptNote(
                    receipt: first.receipt.lowercased().replacingOccurrences(of: "-", with: " "),
                    contentHash: first.contentHash.uppercased() + " "))
            func check(_ note: ReceiptNote) async throws -> ReceiptCheck? {
                try await world.pool.read { try $0.reports.check(note) }
            }
            let found = try #require(try await check(note))
            #expect(found.receipt == first.receipt && found.recordedAt == first.recordedAt)
            #expect(found.key == 1 && !found.isOutdated)
            try await world.report(TestWorld.functions("limited", "normal", "none"), basedOn: 1)
            #expect(try await check(note)?.isOutdated == true)
            let other = try #require(
                ReceiptNote(receipt: first.receipt, contentHash: String(repeating: "0", count: 64)))
            #expect(try await check(other) == nil)
            _ = try await world.pool.write { try $0.execute("UPDATE revision SET answers = '[]' WHERE number = 1") }
            #expect(try await check(note) == nil)
        }
    }

    @Test func `a number or a hash that can be none is no note`() {
        let hash = String(repeating: "a", count: 64)
        #expect(
            ReceiptNote(receipt: "２０２１０１１９-7k3m-9q2x-4tbe", contentHash: hash)?.receipt == "20210119-7K3M-9Q2X-4TBE")
        #expect(
            ReceiptNote(receipt: "20210119-7K3M-9Q2X-OIL0", contentHash: hash)?.receipt == "20210119-7K3M-9Q2X-0110")
        #expect(ReceiptNote(receipt: "20210119-7K3M-9Q2X", contentHash: hash) == nil)
        #expect(ReceiptNote(receipt: "20210119-7K3M-9Q2X-4TBE", contentHash: hash + "a") == nil)
        #expect(ReceiptNote(receipt: "20210119-7K3M-9Q2X-4TBE", contentHash: "g" + hash.dropFirst()) == nil)
    }
}
