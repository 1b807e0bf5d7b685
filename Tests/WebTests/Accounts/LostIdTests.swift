import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// An ID that nobody remembers (R15).
struct LostIdTests {
    private static let code = "1300000017"

    private func ask(_ world: WebWorld, _ code: String, _ mail: String) async throws -> Page {
        let visitor = world.stranger
        _ = try await visitor.get("/lost-id")
        return try await visitor.post("/lost-id", [("facilityCode", code), ("mail", mail)])
    }

    @Test(arguments: [code, "１３０００００017", "13-0000001-7", " 1300000017"])
    func `it works: code and registered address get the ID by mail, and the page tells nothing`(code: String)
        async throws
    {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            let answer = try await ask(world, code, "CLERK@example.jp")
            #expect(answer.status == 303)
            #expect(answer.location == "/lost-id?sent=1")
            #expect(try await world.mails() == ["lostId clerk@example.jp"])
            let page = try await world.stranger.get(answer.location)
            #expect(page.text.contains("登録のメールアドレスに送りました"))
            #expect(!page.text.contains("F13000018"))
            #expect(try await world.audit("lostId.") == ["lostId.ask visitor"])
        }
    }

    @Test func `what does not belong together gets the same answer and no mail`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            for (code, mail) in [(Self.code, "other@example.jp"), ("1700000017", "clerk@example.jp")] {
                let answer = try await ask(world, code, mail)
                #expect(answer.location == "/lost-id?sent=1")
            }
            #expect(try await world.mails().isEmpty)
        }
    }

    @Test func `an address that was replaced is registered no longer`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            try await world.tell(.hospital, mail: "new@example.jp")
            _ = try await ask(world, Self.code, "clerk@example.jp")
            #expect(try await world.mails().isEmpty)
        }
    }

    @Test func `three mails an hour`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            for _ in 0..<4 {
                #expect(try await ask(world, Self.code, "clerk@example.jp").location == "/lost-id?sent=1")
            }
            #expect(try await world.mails().count == 3)
        }
    }

    @Test(arguments: [("", "a@example.jp"), ("130000001", "a@example.jp"), ("13000000171", ""), ("", "")])
    func `what is missing is named at its field`(code: String, mail: String) async throws {
        try await WebWorld.run { world in
            let page = try await ask(world, code, mail)
            #expect(page.status == 422)
            #expect(page.text.contains("10桁の数字で"))
            #expect(page.text.contains("メールアドレスを入力してください") == mail.isEmpty)
        }
    }
}
