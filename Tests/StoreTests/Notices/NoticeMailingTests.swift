import Database
import Domain
import Store
import Synchronization
import TestSupport
import Testing

/// The mails of a notice: everybody it is for, each once, a piece a commit (R21).
struct NoticeMailingTests {
    private static let now = TestWorld.now

    /// Contacts for the three of the test world, and for a hospital in another prefecture.
    private func tell(_ world: TestWorld, more: Int = 0) async throws {
        try await world.pool.write { db in
            let distant = Account(
                id: "account-distant", loginId: TestWorld.distant.text, role: .facility(TestWorld.distant), name: "旧名")
            try db.accounts.create(distant, passwordHash: nil, at: Self.now)
            for account in [TestWorld.clerk, TestWorld.officer, TestWorld.stranger, distant] {
                try db.contacts.record(
                    Contact(mail: "\(account.id)@example.jp"), of: account.id, at: Self.now, by: "test")
            }
            for index in 0..<more {
                let office = Account(id: "m\(index)", loginId: "M\(index)", role: .ministry, name: "係")
                try db.accounts.create(office, passwordHash: nil, at: Self.now)
                try db.contacts.record(Contact(mail: "m\(index)@example.jp"), of: office.id, at: Self.now, by: "test")
            }
        }
    }

    private func addresses(_ world: TestWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT address FROM mail ORDER BY address").map { try $0.string("address") }
        }
    }

    private func mail(
        _ audience: NoticeText.Audience, in place: Prefecture? = nil, _ world: TestWorld
    ) async throws -> [String] {
        _ = try await NoticeStoreTests.publish(NoticeStoreTests.text(for: audience, in: place, byMail: true), world)
        try await NoticeMailing(world.pool).run(at: Self.now, arrived: Self.now)
        let found = try await addresses(world)
        try await world.pool.write { _ = try $0.execute("DELETE FROM mail") }
        return found.map { $0.replacing("@example.jp", with: "").replacing("account-", with: "") }
    }

    @Test(arguments: Engine.available)
    func `everybody it is for gets one, and nobody else`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await tell(world)
            #expect(try await mail(.everybody, world) == ["clerk", "distant", "officer", "stranger"])
            #expect(try await mail(.facility, world) == ["clerk", "distant"])
            #expect(try await mail(.facility, in: TestWorld.ishikawa, world) == ["distant"])
            #expect(try await mail(.everybody, in: TestWorld.tokyo, world) == ["clerk", "officer"])
            #expect(try await mail(.ministry, world) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `an ID at rest, one nobody is told of and one without an address get none`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await tell(world)
            try await world.pool.write { db in
                try db.accountLives.rest(TestWorld.clerk.id, at: Self.now, by: "desk")
                try db.accountLives.setNotification(.nobody, of: "account-distant", at: Self.now, by: "desk")
                try db.contacts.record(Contact(), of: TestWorld.officer.id, at: Self.now, by: "desk")
            }
            #expect(try await mail(.everybody, world) == ["stranger"])
        }
    }

    @Test(arguments: Engine.available)
    func `in pieces, stopped in between and by two at once, everybody gets exactly one`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await tell(world, more: 20)
            let id = try await NoticeStoreTests.publish(NoticeStoreTests.text(byMail: true), world)
            let mailing = NoticeMailing(world.pool, piece: 3)
            let counter = Counter()
            try await mailing.run(at: Self.now, arrived: Self.now) { counter.next() > 6 }
            let part = try await addresses(world).count
            #expect(part > 0 && part < 24)
            #expect(try await world.pool.read { try $0.notices.find(id)?.mailedAt } == nil)
            async let one = mailing.run(at: Self.now, arrived: Self.now)
            async let other = mailing.run(at: Self.now, arrived: Self.now)
            _ = try await (one, other)
            let found = try await addresses(world)
            #expect(found.count == 24)
            #expect(Set(found).count == 24)
            #expect(try await world.pool.read { try $0.notices.find(id)?.mailedAt } == Self.now)
            #expect(try await mailing.run(at: Self.now, arrived: Self.now) == 0)
            let mails = try await world.pool.read { try $0.notices.mails(of: id) }
            #expect(mails.queued == 24 && mails.sent == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `mails go once the notice is shown, never before it and not after it`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await tell(world)
            _ = try await NoticeStoreTests.publish(NoticeStoreTests.text(from: 10, until: 20, byMail: true), world)
            let mailing = NoticeMailing(world.pool)
            let first = Self.now.adding(seconds: 10)
            #expect(try await mailing.run(at: Self.now.adding(seconds: 20), arrived: Self.now) == 0)
            let before = Instant(milliseconds: first.milliseconds - 1)
            #expect(try await mailing.run(at: before, arrived: Self.now) == 0)
            #expect(try await mailing.run(at: first, arrived: Self.now) == 4)
        }
    }

    @Test(arguments: Engine.available)
    func `a notice that is ended sends no more of them`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await tell(world)
            let id = try await NoticeStoreTests.publish(NoticeStoreTests.text(byMail: true), world)
            try await NoticeMailing(world.pool).run(at: Self.now, arrived: Self.now)
            try await world.pool.write { try $0.notices.withdraw(id, at: Self.now, by: "desk") }
            let states = try await world.pool.read { db in
                try db.query("SELECT DISTINCT state FROM mail").map { try $0.string("state") }
            }
            #expect(states == ["cancelled"])
        }
    }

    @Test(arguments: Engine.available)
    func `a mail calls the institution as it is called that day`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await tell(world)
            _ = try await NoticeStoreTests.publish(NoticeStoreTests.text("雪のため", for: .facility, byMail: true), world)
            try await NoticeMailing(world.pool).run(at: Self.now, arrived: Self.now)
            let row = try await world.pool.read {
                try $0.query("SELECT subject, body FROM mail WHERE account_id = 'account-distant'").first
            }
            #expect(try row?.string("subject") == "【G-MIS事務局】雪のため")
            #expect(try row?.string("body").hasPrefix("架空が丘病院") == true)
        }
    }
}

/// Counts how often it was asked.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
