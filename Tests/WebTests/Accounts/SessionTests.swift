import Database
import Domain
import Store
import Testing

@testable import Web

@Suite struct SessionTests {
    @Test func `it works: who signs out is out, here and with a copy of the cookie`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let thief = Visitor(world.client, cookies: visitor.cookies)
            #expect(try await thief.get("/home").status == 200)
            let answer = try await visitor.post("/session/end")
            #expect(answer.status == 303)
            #expect(answer.location == "/session/new")
            #expect(answer.setCookies.contains { $0.hasPrefix("gmis-session=;") && $0.contains("Max-Age=0") })
            #expect(visitor.cookies[Visitor.session] == nil)
            #expect(try await thief.get("/home").status == 303)
            let open = try await world.pool.read { db in
                try db.query("SELECT count(*) AS n FROM session WHERE ended_at IS NULL").first?.int("n")
            }
            #expect(open == 0)
        }
    }

    @Test func `the token stands in the database as a hash only`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let token = try #require(visitor.cookies[Visitor.session])
            let kept = try await world.pool.read { db in
                try db.query("SELECT token_hash FROM session").map { try $0.string("token_hash") }
            }
            #expect(kept.count == 1)
            #expect(kept.first != token)
        }
    }

    @Test func `an hour without any request ends it, to the second`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            world.clock.advance(seconds: SessionRule.idleSeconds - 1)
            #expect(try await visitor.get("/home").status == 200)
            world.clock.advance(seconds: SessionRule.idleSeconds - 1)
            #expect(try await visitor.get("/home").status == 200)
            world.clock.advance(seconds: SessionRule.idleSeconds)
            #expect(try await visitor.get("/home").location == "/session/new")
        }
    }

    @Test func `a page that keeps itself up to date does not keep the session alive`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let page = "/monitoring/hospital-status/2021-09-20/prefecture-13"
            for _ in 0..<2 {
                world.clock.advance(seconds: SessionRule.idleSeconds / 2 - 1)
                #expect(try await officer.get(page, ["X-Live": "1"]).status == 200)
            }
            world.clock.advance(seconds: 2)
            #expect(try await officer.get(page, ["X-Live": "1"]).location == "/session/new")
        }
    }

    @Test func `twelve hours after sign-in it ends, however busy it was`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let steps = SessionRule.absoluteSeconds / 1_800
            for _ in 1..<steps {
                world.clock.advance(seconds: 1_800)
                #expect(try await visitor.get("/home").status == 200)
            }
            world.clock.advance(seconds: 1_799)
            #expect(try await visitor.get("/home").status == 200)
            world.clock.advance(seconds: 1)
            #expect(try await visitor.get("/home").status == 303)
        }
    }

    @Test func `a report sent after the session was ended is not taken, and says so`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let now = world.clock.now
            try await world.pool.write { try $0.sessions.endAll(of: Person.hospital.account, at: now) }
            let answer = try await visitor.post("/reports/hospital-status/2021-09-20", Sheet.today.fields)
            #expect(answer.status == 401)
            #expect(answer.text.contains("ログインが必要です"))
            #expect(answer.text.contains("受付番号が出ていない報告は、まだ届いていません"))
        }
    }

    @Test func `sign-out of one browser leaves the other signed in`() async throws {
        try await WebWorld.run { world in
            let first = try await world.visitor(.hospital)
            let second = try await world.visitor(.hospital)
            _ = try await first.post("/session/end")
            #expect(try await second.get("/home").status == 200)
        }
    }
}
