import Database
import Domain
import Testing

@testable import Web

/// Changing the known password within a session (R15).
struct PasswordChangeTests {
    private func change(_ visitor: Visitor, _ known: String, _ new: String = "Atarashii-2021") async throws -> Page {
        try await visitor.post("/password", [("password", known), ("newPassword", new), ("newPasswordAgain", new)])
    }

    @Test func `it works: this session stays, the others end, and the owner is told`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            let (visitor, other) = (try await world.visitor(.hospital), try await world.visitor(.hospital))
            #expect(try await visitor.get("/password").status == 200)
            let answer = try await change(visitor, WebWorld.password)
            #expect(answer.location == "/password?done=1")
            #expect(try await visitor.get(answer.location).text.contains("パスワードを変えました"))
            #expect(try await other.get("/home").status == 303)
            #expect(try await world.mails() == ["passwordChanged clerk@example.jp"])
            #expect(try await world.signIn(world.stranger, "F13000018", "Atarashii-2021").status == 303)
        }
    }

    @Test func `the known password is needed, and guessing it is slowed`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for _ in 0..<5 {
                let page = try await change(visitor, "Mihon-2022")
                #expect(page.status == 422)
                #expect(page.text.contains("いまのパスワードが違います"))
            }
            let early = try await change(visitor, WebWorld.password)
            #expect(early.status == 429)
            #expect(early["Retry-After"] == "60")
            world.clock.advance(seconds: 60)
            #expect(try await change(visitor, WebWorld.password).status == 303)
        }
    }

    @Test func `broken rules are named and cost no try`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for _ in 0..<6 {
                let page = try await change(visitor, "", "abc")
                #expect(page.status == 422)
                #expect(page.text.contains("いまのパスワードを入力してください"))
                #expect(page.text.contains("8文字以上"))
            }
            #expect(try await change(visitor, WebWorld.password).status == 303)
        }
    }

    @Test func `one of the ID's people changes the own one alone`() async throws {
        try await WebWorld.run { world in
            _ = try await world.colleague(of: .hospital)
            let visitor = world.stranger
            let mail = "hanako@example.jp"
            #expect(try await world.signIn(visitor, "F13000018", mail: mail).status == 303)
            let owner = try await world.visitor(.hospital)
            #expect(try await change(visitor, WebWorld.password).status == 303)
            #expect(try await owner.get("/home").status == 200)
            #expect(try await world.signIn(world.stranger, "F13000018").status == 303)
            #expect(try await world.signIn(world.stranger, "F13000018", mail: mail).status == 422)
        }
    }
}
