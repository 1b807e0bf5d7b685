import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// A password by a mail's link (R3 R14 R15).
struct NewPasswordTests {
    private static let link = "/password/new?code=secret1"
    private static let good = "Atarashii-2021"

    private func set(
        _ visitor: Visitor, _ password: String = good, again: String? = nil, code: String = "secret1"
    ) async throws -> Page {
        if visitor.cookies.isEmpty { _ = try await visitor.get("/session/new") }
        let fields = [("code", code), ("newPassword", password), ("newPasswordAgain", again ?? password)]
        return try await visitor.post("/password/new", fields)
    }

    @Test func `it works: the link shows whose ID it is, sets the password once and leads to the sign-in page`()
        async throws
    {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            try await world.code("secret1", for: Person.hospital.account)
            let former = try await world.visitor(.hospital)
            let visitor = world.stranger
            // Mailboxes open links by themselves: that uses nothing up.
            for _ in 0..<3 {
                let page = try await visitor.get(Self.link)
                #expect(page.status == 200)
                #expect(page.text.contains("見本台総合病院"))
                #expect(page.text.contains(#"value="F13000018" autocomplete="username" readonly"#))
                #expect(page["Referrer-Policy"] == "same-origin")
            }
            let answer = try await set(visitor)
            #expect(answer.status == 303)
            #expect(answer.location == "/session/new?after=passwordSet&id=F13000018")
            let page = try await visitor.get(answer.location)
            #expect(page.text.contains("パスワードを設定しました"))
            #expect(page.value(of: "loginId") == "F13000018")
            #expect(try await world.mails() == ["passwordChanged clerk@example.jp"])
            #expect(try await former.get("/home").location == "/session/new")
            #expect(try await world.signIn(world.stranger, "F13000018").status == 422)
            #expect(try await world.signIn(world.stranger, "F13000018", Self.good).status == 303)
        }
    }

    @Test func `two windows: one sets it, the other reads that the link is used`() async throws {
        try await WebWorld.run { world in
            try await world.code("secret1", for: Person.hospital.account)
            let visitor = world.stranger
            _ = try await visitor.get(Self.link)
            let statuses = try await withThrowingTaskGroup(of: (Int, Bool).self) { group in
                for number in 0..<4 {
                    group.addTask {
                        let page = try await self.set(visitor, "Atarashii-\(number)")
                        return (page.status, page.text.contains("もう使われています"))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0.0 == 303 } == 1)
            #expect(statuses.count { $0.0 == 410 && $0.1 } == 3)
            #expect(try await visitor.get(Self.link).status == 410)
        }
    }

    @Test func `a link is good until its end, to the millisecond`() async throws {
        try await WebWorld.run { world in
            try await world.code("secret1", for: Person.hospital.account, seconds: 60)
            try await world.code("secret2", for: Person.ministry.account, seconds: 60)
            world.clock.advance(milliseconds: 59_999)
            #expect(try await world.stranger.get(Self.link).status == 200)
            #expect(try await set(world.stranger).status == 303)
            world.clock.advance(milliseconds: 1)
            let late = try await set(world.stranger, code: "secret2")
            #expect(late.status == 410)
            #expect(late.text.contains("期限が過ぎています"))
            #expect(late.text.contains("/password/forgotten"))
        }
    }

    @Test(arguments: ["", "?code=", "?code=none", "?code=%00", "?other=1"])
    func `what is no link says so, and where to ask again`(query: String) async throws {
        try await WebWorld.run { world in
            let page = try await world.stranger.get("/password/new" + query)
            #expect(page.status == 404)
            #expect(page.text.contains("このリンクは使えません"))
            #expect(page.text.contains("/password/forgotten"))
            #expect(try await set(world.stranger, code: "none").status == 404)
        }
    }

    @Test func `a link that a newer password outdated is cancelled, and a letter's code is no link`() async throws {
        try await WebWorld.run { world in
            for secret in ["secret1", "secret2"] { try await world.code(secret, for: Person.hospital.account) }
            try await world.code("K7MF-4QXT-92HB", for: Person.ministry.account, way: .letter)
            #expect(try await set(world.stranger, code: "secret2").status == 303)
            let page = try await world.stranger.get(Self.link)
            #expect(page.status == 410)
            #expect(page.text.contains("あとから新しいもの"))
            #expect(try await world.stranger.get("/password/new?code=K7MF-4QXT-92HB").status == 404)
            #expect(try await set(world.stranger, code: "K7MF-4QXT-92HB").status == 404)
        }
    }

    @Test func `every broken rule is named at its field, and nothing typed comes back`() async throws {
        try await WebWorld.run { world in
            try await world.code("secret1", for: Person.hospital.account)
            let cases: [(String, String, [String])] = [
                ("", "", ["新しいパスワードを入力してください", "同じパスワードをもう一度"]),
                ("abc", "abc", ["8文字以上", "英大文字", "数字"]),
                ("Ａbcdefg1X", "Ａbcdefg1X", ["半角の英字・数字・記号だけ"]),
                ("Abc defg1", "Abc defg1", ["半角の英字・数字・記号だけ"]),
                (Self.good, "Atarashii-2022", ["2回入力したパスワードが違います"]),
                (Self.good, "", ["同じパスワードをもう一度"]),
                ("Password1", "Password1", ["よく使われている"]),
                (String(repeating: "Aa1", count: 43), String(repeating: "Aa1", count: 43), ["128文字以下"]),
            ]
            for (first, again, sentences) in cases {
                let page = try await set(world.stranger, first, again: again)
                #expect(page.status == 422, "\(first)")
                for sentence in sentences { #expect(page.text.contains(sentence), "\(first): \(sentence)") }
                if first.count > 3 { #expect(!page.text.contains(first), "\(first)") }
                #expect(page.text.contains(#"autocomplete="new-password""#))
            }
            #expect(try await world.stranger.get(Self.link).status == 200)
        }
    }

    @Test func `the ID itself is refused, the former password is not`() async throws {
        try await WebWorld.run { world in
            let person = Account(id: "account-own", loginId: "Abcdefg12", role: .ministry, name: "見本室")
            let now = world.clock.now
            try await world.pool.write { try $0.accounts.create(person, passwordHash: nil, at: now) }
            try await world.code("secret1", for: person)
            #expect(try await set(world.stranger, "Abcdefg12").text.contains("ログインIDと同じ"))
            try await world.code("secret2", for: Person.hospital.account)
            #expect(try await set(world.stranger, WebWorld.password, code: "secret2").status == 303)
        }
    }

    @Test func `an ID at rest is told why, and sets no password`() async throws {
        try await WebWorld.run { world in
            try await world.code("secret1", for: Person.otherHospital.account)
            let surveys = world.house.surveys
            try await world.pool.write { db in
                try db.facilities.record(
                    .reportingParty(.association(Person.associationId)), of: TestWorld.distant,
                    Validity(from: TestWorld.since, until: nil), surveys: surveys, at: TestWorld.now, by: "test")
            }
            for page in [try await world.stranger.get(Self.link), try await set(world.stranger)] {
                #expect(page.status == 422)
                #expect(page.text.contains("見本台医師会がまとめて報告しています"))
            }
            // The help desk's rest cancels what is open.
            try await world.code("secret2", for: Person.hospital.account)
            try await world.rest(.hospital)
            #expect(try await set(world.stranger, code: "secret2").status == 410)
            try await world.code("secret3", for: Person.hospital.account)
            #expect(try await set(world.stranger, code: "secret3").text.contains("ヘルプデスクが休止にしています"))
        }
    }

    @Test func `it lets the owner in though wrong tries made the ID wait`() async throws {
        try await WebWorld.run { world in
            let thief = world.stranger
            for _ in 0..<5 { _ = try await world.signIn(thief, "F13000018", "x") }
            #expect(try await world.signIn(thief, "F13000018", "x").status == 429)
            try await world.code("secret1", for: Person.hospital.account)
            #expect(try await set(world.stranger).status == 303)
            #expect(try await world.signIn(world.stranger, "F13000018", Self.good).status == 303)
        }
    }

    @Test func `one of the ID's people sets the own password, and nobody else's`() async throws {
        try await WebWorld.run { world in
            let colleague = try await world.colleague(of: .hospital)
            try await world.code("secret1", for: colleague)
            let page = try await world.stranger.get(Self.link)
            #expect(page.text.contains("見本 花子"))
            #expect(page.text.contains("hanako@example.jp"))
            #expect(try await set(world.stranger).status == 303)
            #expect(try await world.mails() == ["passwordChanged hanako@example.jp"])
            let mail = "hanako@example.jp"
            #expect(try await world.signIn(world.stranger, "F13000018", Self.good, mail: mail).status == 303)
            #expect(try await world.signIn(world.stranger, "F13000018").status == 303)
            #expect(try await world.signIn(world.stranger, "F13000018", Self.good).status == 422)
        }
    }
}
