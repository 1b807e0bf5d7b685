import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Forms beside reports that came after their session had run out: offered on the first page of whoever sent them, as they were typed.
struct KeptElsewhereTests {
    private static let panel = "入力の途中だった内容があります"

    /// One form: who sends it, where, what was typed, and what shows it.
    struct Sent: Sendable, CustomStringConvertible {
        var person: Person
        var path: String
        var fields: [(String, String)]
        var shown: String
        var title: String

        var description: String { path }
    }

    static let all: [Sent] = [
        Sent(
            person: .hospital, path: "/record/contact", fields: [("name", "見本花子"), ("phone", "03-0000-0001")],
            shown: "value=\"見本花子\"", title: "連絡先の変更"),
        Sent(
            person: .hospital, path: "/record/colleagues", fields: [("name", "見本次郎"), ("mail", "x@example.jp")],
            shown: "value=\"x@example.jp\"", title: "同僚の登録"),
        Sent(
            person: .hospital, path: "/record/requests",
            fields: [("about", "name"), ("wanted", "新しい名前"), ("from", "")],
            shown: "新しい名前</textarea>", title: "変更の依頼"),
        Sent(
            person: .helpDesk, path: "/help-desk/issue", fields: [("name", "あたらしい病院"), ("from", "2021-09-20")],
            shown: "value=\"あたらしい病院\"", title: "IDの発行"),
        Sent(
            person: .helpDesk, path: "/help-desk/notices",
            fields: [("title", "年末の受付"), ("body", "本文"), ("step", "preview")],
            shown: "value=\"年末の受付\"", title: "お知らせ"),
        Sent(
            person: .helpDesk, path: "/help-desk/maintenance", fields: [("reason", "機器の交換"), ("step", "preview")],
            shown: "value=\"機器の交換\"", title: "メンテナンスの予定"),
        Sent(
            person: .prefecture, path: "/register/new", fields: [("name", "あたらしい診療所")], shown: "value=\"あたらしい診療所\"",
            title: "新しい医療機関"),
        Sent(
            person: .prefecture, path: "/register/\(TestWorld.own)/life/rename",
            fields: [("name", "あらたな名前"), ("from", "2021-10-01"), ("act", "confirm")], shown: "value=\"あらたな名前\"",
            title: "名前"),
        Sent(
            person: .prefecture, path: "/associations", fields: [("name", "みほん医師会")], shown: "value=\"みほん医師会\"",
            title: "団体の登録"),
        Sent(
            person: .association, path: "/members/confirmation-addresses",
            fields: [(TestWorld.neighbour.text, "y@example.jp")], shown: "value=\"y@example.jp\"", title: "数値を確認する宛先"),
    ]

    @Test(arguments: all)
    func `it is kept, offered to the same person with what was typed, and stored nowhere`(sent: Sent) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(sent.person)
            world.clock.advance(seconds: SessionRule.idleSeconds)
            let before = try await Contents(world.pool)
            let late = try await visitor.post(sent.path, sent.fields)
            #expect(late.status == 303 && late.location == "/session/new?after=formKept")
            let other = try await world.visitor(.otherHospital)
            #expect(try await !other.get("/home").text.contains(Self.panel))
            let again = try await world.visitor(sent.person)
            let home = try await again.get("/home")
            #expect(home.status == 200)
            for words in [Self.panel, sent.title, "\(sent.path)/kept"] {
                #expect(home.text.contains(words), "\(words)")
            }
            let form = try await again.get("\(sent.path)/kept")
            #expect(form.status == 200)
            for words in [sent.shown, "前に入力した内容を入れてあります"] { #expect(form.text.contains(words), "\(words)") }
            #expect(form.value(of: "kept") == "1")
            #expect(form.count(of: "id=\"page-sum\"") <= 1)
            let changed = try await Contents(world.pool).tables(changedSince: before)
            #expect(Set(changed).isSubset(of: ["audit", "kept_form", "session", "register_version"]), "\(changed)")
        }
    }

    @Test(arguments: all)
    func `a page of an ended session shows what was typed, and whoever may not come sees nothing`(sent: Sent)
        async throws
    {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(sent.person)
            let before = try await Contents(world.pool)
            let page = try await visitor.post(sent.path, body: visitor.encoded(sent.fields + [("csrf", "0")]))
            #expect(page.status == 403 && page.text.contains(sent.shown))
            #expect(try await Contents(world.pool).tables(changedSince: before).allSatisfy { $0 == "session" })
            for person in [Person.ministry, .administrator] where sent.path.hasPrefix("/record") == false {
                #expect(try await world.open(as: person, "\(sent.path)/kept").status == 404, "\(person)")
            }
            #expect(try await visitor.get("\(sent.path)/kept").location == "/home")
        }
    }

    @Test func `sent from there it is stored, and kept no longer`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            world.clock.advance(seconds: SessionRule.idleSeconds)
            let fields = [("name", "見本花子"), ("phone", "03-0000-0001")]
            _ = try await visitor.post("/record/contact", fields)
            let again = try await world.visitor(.hospital)
            #expect(try await again.post("/record/contact", fields + [("kept", "1")]).location == "/record")
            #expect(try await again.get("/record").text.contains("見本花子"))
            #expect(try await !again.get("/home").text.contains(Self.panel))
            #expect(try await world.rows("kept_form") == 0)
        }
    }
}
