import Database
import Domain
import Foundation
import Testing

@testable import Web

@Suite struct SignInTests {
    private func signIn(
        _ visitor: Visitor, _ id: String, _ password: String = WebWorld.password
    ) async throws -> Page {
        try await visitor.post("/session", [("loginId", id), ("password", password)])
    }

    @Test func `it works: the right password leads home, with a session in a cookie that scripts cannot read`()
        async throws
    {
        try await WebWorld.run { world in
            let visitor = world.stranger
            #expect(try await visitor.get("/session/new").status == 200)
            let answer = try await signIn(visitor, Person.hospital.loginId)
            #expect(answer.status == 303)
            #expect(answer.location == "/home")
            let cookie = try #require(answer.setCookies.first { $0.hasPrefix("gmis-session=") })
            for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=129600"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Secure"))
            let home = try await visitor.get("/home")
            #expect(home.status == 200)
            #expect(home.text.contains("見本台総合病院"))
        }
    }

    @Test func `over https the cookie is marked Secure and kept to this host`() async throws {
        try await WebWorld.run(baseURL: "https://gmis.example.jp") { world in
            let visitor = world.stranger
            let first = try await visitor.get("/session/new")
            #expect(first.setCookies.contains { $0.hasPrefix("__Host-gmis-visit=") && $0.contains("Secure") })
            let token = FormToken.make(for: visitor.cookies["__Host-gmis-visit"] ?? "")
            let fields = [("loginId", Person.hospital.loginId), ("password", WebWorld.password), ("csrf", token)]
            let answer = try await visitor.post("/session", body: visitor.encoded(fields))
            let cookie = try #require(answer.setCookies.first { $0.hasPrefix("__Host-gmis-session=") })
            for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Domain"))
            #expect(answer["Strict-Transport-Security"]?.hasPrefix("max-age=") == true)
            #expect(try await visitor.get("/home").status == 200)
        }
    }

    @Test(arguments: ["f13000018", "Ｆ１３０００018", "F13000018 ", "　F13000018"])
    func `width, case and blanks around it do not matter in the ID`(id: String) async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            _ = try await visitor.get("/session/new")
            #expect(try await signIn(visitor, id).status == 303)
        }
    }

    @Test func `a wrong password and an unknown ID get the same answer`() async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            _ = try await visitor.get("/session/new")
            let wrong = try await signIn(visitor, Person.hospital.loginId, "Mihon-2022")
            let unknown = try await signIn(visitor, "F139999999", "Mihon-2022")
            for answer in [wrong, unknown] {
                #expect(answer.status == 422)
                #expect(answer.text.contains("ログインIDかパスワードが違います"))
                #expect(!answer.text.contains("Mihon-2022"))
                #expect(answer.setCookies.isEmpty)
            }
            #expect(plain(wrong, Person.hospital.loginId) == plain(unknown, "F139999999"))
            #expect(try await visitor.get("/home").status == 303)
        }
    }

    /// Without what differs by nature: the ID that is shown back and the form's token.
    private func plain(_ page: Page, _ id: String) -> String {
        page.text.replacing(id, with: "ID").replacing(page.value(of: "csrf") ?? "", with: "token")
    }

    @Test(arguments: ["", "mihon-2021", "Mihon-2021 ", "Ｍihon-2021", "Mihon-2021\u{301}"])
    func `a password is compared to the character`(password: String) async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            _ = try await visitor.get("/session/new")
            #expect(try await signIn(visitor, Person.hospital.loginId, password).status == 422)
        }
    }

    @Test func `a session that was planted before sign-in is worth nothing afterwards`() async throws {
        try await WebWorld.run { world in
            let planted = VisitCookies.newToken()
            let victim = Visitor(world.client, cookies: [Visitor.session: planted, Visitor.visit: planted])
            _ = try await victim.get("/session/new")
            let answer = try await victim.post(
                "/session", [("loginId", Person.hospital.loginId), ("password", WebWorld.password)])
            #expect(answer.status == 303)
            #expect(victim.cookies[Visitor.session] != planted)
            let attacker = Visitor(world.client, cookies: [Visitor.session: planted, Visitor.visit: planted])
            #expect(try await attacker.get("/home").status == 303)
        }
    }

    @Test(arguments: ["", "a", "0", String(repeating: "g", count: 64), String(repeating: "0", count: 64), "%00"])
    func `a made-up session is no session`(token: String) async throws {
        try await WebWorld.run { world in
            let visitor = Visitor(world.client, cookies: [Visitor.session: token])
            let answer = try await visitor.get("/home")
            #expect(answer.status == 303)
            #expect(answer.location == "/session/new")
        }
    }

    @Test func `who is signed in is led home from the sign-in page`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.ministry)
            #expect(try await visitor.get("/session/new").location == "/home")
            #expect(try await visitor.get("/").location == "/home")
            #expect(try await world.stranger.get("/").location == "/session/new")
        }
    }

    @Test func `sign-ins and refusals stand in the audit, without the password`() async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            _ = try await visitor.get("/session/new")
            _ = try await signIn(visitor, Person.hospital.loginId, "Mihon-2022")
            _ = try await signIn(visitor, "NOBODY", "Mihon-2022")
            _ = try await signIn(visitor, Person.hospital.loginId)
            let entries = try await world.pool.read { db in
                try db.query(
                    "SELECT action, subject, detail FROM audit WHERE action LIKE 'session.%' ORDER BY number"
                ).map { row in
                    (try row.string("action"), try row.string("subject"), try row.string("detail"))
                }
            }
            #expect(entries.map(\.0) == ["session.refuse", "session.refuse", "session.create"])
            #expect(entries.map(\.1) == ["account:account-clerk", "account", "account:account-clerk"])
            #expect(entries.allSatisfy { !$0.2.contains("Mihon") })
        }
    }
}
