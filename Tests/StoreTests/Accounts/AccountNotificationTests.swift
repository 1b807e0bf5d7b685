import Database
import Domain
import Store
import TestSupport
import Testing

/// Telling everybody of their ID whom nobody told yet, and other care of IDs from the command line (R4 R13).
struct AccountNotificationTests {
    private static let now = TestWorld.now

    private func mails(_ world: TestWorld) async throws -> [(account: String, state: String)] {
        try await world.pool.read { db in
            try db.query("SELECT account_id, state FROM mail ORDER BY account_id").map {
                (try $0.string("account_id"), try $0.string("state"))
            }
        }
    }

    private func people(_ count: Int, _ world: TestWorld) async throws {
        try await world.pool.write { db in
            for index in 0..<count {
                let account = Account(id: "q\(index)", loginId: "Q\(index)", role: .ministry, name: "係")
                try db.accounts.create(account, passwordHash: nil, at: Self.now)
                try db.contacts.record(
                    Contact(mail: "q\(index)@example.jp"), of: account.id, at: Self.now, by: "test")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `everybody is told once, however often and by how many it is begun`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await people(11, world)
            let telling = AccountNotification(world.pool, piece: 4)
            async let one = telling.run(holds: false, at: Self.now)
            async let other = telling.run(holds: false, at: Self.now)
            let both = try await (one, other)
            #expect(both.0.mails + both.1.mails == 11)
            #expect(both.0.withoutAddress == 3)
            #expect(Set(try await mails(world).map(\.account)).count == 11)
            #expect(try await mails(world).count == 11)
            #expect(try await telling.run(holds: false, at: Self.now).mails == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `those told, in use, at rest, told by letter or not at all are left out`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await people(6, world)
            try await world.pool.write { db in
                try db.accountLives.noteNotified("q0", by: .mail, at: Self.now)
                _ = try db.execute("UPDATE account SET activated_at = \(Self.now.text) WHERE account_id = 'q1'")
                try db.accountLives.rest("q2", at: Self.now, by: "test")
                try db.accountLives.setNotification(.letter, of: "q3", at: Self.now, by: "test")
                try db.accountLives.setNotification(.nobody, of: "q4", at: Self.now, by: "test")
            }
            let summary = try await AccountNotification(world.pool).run(holds: true, at: Self.now)
            #expect(summary.mails == 1 && summary.letters == 1)
            let found = try await mails(world)
            #expect(found.map(\.account) == ["q5"])
            #expect(found.map(\.state) == ["held"])
        }
    }

    @Test(arguments: Engine.available)
    func `an office gets another role, keeps its ID, and its sessions end`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let officer = TestWorld.officer
            try await world.pool.write { try $0.sessions.create(token: "t", account: officer.id, at: Self.now) }
            let changed = try await world.pool.write {
                try $0.accounts.setRole(.helpDesk, name: "事務局", of: officer, at: Self.now, by: "test")
            }
            #expect(changed)
            let (account, live) = try await world.pool.read { db in
                (
                    try db.accounts.account(id: officer.id, on: TestWorld.today),
                    try db.sessions.live(token: "t", at: Self.now, on: TestWorld.today)
                )
            }
            #expect(account == Account(id: officer.id, loginId: officer.loginId, role: .helpDesk, name: "事務局"))
            #expect(live == nil)
            let again = try await world.pool.write {
                try $0.accounts.setRole(
                    .helpDesk, name: "事務局", of: try #require(account), at: Self.now, by: "test")
            }
            #expect(!again)
        }
    }

    @Test(arguments: Engine.available)
    func `an institution's ID never gets another role, and an office never an institution's`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let before = try await Contents(world.pool)
            for (account, role) in [
                (TestWorld.clerk, Role.ministry), (TestWorld.officer, .facility(TestWorld.own)),
                (TestWorld.officer, .association("A1")),
            ] {
                await #expect(throws: Problem.self) {
                    try await world.pool.write {
                        _ = try $0.accounts.setRole(role, name: "名", of: account, at: Self.now, by: "test")
                    }
                }
            }
            #expect(try await Contents(world.pool) == before)
        }
    }
}
