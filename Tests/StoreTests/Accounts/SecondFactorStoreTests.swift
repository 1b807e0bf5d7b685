import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Sodium

/// Second factors: proved once, each code taken once.
struct SecondFactorStoreTests {
    private static let secret = Array("12345678901234567890".utf8)
    private static let codes = ["K7MF-4QXT-92HB", "AAAA-BBBB-CCCC"]
    private static let person = TestWorld.officer

    private static func after(_ seconds: Int) -> Instant { TestWorld.now.adding(seconds: seconds) }

    /// As the app shows it; empty where there is none, which no test takes.
    private static func code(at instant: Instant) -> String {
        String(decoding: (try? TOTP.code(secret: secret, step: instant.milliseconds / 30_000)) ?? [], as: UTF8.self)
    }

    /// Begun and proved at `TestWorld.now`.
    private func turnOn(_ world: TestWorld) async throws {
        let isOn = try await world.pool.write { db in
            _ = try db.secondFactors.begin(Self.secret, of: Self.person, at: TestWorld.now)
            return try db.secondFactors.confirm(
                Self.code(at: TestWorld.now), recoveryCodes: Self.codes, of: Self.person, at: TestWorld.now)
        }
        try #require(isOn)
    }

    private func take(_ code: String, _ world: TestWorld, after seconds: Int) async throws -> Bool {
        try await world.pool.write { try $0.secondFactors.take(code, of: Self.person, at: Self.after(seconds)) }
    }

    @Test(arguments: Engine.available)
    func `one that was lost goes with its recovery codes and sessions, and the contact is told`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                _ = try db.contacts.record(
                    Contact(mail: "office@example.jp"), of: Self.person.id, at: TestWorld.now, by: "test")
                try db.sessions.create(token: "own", account: Self.person.id, at: TestWorld.now)
                try db.sessions.create(token: "other", account: TestWorld.clerk.id, at: TestWorld.now)
            }
            let before = try await Contents(world.pool)
            await #expect(throws: Problem.self) {
                try await world.pool.write {
                    try $0.secondFactors.removeLost(of: Self.person, at: Self.after(1), by: "x")
                }
            }
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
            try await turnOn(world)
            try await world.pool.write { try $0.secondFactors.removeLost(of: Self.person, at: Self.after(1), by: "x") }
            let (factor, mails, open) = try await world.pool.read { db in
                (
                    try db.secondFactors.factor(of: Self.person), try db.mails.told(of: Self.person.id),
                    try db.query("SELECT account_id AS id FROM session WHERE ended_at IS NULL")
                        .map { try $0.string("id") }
                )
            }
            #expect(factor == nil)
            #expect(mails.map(\.purpose) == [.factorRemoved])
            #expect(open == [TestWorld.clerk.id])
            let tables = try await Contents(world.pool).tables
            #expect(tables["recovery_code"]?.isEmpty != false)
            let audit = "\(tables["audit"] ?? [])"
            #expect(audit.contains("secondFactor.end") && !audit.contains("office@example.jp"))
        }
    }

    @Test(arguments: Engine.available)
    func `it works: a secret counts from its first right code on, and is never shown again`(engine: Engine) async throws
    {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                let none = try db.secondFactors.factor(of: Self.person)
                #expect(none == nil)
                #expect(try db.secondFactors.begin(Self.secret, of: Self.person, at: TestWorld.now))
                #expect(try db.secondFactors.isOn(Self.person) == false)
                #expect(try db.secondFactors.unconfirmedSecret(of: Self.person) == Self.secret)
                let wrong = try db.secondFactors.confirm(
                    "000000", recoveryCodes: Self.codes, of: Self.person, at: TestWorld.now)
                #expect(!wrong)
                #expect(try db.secondFactors.factor(of: Self.person)?.isOn == false)
            }
            try await turnOn(world)
            try await world.pool.write { db in
                let factor = try db.secondFactors.factor(of: Self.person)
                #expect(
                    factor
                        == SecondFactor(
                            createdAt: TestWorld.now, confirmedAt: TestWorld.now, recoveryCodesLeft: 2))
                #expect(try db.secondFactors.unconfirmedSecret(of: Self.person) == nil)
                // One that is on is not replaced.
                #expect(try !db.secondFactors.begin(Array("other".utf8), of: Self.person, at: TestWorld.now))
                #expect(try db.secondFactors.factor(of: TestWorld.stranger) == nil)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a code works once, and an earlier one not after a later one`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await turnOn(world)
            // The one that proved it is spent.
            #expect(try await !take(Self.code(at: TestWorld.now), world, after: 1))
            let next = Self.code(at: Self.after(60))
            #expect(try await take(next, world, after: 60))
            #expect(try await !take(next, world, after: 61))
            #expect(try await !take(Self.code(at: Self.after(30)), world, after: 60))
            #expect(try await take(Self.code(at: Self.after(90)), world, after: 62))
        }
    }

    @Test(arguments: Engine.available)
    func `a clock may go wrong by one step and no more`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await turnOn(world)
            let code = Self.code(at: Self.after(300))
            #expect(try await !take(code, world, after: 240))
            #expect(try await !take(code, world, after: 360))
            #expect(try await take(code, world, after: 330))
        }
    }

    @Test(arguments: Engine.available)
    func `of the same code at the same moment one is taken`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await turnOn(world)
            let code = Self.code(at: Self.after(60))
            let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<6 { group.addTask { try await take(code, world, after: 60) } }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(taken == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a recovery code works once, as people type it, until there are new ones`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await turnOn(world)
            try await world.pool.write { db in
                func take(_ typed: String) throws -> Bool {
                    try db.secondFactors.takeRecoveryCode(typed, of: Self.person, at: TestWorld.now)
                }
                #expect(try take("ｋ7mf4qxt 92hb"))
                #expect(try !take("K7MF-4QXT-92HB"))
                #expect(try !take("ZZZZ-ZZZZ-ZZZZ"))
                #expect(try db.secondFactors.factor(of: Self.person)?.recoveryCodesLeft == 1)
                try db.secondFactors.replaceRecoveryCodes(["DDDD-EEEE-FFFF"], of: Self.person, at: TestWorld.now)
                #expect(try !take("AAAA-BBBB-CCCC"))
                #expect(try take("DDDD-EEEE-FFFF"))
                let kept = try db.query("SELECT code_hash FROM recovery_code").map { try $0.string("code_hash") }
                #expect(kept.allSatisfy { $0.utf8.count == 64 })
            }
        }
    }

    @Test(arguments: Engine.available)
    func `turned off nothing is taken any more, and each step stands in the audit`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await turnOn(world)
            try await world.pool.write { db in
                for _ in 0..<2 { try db.secondFactors.remove(of: Self.person, at: TestWorld.now, by: "somebody") }
                #expect(try db.secondFactors.factor(of: Self.person) == nil)
                #expect(try !db.secondFactors.takeRecoveryCode(Self.codes[0], of: Self.person, at: TestWorld.now))
            }
            #expect(try await !take(Self.code(at: Self.after(60)), world, after: 60))
            let entries = try await world.pool.read { db in
                try db.query("SELECT action, actor FROM audit WHERE action LIKE 'secondFactor.%' ORDER BY number").map {
                    "\(try $0.string("action")) \(try $0.string("actor"))"
                }
            }
            let own = Self.person.id
            #expect(
                entries == ["secondFactor.begin \(own)", "secondFactor.confirm \(own)", "secondFactor.end somebody"])
        }
    }

    @Test(arguments: Engine.available)
    func `people of the same ID have each their own`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await turnOn(world)
            let colleague = Self.person.acting(as: Colleague(id: "c-1", name: "見本 花子"))
            try await world.pool.write { db in
                let isOn = try db.secondFactors.isOn(colleague)
                #expect(!isOn)
                #expect(try !db.secondFactors.takeRecoveryCode(Self.codes[0], of: colleague, at: TestWorld.now))
            }
        }
    }
}
