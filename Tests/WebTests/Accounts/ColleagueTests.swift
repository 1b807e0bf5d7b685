import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// The named people under an ID (R28).
@Suite struct ColleagueTests {
    private func colleagues(_ world: WebWorld) async throws -> [ColleagueStore.Listed] {
        try await world.pool.read { try $0.colleagues.all(of: TestWorld.clerk.id) }
    }

    private func add(_ world: WebWorld, _ clerk: Visitor) async throws -> String {
        let answer = try await clerk.post("/record/colleagues", [("name", "見本太郎"), ("mail", "Taro@Example.jp")])
        #expect(answer.status == 303)
        return try #require(try await colleagues(world).first).colleague.id
    }

    private func signIn(_ colleague: String, _ world: WebWorld) async throws -> Visitor {
        let token = VisitCookies.newToken()
        let now = world.clock.now
        try await world.pool.write {
            try $0.sessions.create(token: token, account: TestWorld.clerk.id, colleague: colleague, at: now)
        }
        return Visitor(world.client, cookies: [Visitor.session: token])
    }

    @Test func `a colleague is added, gets a link of their own, and reports under their name`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            let id = try await add(world, clerk)
            let mail = try #require(
                try await world.pool.read { try $0.query("SELECT colleague_id, address, code_purpose, body FROM mail") }
                    .first)
            #expect(try mail.string("colleague_id") == id)
            #expect(try mail.string("address") == "Taro@example.jp")
            #expect(try mail.string("code_purpose") == "password")
            let taro = try await signIn(id, world)
            try await Sheet.today.send(by: taro)
            let history = try await clerk.get("/reports/hospital-status/2021-09-20")
            #expect(history.text.contains("見本台総合病院 見本太郎"))
            let receipt = try await clerk.get("/reports/hospital-status/2021-09-20/revisions/1/receipt")
            #expect(receipt.text.contains("見本太郎"))
            #expect(try await clerk.get("/record/audit").text.contains("見本太郎"))
        }
    }

    @Test func `the same address twice is refused, and what was typed stays`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            _ = try await add(world, clerk)
            let answer = try await clerk.post("/record/colleagues", [("name", "別の人"), ("mail", "taro@example.jp")])
            #expect(answer.status == 422)
            #expect(answer.value(of: "name") == "別の人")
            #expect(answer.text.contains("もう登録されています"))
        }
    }

    @Test func `the link is sent again, twenty times a day at most`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            let id = try await add(world, clerk)
            for _ in 1..<ColleagueStore.mostInvitations {
                #expect(try await clerk.post("/record/colleagues/\(id)/link").status == 303)
            }
            #expect(try await clerk.post("/record/colleagues/\(id)/link").status == 422)
        }
    }

    @Test func `whoever ends the own access is signed out, and comes back no more`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            let id = try await add(world, clerk)
            let taro = try await signIn(id, world)
            #expect(try await taro.get("/record/colleagues/\(id)/end").text.contains("すぐにログアウトします"))
            let ended = try await taro.post("/record/colleagues/\(id)/end")
            #expect(ended.location == "/session/new")
            #expect(try await taro.get("/home").status == 303)
            let page = try await clerk.get("/record")
            #expect(page.text.contains("終了"))
            #expect(try await clerk.post("/record/colleagues/\(id)/end").status == 404, "once only")
        }
    }

    @Test func `nobody reaches another ID's people`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            let id = try await add(world, clerk)
            for person in Person.allCases where person != .hospital {
                let visitor = try await world.visitor(person)
                for path in ["link", "end"] {
                    #expect(try await visitor.post("/record/colleagues/\(id)/\(path)").status == 404, "\(person)")
                }
                #expect(try await visitor.get("/record/colleagues/\(id)/end").status == 404, "\(person)")
            }
            #expect(try await colleagues(world).first?.endedAt == nil)
        }
    }
}
