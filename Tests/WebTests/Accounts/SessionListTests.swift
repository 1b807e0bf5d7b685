import Database
import Domain
import Testing

@testable import Web

/// Where somebody is signed in.
struct SessionListTests {
    private static let windows =
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0 Safari/537.36"
    private static let phone = "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.0 Safari/604.1"

    private func signedIn(_ world: WebWorld, _ agent: String) async throws -> Visitor {
        let visitor = world.stranger
        try #require(try await world.signIn(visitor, "F13000018", agent: agent).status == 303)
        return visitor
    }

    @Test func `it works: each device is named, and one is ended by the other`() async throws {
        try await WebWorld.run { world in
            let (desk, phone) = (try await signedIn(world, Self.windows), try await signedIn(world, Self.phone))
            let page = try await desk.get("/sessions")
            for words in ["Chrome・Windows", "Safari・iPhone", "この機器"] { #expect(page.text.contains(words)) }
            let key = try #require(page.value(of: "session"))
            #expect(try await desk.post("/sessions/end", [("session", key)]).location == "/sessions?done=1")
            #expect(try await phone.get("/home").status == 303)
            #expect(try await desk.get("/home").status == 200)
            #expect(try await desk.post("/sessions/end", [("session", key)]).status == 404)
        }
    }

    @Test func `nobody ends somebody else's, not even one of the same ID`() async throws {
        try await WebWorld.run { world in
            _ = try await world.colleague(of: .hospital)
            let owner = try await signedIn(world, Self.windows)
            _ = try await signedIn(world, Self.phone)
            let key = try #require(try await owner.get("/sessions").value(of: "session"))
            let colleague = world.stranger
            _ = try await world.signIn(colleague, "F13000018", mail: "hanako@example.jp")
            #expect(try await !colleague.get("/sessions").text.contains("Chrome・Windows"))
            for other in [colleague, try await world.visitor(.ministry)] {
                #expect(try await other.post("/sessions/end", [("session", key)]).status == 404)
            }
        }
    }

    @Test func `all others, or all`() async throws {
        try await WebWorld.run { world in
            let (desk, phone) = (try await signedIn(world, Self.windows), try await signedIn(world, Self.phone))
            _ = try await desk.post("/sessions/end-others")
            #expect(try await phone.get("/home").status == 303)
            #expect(try await desk.get("/home").status == 200)
            let third = try await signedIn(world, Self.phone)
            let answer = try await desk.post("/sessions/end-all")
            #expect(answer.location == "/session/new?after=signedOutEverywhere")
            for visitor in [desk, third] { #expect(try await visitor.get("/home").status == 303) }
        }
    }

    @Test func `a sign-in from a browser that was never seen is told, until that is switched off`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            let desk = try await signedIn(world, Self.windows)
            #expect(try await world.mails().isEmpty, "the very first is not told")
            _ = try await desk.post("/session/end")
            _ = try await world.signIn(desk, "F13000018", agent: Self.windows)
            #expect(try await world.mails().isEmpty, "the same browser")
            _ = try await signedIn(world, Self.phone)
            #expect(try await world.mails() == ["newDevice clerk@example.jp"])
            _ = try await desk.post("/sessions/new-devices", [("tells", "0")])
            #expect(try await desk.get("/sessions").text.contains("いまは止めています"))
            _ = try await signedIn(world, Self.phone)
            #expect(try await world.mails().count == 1)
        }
    }

    @Test func `the browser's cookie lasts a year and scripts cannot read it`() async throws {
        try await WebWorld.run { world in
            let answer = try await world.signIn(world.stranger, "F13000018")
            let cookie = try #require(answer.setCookies.first { $0.hasPrefix("gmis-device=") })
            for part in ["HttpOnly", "SameSite=Lax", "Max-Age=31536000"] { #expect(cookie.contains(part)) }
        }
    }

    @Test func `one of the ID's people cannot switch the owner's notices off`() async throws {
        try await WebWorld.run { world in
            _ = try await world.colleague(of: .hospital)
            let colleague = world.stranger
            _ = try await world.signIn(colleague, "F13000018", mail: "hanako@example.jp")
            #expect(try await !colleague.get("/sessions").text.contains("はじめての機器のお知らせ"))
            #expect(try await colleague.post("/sessions/new-devices", [("tells", "0")]).status == 404)
        }
    }
}
