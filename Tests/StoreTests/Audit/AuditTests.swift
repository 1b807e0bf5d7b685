import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

/// The audit is a chain: whatever is changed or removed shows (design §4).
struct AuditTests {
    private static func record(_ subjects: [String], _ db: any Connection) throws {
        for subject in subjects {
            try db.audit.record(
                AuditEntry(
                    actor: "account-clerk", action: "report.create", subject: subject, detail: ["a": "1", "b": "\"é"]),
                at: TestWorld.now)
        }
    }

    private func verify(_ pool: any ConnectionPool) async throws -> AuditVerification {
        try await pool.read { try $0.audit.verify() }
    }

    @Test(arguments: Engine.available)
    func `an audit that nobody touched is whole`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            #expect(try await verify(world.pool).isWhole)
            try await world.pool.write { try Self.record(["a", "b"], $0) }
            try await world.pool.write { try Self.record(["c"], $0) }
            let verification = try await verify(world.pool)
            #expect(verification.isWhole, "\(verification.faults)")
            #expect(verification.entries == 3)
        }
    }

    @Test func `details are written as a JSON encoder writes them`() async throws {
        let details: [[String: String]] = [
            [:], ["survey": "clinic-daily", "period": "2021-01-19", "revision": "1", "contentHash": "0f9a"],
            ["loginId": "F13000018", "role": "facility"], ["1": "7", "10": "8", "2": "9"], ["b": "", "a": "-"],
            ["a": "\"\\/\u{8}\n\u{1F}é😀 "], ["é": "a"], ["a": "1:0f"],
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let expected = try details.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        try await TestWorld.empty(.sqlite) { world in
            try await world.pool.write { db in
                for detail in details {
                    try db.audit.record(
                        AuditEntry(actor: "product", action: "a", subject: "s", detail: detail), at: TestWorld.now)
                }
            }
            let found = try await world.pool.read { db in
                try db.query("SELECT detail FROM audit ORDER BY number").map { try $0.string("detail") }
            }
            #expect(found == expected)
            #expect(try await verify(world.pool).isWhole)
        }
    }

    /// Each way to change an entry, with the entries `a`, `b` and `c` of one chain before.
    static let changes: [(name: String, sql: SQL, told: String)] = [
        ("its actor", "UPDATE audit SET actor = 'account-other' WHERE subject = 'b'", "was changed"),
        ("its action", "UPDATE audit SET action = 'report.correct' WHERE subject = 'b'", "was changed"),
        ("its subject", "UPDATE audit SET subject = 'x' WHERE subject = 'b'", "was changed"),
        ("its detail", "UPDATE audit SET detail = '{}' WHERE subject = 'b'", "was changed"),
        ("its time", "UPDATE audit SET recorded_at = '2021-01-19T01:30:00.001Z' WHERE subject = 'b'", "was changed"),
        ("its hash", "UPDATE audit SET hash = previous WHERE subject = 'b'", "was changed"),
        (
            "what it follows",
            "UPDATE audit SET previous = '0000000000000000000000000000000000000000000000000000000000000000' WHERE subject = 'b'",
            "does not follow"
        ),
        (
            "a part moved to its neighbour",
            "UPDATE audit SET actor = 'account-cler', action = 'kreport.create' WHERE subject = 'c'",
            "was changed"
        ),
        ("the first removed", "DELETE FROM audit WHERE subject = 'a'", "is missing"),
        ("one in the middle removed", "DELETE FROM audit WHERE subject = 'b'", "is missing"),
        ("renumbered after a removal", "UPDATE audit SET number = 12 WHERE subject = 'c'", "is missing"),
    ]

    @Test(arguments: changes.indices, Engine.available)
    func `what is changed or removed in a chain is found`(index: Int, engine: Engine) async throws {
        let change = Self.changes[index]
        try await TestWorld.empty(engine) { world in
            try await world.pool.writeAlone { try Self.record(["a", "b", "c"], $0) }
            #expect(try await world.pool.write { try $0.execute(change.sql) } == 1)
            let verification = try await verify(world.pool)
            #expect(!verification.isWhole, "\(change.name)")
            #expect(verification.faults.contains { $0.contains(change.told) }, "\(change.name): \(verification.faults)")
        }
    }

    @Test(arguments: Engine.available)
    func `what was bound cannot be removed from the end of another chain, nor the whole chain`(engine: Engine)
        async throws
    {
        for first in [3, 1] {
            try await TestWorld.empty(engine) { world in
                try await world.pool.writeAlone { try Self.record(["a", "b", "c"], $0) }
                // As another writer's chain: on SQLite there is one writer, so its entries are given to chain 7 with their hashes
                // as they are, which a bind does not look at.
                let count = try await world.pool.write { db in
                    try db.execute("UPDATE audit SET chain = 7")
                    try Self.record(["d"], db)
                    try db.audit.bindChains(at: TestWorld.now)
                    return try db.execute("DELETE FROM audit WHERE chain = 7 AND number >= \(first)")
                }
                #expect(count == 4 - first)
                let faults = try await verify(world.pool).faults
                #expect(
                    faults.contains("chain 7: entry 3 is missing or changed, another chain remembers it"), "\(faults)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `after a bind the last entry before it cannot be removed`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            try await world.pool.write { db in
                try Self.record(["a", "b"], db)
                try db.audit.bindChains(at: TestWorld.now)
            }
            #expect(try await verify(world.pool).isWhole)
            #expect(try await world.pool.write { try $0.execute("DELETE FROM audit WHERE subject = 'b'") } == 1)
            #expect(try await !verify(world.pool).isWhole)
        }
    }

    @Test(arguments: Engine.available)
    func `a bind that somebody spoilt is a fault and no crash`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            try await world.pool.write { db in
                try Self.record(["a"], db)
                try db.audit.bindChains(at: TestWorld.now)
                try db.execute("UPDATE audit SET detail = 'x' WHERE action = 'audit.bind'")
            }
            #expect(try await verify(world.pool).faults.contains { $0.contains("was changed") })
        }
    }

    @Test(arguments: Engine.available)
    func `chains are bound once, and again only after something happened`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            func binds() async throws -> Int {
                try await world.pool.write { try $0.audit.bindChains(at: TestWorld.now) }
                return try await world.pool.read {
                    try $0.query("SELECT count(*) AS n FROM audit WHERE action = 'audit.bind'").first?.int("n") ?? -1
                }
            }
            #expect(try await binds() == 0)
            try await world.pool.writeAlone { try Self.record(["a"], $0) }
            #expect(try await binds() == 1)
            #expect(try await binds() == 1)
            try await world.pool.writeAlone { try Self.record(["b"], $0) }
            #expect(try await binds() == 2)
            #expect(try await verify(world.pool).isWhole)
        }
    }

    @Test(arguments: Engine.available)
    func `an entry goes with the write it tells of`(engine: Engine) async throws {
        struct Failure: Error {}
        try await TestWorld.empty(engine) { world in
            await #expect(throws: Failure.self) {
                try await world.pool.write { db in
                    try Self.record(["a"], db)
                    throw Failure()
                }
            }
            try await world.pool.write { try Self.record(["b"], $0) }
            let verification = try await verify(world.pool)
            #expect(verification.isWhole)
            #expect(verification.entries == 1)
        }
    }
}

/// Several processes at one server.
@Suite(.enabled(if: Engine.available.contains(.postgresql), "PostgreSQL has several writers"))
struct AuditChainTests {
    @Test func `two writers have chains of their own, and each goes on with its own`() async throws {
        try await TestDatabase.withURL(.postgresql, migrations: try Schema.migrations()) { url in
            let pools = [
                try await Pool.open(url, options: PoolOptions(readers: 1, writers: 1)),
                try await Pool.open(url, options: PoolOptions(readers: 1, writers: 1)),
            ]
            for round in 1...3 {
                for pool in pools {
                    try await pool.write { db in
                        try db.audit.record(
                            AuditEntry(actor: "product", action: "test", subject: "round:\(round)"), at: TestWorld.now)
                    }
                }
            }
            let rows = try await pools[0].read {
                try $0.query("SELECT chain, count(*) AS n, max(number) AS last FROM audit GROUP BY chain")
            }
            #expect(try rows.map { try $0.int("n") } == [3, 3])
            #expect(try rows.map { try $0.int("last") } == [3, 3])
            let verification = try await pools[1].read { try $0.audit.verify() }
            #expect(verification.isWhole, "\(verification.faults)")
            #expect(verification.chains == 2)
            for pool in pools { await pool.close() }
        }
    }
}
