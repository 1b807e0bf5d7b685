import Database
import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// A sign-in leads on to the page that was asked for, and never off this site.
struct OnwardTests {
    private static let form = "/reports/hospital-status/2021-09-20/new"

    /// Asks for a page and follows the way to the end.
    private func signIn(_ world: WebWorld, _ person: Person, _ visitor: Visitor, asking path: String) async throws
        -> Page
    {
        let page = try await visitor.get(try await visitor.get(path).location)
        let onward = page.value(of: "to").map { [("to", $0.replacing("&amp;", with: "&"))] } ?? []
        return try await visitor.post(
            "/session", [("loginId", person.loginId), ("password", WebWorld.password)] + onward)
    }

    @Test(arguments: [
        form, "/record/reminders", "/home?month=2021-08", "/days/2021-09-20/report", "/sessions?done=1",
    ])
    func `it works: the page that was asked for comes after the password`(path: String) async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            let answer = try await signIn(world, .hospital, visitor, asking: path)
            #expect(answer.status == 303 && answer.location == path)
            #expect(try await visitor.get(path).status == 200)
        }
    }

    @Test func `it is kept through a wrong password and the second factor`() async throws {
        try await WebWorld.run { world in
            let app = try await world.factor(.hospital)
            let visitor = world.stranger
            _ = try await visitor.get("/session/new?to=\(Self.form)")
            let wrong = try await visitor.post(
                "/session", [("loginId", Person.hospital.loginId), ("password", "x"), ("to", Self.form)])
            #expect(wrong.status == 422 && wrong.value(of: "to") == Self.form)
            #expect(try await signIn(world, .hospital, visitor, asking: Self.form).location == "/session/factor")
            let code = [("code", app.code(at: world.clock.now))]
            #expect(try await visitor.post("/session/factor", code).location == Self.form)
        }
    }

    @Test func `who sets up the second factor goes on from its codes`() async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            let watched = "/monitoring/hospital-status/2021-09-20/prefecture-13"
            #expect(try await signIn(world, .prefecture, visitor, asking: watched).location == "/second-factor")
            #expect(try await visitor.post("/second-factor").location == "/second-factor/new")
            let account = Person.prefecture.account
            let secret = try #require(
                try await world.pool.read { try $0.secondFactors.unconfirmedSecret(of: account) })
            let codes = try await visitor.post(
                "/second-factor/new", [("code", App(secret: secret).code(at: world.clock.now))])
            #expect(codes.text.contains(#"<a class="btn" href="\#(watched)">"#))
        }
    }

    @Test(arguments: [
        "", "/", "/home", "//example.jp", "/\\example.jp", "https://example.jp/", "example.jp", "javascript:alert(1)",
        "/../x", "/a/../b", "/session/end", "/session/new?to=/record", "/members/hospital-status/2021-09-20/day.xlsx",
        "/\u{0}", "/a\r\nSet-Cookie: x=1", "/見本", " /record", "/" + String(repeating: "a", count: 1_000),
    ])
    func `anything but a page of this site leads home`(text: String) async throws {
        #expect(Onward(text) == .home)
        #expect(Onward(text).link == Links().home)
    }

    @Test func `what is led to is written anew, part by part`() {
        #expect(Onward("/a//b?c=%2F%2Fexample.jp&d='\"<").text == "/a/b?c=%2F%2Fexample.jp&d=%27%22%3C")
        #expect(Onward("/%2Fexample.jp/x").text == "/%2Fexample.jp/x")
        #expect(Onward("/%0D%0Aa").text == "/%0D%0Aa")
    }

    @Test(arguments: ["//example.jp", "/\\example.jp", "https://example.jp/", "/%5C%5Cexample.jp"])
    func `a forged field leads nowhere else`(text: String) async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            _ = try await visitor.get("/session/new")
            let answer = try await visitor.post(
                "/session",
                [("loginId", Person.hospital.loginId), ("password", WebWorld.password), ("to", text)])
            #expect(answer.location.hasPrefix("/") && !answer.location.contains("\\"))
            #expect(!answer.location.hasPrefix("//") && !answer.location.contains("://"))
            let known = try await world.open(as: .hospital, "/session/new?to=\(Link.encoded(text))")
            #expect(known.location == answer.location)
        }
    }

    @Test func `what a page asks for by itself is no page to come back to`() async throws {
        try await WebWorld.run { world in
            let answer = try await world.stranger.get("/record", ["X-Live": "1"])
            #expect(answer.location == "/session/new")
        }
    }
}
