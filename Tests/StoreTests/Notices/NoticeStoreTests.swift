import Database
import Domain
import Store
import TestSupport
import Testing

/// Notices of the help desk, and their mails (R21).
struct NoticeStoreTests {
    static let now = TestWorld.now

    static func text(
        _ title: String = "お知らせ", from: Int = 0, until: Int = 60, for audience: NoticeText.Audience = .everybody,
        in place: Prefecture? = nil, byMail: Bool = false
    ) -> NoticeText {
        NoticeText(
            title: title, body: "本文です。", from: now.adding(seconds: from), until: now.adding(seconds: until),
            audience: audience, prefecture: place, byMail: byMail)
    }

    static func publish(_ text: NoticeText, id: String = NoticeStore.newId(), _ world: TestWorld) async throws -> String
    {
        try await world.pool.write { try $0.notices.publish(text, id: id, at: now, by: "desk") }
        return id
    }

    @Test(arguments: Engine.available)
    func `a notice comes back as it was written, and is in the audit without its text`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let text = Self.text("年末の受付", for: .facility, in: TestWorld.ishikawa, byMail: true)
            let id = try await Self.publish(text, world)
            #expect(Notice.isId(id))
            let found = try #require(try await world.pool.read { try $0.notices.find(id) })
            #expect(found == Notice(id: id, text: text, recordedAt: Self.now))
            let audit = "\(try await Contents(world.pool).tables["audit"] ?? [])"
            #expect(audit.contains("notice.create") && audit.contains("notice:\(id)"))
            #expect(!audit.contains("年末の受付"))
        }
    }

    @Test(arguments: Engine.available)
    func `published twice under one key it is there once, as it was first`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let id = try await Self.publish(Self.text("一"), world)
            let before = try await Contents(world.pool)
            _ = try await Self.publish(Self.text("二"), id: id, world)
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `shown are those of the moment and of the next seconds`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            for (title, from, until) in [("過去", -9, 0), ("いま", 0, 1), ("すぐ", 5, 9), ("あと", 6, 9)] {
                _ = try await Self.publish(Self.text(title, from: from, until: until), world)
            }
            let shown = try await world.pool.read {
                try $0.notices.shown(from: Self.now, until: Self.now.adding(seconds: 5))
            }
            #expect(shown.map(\.text.title) == ["すぐ", "いま"])
            let all = try await world.pool.read { try $0.notices.all(at: Self.now, limit: 1) }
            #expect(all.map(\.text.title) == ["あと", "すぐ", "いま", "過去"])
        }
    }

    @Test(arguments: Engine.available)
    func `one that is ended is gone, once and for all`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let id = try await Self.publish(Self.text(), world)
            let end: @Sendable (any Connection) throws -> Void = {
                try $0.notices.withdraw(id, at: Self.now.adding(seconds: 1), by: "desk")
            }
            try await world.pool.write(end)
            let shown = try await world.pool.read {
                try $0.notices.shown(from: Self.now, until: Self.now.adding(seconds: 5))
            }
            #expect(shown.isEmpty)
            let before = try await Contents(world.pool)
            try await world.pool.write(end)
            #expect(try await Contents(world.pool) == before)
            await #expect(throws: Problem.notFound) {
                try await world.pool.write { try $0.notices.withdraw("n-none", at: Self.now, by: "desk") }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a notice that is over cannot be ended`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let id = try await Self.publish(Self.text(from: -60, until: 0), world)
            try await world.pool.write { try $0.notices.withdraw(id, at: Self.now, by: "desk") }
            #expect(try await world.pool.read { try $0.notices.find(id)?.withdrawnAt } == nil)
        }
    }
}
