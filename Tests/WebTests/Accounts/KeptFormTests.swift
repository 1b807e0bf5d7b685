import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// What was typed while the session ran out is not lost.
struct KeptFormTests {
    private static let sheet = Sheet.today
    private static let panel = "入力の途中だった内容があります"

    /// Opened a form, and sent it when the session had run out.
    private func late(_ world: WebWorld, seconds: Int = SessionRule.idleSeconds) async throws -> Visitor {
        let visitor = try await world.visitor(.hospital)
        world.clock.advance(seconds: seconds)
        let answer = try await visitor.post(Self.sheet.address, Self.sheet.fields)
        #expect(answer.status == 303)
        #expect(answer.location == "/session/new?after=formKept")
        return visitor
    }

    private func reports(_ world: WebWorld) async throws -> Int {
        try await world.pool.read { try $0.query("SELECT count(*) AS n FROM report").first?.int("n") ?? 0 }
    }

    @Test(arguments: [SessionRule.idleSeconds, SessionRule.absoluteSeconds])
    func `it works: it is kept, offered after the next sign-in, opened, sent and gone`(seconds: Int) async throws {
        try await WebWorld.run { world in
            let visitor = try await late(world, seconds: seconds)
            let page = try await visitor.get("/session/new?after=formKept")
            #expect(page.text.contains("入力した内容は残してあります"))
            #expect(try await world.signIn(visitor, "F13000018").status == 303)
            let home = try await visitor.get("/home")
            #expect(home.text.contains(Self.panel))
            #expect(home.text.contains("/reports/hospital-status/2021-09-20/new?kept=1"))
            #expect(try await reports(world) == 0)
            let form = try await visitor.get("/reports/hospital-status/2021-09-20/new?kept=1")
            #expect(form.value(of: "receivableBeds") == "8642")
            #expect(form.text.contains("前に入力した内容を入れてあります"))
            #expect(form.value(of: "kept") == "1")
            let sent = try await visitor.post(Self.sheet.address, Self.sheet.fields + [("kept", "1")])
            #expect(sent.status == 303)
            #expect(try await reports(world) == 1)
            #expect(try await !visitor.get("/home").text.contains(Self.panel))
        }
    }

    @Test func `nobody else is offered it`() async throws {
        try await WebWorld.run { world in
            _ = try await world.colleague(of: .hospital)
            let visitor = try await late(world)
            for (id, mail) in [("F17000012", ""), ("F13000018", "hanako@example.jp")] {
                #expect(try await world.signIn(visitor, id, mail: mail).status == 303)
                #expect(try await !visitor.get("/home").text.contains(Self.panel))
                let form = try await visitor.get("/reports/hospital-status/2021-09-20/new?kept=1")
                #expect(!form.text.contains("8642"))
                _ = try await visitor.post("/kept-forms/end", [("path", Self.sheet.address)])
                _ = try await visitor.post("/session/end")
            }
            #expect(try await world.open(as: .hospital, "/home").text.contains(Self.panel))
        }
    }

    @Test func `it can be dropped, and is not offered after seven days`() async throws {
        try await WebWorld.run { world in
            _ = try await late(world)
            let visitor = try await world.visitor(.hospital)
            #expect(try await visitor.get("/home").text.contains(Self.panel))
            #expect(try await visitor.post("/kept-forms/end", [("path", Self.sheet.address)]).location == "/home")
            #expect(try await !visitor.get("/home").text.contains(Self.panel))
            _ = try await late(world)
            world.clock.advance(seconds: KeptForm.seconds)
            #expect(try await !world.open(as: .hospital, "/home").text.contains(Self.panel))
        }
    }

    @Test func `a withdrawal is kept too`() async throws {
        try await WebWorld.run { world in
            try await Self.sheet.send(by: try await world.visitor(.hospital))
            let visitor = try await world.visitor(.hospital)
            world.clock.advance(seconds: SessionRule.idleSeconds)
            let path = Self.sheet.address + "/withdrawal"
            let answer = try await visitor.post(path, [("reason", "日付の間違い"), ("revision", "1")])
            #expect(answer.location == "/session/new?after=formKept")
            _ = try await world.signIn(visitor, "F13000018")
            #expect(try await visitor.get("/home").text.contains("の取り下げ"))
            let form = try await visitor.get(path + "/new?kept=1")
            #expect(form.text.contains("\n日付の間違い</textarea>"))
            #expect(
                try await visitor.post(path, [("reason", "日付の間違い"), ("revision", "1"), ("kept", "1")]).status == 303)
            #expect(try await !visitor.get("/home").text.contains(Self.panel))
        }
    }

    @Test func `without the old session's own token, or after it was ended, nothing is kept`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            world.clock.advance(seconds: SessionRule.idleSeconds)
            let foreign = FormToken.make(for: VisitCookies.newToken())
            for token in [foreign, ""] {
                let body = visitor.encoded(Self.sheet.fields + [("csrf", token)])
                #expect(try await visitor.post(Self.sheet.address, body: body).status == 401)
            }
            let made = Visitor(world.client, cookies: [Visitor.session: VisitCookies.newToken()])
            #expect(try await made.post(Self.sheet.address, Self.sheet.fields).status == 401)
            let other = try await world.visitor(.hospital)
            let copy = Visitor(world.client, cookies: other.cookies)
            _ = try await other.post("/session/end")
            #expect(try await copy.post(Self.sheet.address, Self.sheet.fields).status == 401)
            #expect(try await !world.open(as: .hospital, "/home").text.contains(Self.panel))
        }
    }

    @Test func `bytes that no database takes are kept as they were sent`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            world.clock.advance(seconds: SessionRule.idleSeconds)
            let body =
                visitor.encoded([("csrf", visitor.formToken)]) + Array("&receivableBeds=".utf8) + [0, 0xFF, 0x20]
            #expect(try await visitor.post(Self.sheet.address, body: body).status == 303)
            let form = try await world.open(as: .hospital, "/reports/hospital-status/2021-09-20/new?kept=1")
            #expect(form.status == 200)
            #expect(form.value(of: "receivableBeds") == "\u{FFFD}\u{FFFD} ")
        }
    }

    @Test func `a withdrawal from a page of an ended session shows what was typed, under a new token`() async throws {
        try await WebWorld.run { world in
            try await Self.sheet.send(by: try await world.visitor(.hospital))
            let visitor = try await world.visitor(.hospital)
            let stale = visitor.encoded([("reason", "日付の間違い"), ("revision", "1"), ("csrf", "")])
            let page = try await visitor.post(Self.sheet.address + "/withdrawal", body: stale)
            #expect(page.status == 403)
            #expect(page.text.contains("\n日付の間違い</textarea>"))
            #expect(page.text.contains("まだ取り下げていません"))
        }
    }
}
