import Database
import Domain
import Store
import TestSupport
import Testing

/// Since when an ID can be used (R25): it moves deadlines, and so the register's version.
@Suite struct AccountAccessTests {
    private static let id = TestWorld.distant
    private static let account = Account(id: "q1", loginId: id.text, role: .facility(id), name: "架空が丘病院")
    private static let now = TestWorld.now

    private func access(_ world: TestWorld) async throws -> DeadlineFacts.Access {
        try await world.pool.read {
            try $0.deadlineFacts.of(Self.id, from: TestWorld.today, through: TestWorld.today).facts(for: .itself).access
        }
    }

    private func version(_ world: TestWorld) async throws -> Int {
        try await world.pool.read { try $0.facilities.registerVersion() }
    }

    @Test(arguments: Engine.available)
    func `telling opens it, coming back closes it, a password opens it for good`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let (account, now) = (Self.account, Self.now)
            #expect(try await access(world) == .notYet)
            try await world.pool.write { try $0.accounts.create(account, passwordHash: nil, at: now) }
            #expect(try await access(world) == .notYet)
            let before = try await version(world)
            try await world.pool.write { try $0.accountLives.noteNotified("q1", by: .mail, at: now) }
            #expect(try await access(world) == .since(now))
            #expect(try await version(world) == before + 1)
            try await world.pool.write { try $0.accountLives.noteBounced("q1", at: now.adding(seconds: 1)) }
            #expect(try await access(world) == .notYet)
            #expect(try await version(world) == before + 2)
            let set = now.adding(seconds: 60)
            try await world.pool.write { try $0.accountLives.setPassword(hash: "h", of: account, at: set) }
            #expect(try await access(world) == .since(set))
            // Whatever comes later, the first time counts.
            try await world.pool.write { db in
                try db.accountLives.setPassword(hash: "i", of: account, at: set.adding(seconds: 1))
                try db.accountLives.noteNotified("q1", by: .letter, at: set.adding(seconds: 2))
                try db.accountLives.noteBounced("q1", at: set.adding(seconds: 3))
            }
            #expect(try await access(world) == .since(set))
            #expect(try await version(world) == before + 3)
        }
    }

    @Test(arguments: Engine.available)
    func `with a password it can be used at once; where an association reports it is not needed`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let (account, now) = (Self.account, Self.now)
            let facts = try await world.pool.read {
                try $0.deadlineFacts.of(Self.id, from: TestWorld.today, through: TestWorld.today)
            }
            #expect(facts.facts(for: .association("A13000099")).access == .always)
            try await world.pool.write { try $0.accounts.create(account, passwordHash: "h", at: now) }
            #expect(try await access(world) == .since(now))
        }
    }
}
