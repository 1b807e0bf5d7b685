import Database
import Domain
import Store
import TestSupport
import Testing

/// Sign-ins that last, and end.
struct SessionStoreTests {
    private static let token = "0123456789abcdefghijklmnopqrstuvwxyz_-ABCDE"

    private func begin(_ world: TestWorld) async throws {
        try await world.pool.write {
            try $0.sessions.create(token: Self.token, account: TestWorld.clerk.id, at: TestWorld.now)
        }
    }

    private func live(_ milliseconds: Int, _ world: TestWorld, token: String = token) async throws -> SessionStore.Live?
    {
        let now = Instant(milliseconds: TestWorld.now.milliseconds + milliseconds)
        return try await world.pool.read { try $0.sessions.live(token: token, at: now, on: now.day) }
    }

    private func touch(_ seconds: Int, _ world: TestWorld) async throws {
        try await world.pool.write {
            try $0.sessions.touch(token: Self.token, at: TestWorld.now.adding(seconds: seconds))
        }
    }

    @Test(arguments: Engine.available)
    func `a session knows its account`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await begin(world)
            let live = try #require(try await live(0, world))
            #expect(live.account == TestWorld.clerk)
            #expect(live.lastSeenAt == TestWorld.now)
            #expect(try await self.live(0, world, token: Self.token + "x") == nil)
            #expect(try await self.live(0, world, token: "") == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `idle it lives for an hour and not longer`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await begin(world)
            #expect(try await live(3_599_999, world) != nil)
            #expect(try await live(3_600_000, world) == nil)
            try await touch(3_599, world)
            #expect(try await live(3_600_000, world)?.lastSeenAt == TestWorld.now.adding(seconds: 3_599))
            #expect(try await live(7_198_999, world) != nil)
            #expect(try await live(7_199_000, world) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `in use it ends after twelve hours all the same`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await begin(world)
            for minutes in stride(from: 50, through: 710, by: 55) { try await touch(minutes * 60, world) }
            #expect(try await live(43_199_999, world) != nil)
            #expect(try await live(43_200_000, world) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `an ended session is dead, and using it does not wake it`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await begin(world)
            try await world.pool.write { try $0.sessions.end(token: Self.token, at: TestWorld.now.adding(seconds: 5)) }
            #expect(try await live(6_000, world) == nil)
            #expect(try await live(4_000, world) == nil)
            try await touch(7, world)
            #expect(try await live(8_000, world) == nil)
            try await world.pool.write { try $0.sessions.end(token: Self.token, at: TestWorld.now.adding(seconds: 9)) }
            let ended = try await world.pool.read { try $0.query("SELECT ended_at FROM session") }
            #expect(try ended.map { try $0.string("ended_at") } == [TestWorld.now.adding(seconds: 5).text])
        }
    }

    @Test(arguments: Engine.available)
    func `the token is kept as a hash only`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await begin(world)
            let contents = try await Contents(world.pool)
            #expect(contents.rows("session") == 1)
            #expect(!"\(contents.tables)".contains(Self.token))
            // printf %s TOKEN | sha256sum
            #expect(
                "\(contents.tables["session"] ?? [])".contains(
                    "dee7194996eabb7e7be374f308d97d39b87a036be3082102aff5184878dd3cfb"))
        }
    }

    @Test(arguments: Engine.available)
    func `ending one session leaves the others`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await begin(world)
            try await world.pool.write { db in
                try db.sessions.create(token: "another", account: TestWorld.officer.id, at: TestWorld.now)
                try db.sessions.end(token: Self.token, at: TestWorld.now)
            }
            #expect(try await live(0, world) == nil)
            #expect(try await live(0, world, token: "another")?.account == TestWorld.officer)
        }
    }
}
