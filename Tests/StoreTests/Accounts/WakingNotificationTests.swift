import Database
import Domain
import Store
import TestSupport
import Testing

/// An institution learns of the ID that it got while an association reported when it begins to report itself (R4 R22).
struct WakingNotificationTests {
    private static let today = TestWorld.today
    private static let midnight = Instant(today, TimeOfDay(milliseconds: 0))
    private static let lastMoment = Instant(milliseconds: midnight.milliseconds - 1)
    private static let member = TestWorld.neighbour

    /// Issued while an association reports, which ends with yesterday.
    private func issued(
        _ world: TestWorld, kind: FacilityKind = .clinic, mail: String = "jimu@example.jp", until: Day? = today
    ) async throws -> Account {
        try await world.pool.write { [surveys = world.surveys] db in
            try db.associations.create(id: "A1", name: "見本会", prefecture: TestWorld.tokyo, at: TestWorld.now)
            try db.facilities.record(
                [
                    DatedFact(Self.member, .kind(kind), Validity(from: TestWorld.since, until: nil)),
                    DatedFact(
                        Self.member, .reportingParty(.association("A1")),
                        Validity(from: Self.today.adding(-20), until: until)),
                ], surveys: surveys, at: Self.midnight.adding(seconds: -86_400 * 20), by: "test")
            return try db.accountIssue.issue(
                to: Self.member, contact: Contact(mail: mail), notifyBy: nil,
                .init(at: Self.midnight.adding(seconds: -86_400 * 10), by: "desk")
            ).account
        }
    }

    private func wake(_ world: TestWorld, at now: Instant = midnight, holds: Bool = false) async throws
        -> WakingNotification.Summary
    {
        try await WakingNotification(world.pool, piece: 1).run(holds: holds, at: now, arrived: now)
    }

    private func mails(_ world: TestWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT purpose, address, state FROM mail").map {
                try ["purpose", "address", "state"].map($0.string).joined(separator: " ")
            }
        }
    }

    private func way(_ world: TestWorld, _ account: Account) async throws -> NotificationWay? {
        try await world.pool.read { try $0.accountLives.life(of: account.id)?.notifyBy }
    }

    @Test(arguments: Engine.available)
    func `it is told from the first millisecond of the day, and once`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let account = try await issued(world)
            #expect(try await way(world, account) == .nobody)
            #expect(try await wake(world, at: Self.lastMoment) == .init())
            #expect(try await mails(world).isEmpty)
            #expect(try await wake(world) == .init(mails: 1))
            #expect(try await mails(world) == ["firstPassword jimu@example.jp queued"])
            #expect(try await way(world, account) == .mail)
            #expect(try await wake(world) == .init())
            #expect(try await mails(world).count == 1)
            #expect(try await world.pool.read { try $0.audit.verify().isWhole })
        }
    }

    @Test(arguments: Engine.available)
    func `several programs at it tell it once`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await issued(world)
            let told = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 { group.addTask { try await wake(world).mails } }
                return try await group.reduce(0, +)
            }
            #expect(told == 1)
            #expect(try await mails(world).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `mails wait where the house holds them, and a hospital waits for a letter`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await issued(world)
            #expect(try await wake(world, holds: true) == .init(mails: 1))
            #expect(try await mails(world) == ["firstPassword jimu@example.jp held"])
        }
        try await TestWorld.with(engine) { world in
            let account = try await issued(world, kind: .hospital)
            #expect(try await wake(world) == .init(letters: 1))
            #expect(try await mails(world).isEmpty)
            #expect(try await way(world, account) == .letter)
            #expect(try await world.pool.read { try $0.letters.waitingCount() } == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `nobody is told while an association reports, whose ID was used, rests, or never had an association`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await issued(world, until: nil)
            // Of an institution that reports itself, and whom the help desk tells itself.
            try await world.pool.write {
                try $0.accountLives.setNotification(.nobody, of: TestWorld.clerk.id, at: TestWorld.now, by: "desk")
            }
            try await world.record(.reportingParty(.itself), from: TestWorld.since)
            #expect(try await wake(world) == .init())
        }
        for sql: SQL in ["password_hash = 'h'", "rested_at = '2021-01-01T00:00:00.000Z'"] {
            try await TestWorld.with(engine) { world in
                let account = try await issued(world)
                _ = try await world.pool.write {
                    try $0.execute("UPDATE account SET \(sql) WHERE account_id = \(account.id)")
                }
                #expect(try await wake(world) == .init())
                #expect(try await mails(world).isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a first mail that an association's beginning overtook is not sent, and comes when it ends`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let account = try await issued(world)
            let before = Instant(Self.today.adding(-3), TimeOfDay(milliseconds: 0))
            try await world.pool.write { db in
                try db.accountLives.setNotification(.mail, of: account.id, at: before, by: "desk")
                try db.mails.queue(
                    .firstPassword(account, to: "jimu@example.jp"), for: account, at: before, by: "desk")
                #expect(try db.mailSending.claim(by: "s", at: before) == nil)
            }
            #expect(try await mails(world) == ["firstPassword jimu@example.jp cancelled"])
            #expect(try await way(world, account) == .nobody)
            #expect(try await wake(world) == .init(mails: 1))
            #expect(
                try await mails(world).sorted() == [
                    "firstPassword jimu@example.jp cancelled", "firstPassword jimu@example.jp queued",
                ])
            let sent = try await world.pool.write { try $0.mailSending.claim(by: "s", at: Self.midnight) }
            #expect(sent?.account == account.id)
        }
    }

    @Test(arguments: Engine.available)
    func `no letter is printed for whom an association reports for`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let account = try await issued(world)
            let before = Instant(Self.today.adding(-3), TimeOfDay(milliseconds: 0))
            let batch = try await world.pool.write { db in
                try db.accountLives.setNotification(.letter, of: account.id, at: before, by: "desk")
                return try db.letters.createBatch(on: before.day, at: before, by: "desk")
            }
            #expect(batch == nil)
            #expect(try await way(world, account) == .nobody)
        }
    }
}
