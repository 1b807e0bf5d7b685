import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// A password by a letter's code (R4 R14).
struct LetterCodeTests {
    private static let code = "K7MF-4QXT-92HB"

    private func type(_ visitor: Visitor, _ id: String, _ code: String = code) async throws -> Page {
        if visitor.cookies.isEmpty { _ = try await visitor.get("/hajime") }
        return try await visitor.post("/hajime", [("loginId", id), ("code", code)])
    }

    private func set(_ visitor: Visitor, _ id: String, _ code: String = code) async throws -> Page {
        if visitor.cookies.isEmpty { _ = try await visitor.get("/hajime") }
        let fields = [("newPassword", "Atarashii-2021"), ("newPasswordAgain", "Atarashii-2021")]
        return try await visitor.post("/password/new", [("loginId", id), ("code", code)] + fields)
    }

    @Test(arguments: [code, "k7mf4qxt92hb", "Ｋ７ＭＦ　４ＱＸＴー９２ＨＢ"])
    func `it works: ID and code lead to the password, and stand in no address`(typed: String) async throws {
        try await WebWorld.run { world in
            try await world.code(Self.code, for: Person.hospital.account, way: .letter)
            let visitor = world.stranger
            let page = try await type(visitor, "f13000018", typed)
            #expect(page.status == 200)
            #expect(page.text.contains("見本台総合病院"))
            #expect(page.value(of: "code") == Self.code)
            #expect(page.value(of: "loginId") == "f13000018")
            #expect(!page.text.contains("?code="))
            let done = try await set(visitor, "f13000018")
            #expect(done.status == 303)
            #expect(!done.location.contains("K7MF"))
            #expect(try await world.signIn(visitor, "F13000018", "Atarashii-2021").status == 303)
            let again = try await type(world.stranger, "F13000018")
            #expect(again.status == 410)
            #expect(again.text.contains("もう使われています"))
        }
    }

    @Test func `a wrong code, another ID's and an unknown ID are answered alike, and so is a link`() async throws {
        try await WebWorld.run { world in
            try await world.code(Self.code, for: Person.hospital.account, way: .letter)
            try await world.code("secret1", for: Person.hospital.account)
            var texts: Set<String> = []
            let tries = [
                ("F13000018", "AAAA-BBBB-CCCC"), ("F13000026", Self.code), ("F17000012", Self.code),
                ("F139999999", Self.code),
            ]
            for (id, code) in tries {
                for page in [try await type(world.stranger, id, code), try await set(world.stranger, id, code)] {
                    #expect(page.status == 422, "\(id)")
                    #expect(page.text.contains("ログインIDか手紙のコードが違います"), "\(id)")
                    let plain = page.text.replacing(id, with: "ID").replacing(code, with: "CODE")
                        .replacing(page.value(of: "csrf") ?? "", with: "")
                    texts.insert(plain)
                }
            }
            #expect(texts.count == 1)
            #expect(try await set(world.stranger, "F13000018", "secret1").status == 422)
        }
    }

    @Test func `after five wrong codes the ID waits for a minute, and its sign-in does not`() async throws {
        try await WebWorld.run { world in
            try await world.code(Self.code, for: Person.hospital.account, way: .letter)
            let visitor = world.stranger
            for _ in 0..<5 { #expect(try await type(visitor, "F13000018", "AAAA-BBBB-CCCC").status == 422) }
            world.clock.advance(milliseconds: 59_999)
            for page in [try await type(visitor, "F13000018"), try await set(visitor, "F13000018")] {
                #expect(page.status == 429)
                #expect(page["Retry-After"] == "1")
                #expect(page.text.contains("10:01:00を過ぎてから"))
            }
            #expect(try await world.signIn(world.stranger, "F13000018").status == 303)
            world.clock.advance(milliseconds: 1)
            #expect(try await type(visitor, "F13000018").status == 200)
        }
    }

    @Test func `a code is good until its end, to the millisecond`() async throws {
        try await WebWorld.run { world in
            try await world.code(Self.code, for: Person.hospital.account, way: .letter, seconds: 60)
            world.clock.advance(milliseconds: 59_999)
            #expect(try await type(world.stranger, "F13000018").status == 200)
            world.clock.advance(milliseconds: 1)
            let late = try await type(world.stranger, "F13000018")
            #expect(late.status == 410)
            #expect(late.text.contains("この手紙のコードの期限が過ぎています"))
        }
    }

    @Test(arguments: [("", code), ("F13000018", ""), ("F13000018", "K0MF-4QXT-92HB"), ("F13000018", "K7MF")])
    func `what cannot be a code is named at its field and costs no try`(id: String, code: String) async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            for _ in 0..<6 { #expect(try await type(visitor, id, code).status == 422) }
            let page = try await type(visitor, id, code)
            #expect(page.text.contains(id.isEmpty ? "ログインIDを入力してください" : "12文字です"))
            #expect(page.text.contains(#"aria-invalid="true""#))
        }
    }
}
