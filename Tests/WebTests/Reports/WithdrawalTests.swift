import Database
import Domain
import Foundation
import Testing

@testable import Web

/// Taking a report back (R26).
@Suite struct WithdrawalTests {
    private static let address = Sheet.today.address + "/withdrawal"
    private static let reason = "別の日の数を入れていました。"

    private static func fields(_ reason: String = reason, after revision: Int = 1) -> [(String, String)] {
        [("reason", reason), ("revision", String(revision))]
    }

    private func revisions(_ world: WebWorld) async throws -> Int {
        try await world.pool.read { try $0.query("SELECT count(*) AS n FROM revision").first?.int("n") ?? -1 }
    }

    @Test func `it works: from the report to its withdrawal, and to a new report`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let report = try await visitor.get(Sheet.today.address)
            #expect(report.text.contains(#"href="\#(Self.address)/new">この報告を取り下げる</a>"#))
            let form = try await visitor.get(Self.address + "/new")
            #expect(form.status == 200)
            #expect(form.value(of: "revision") == "1")
            for words in ["9月20日(月)の報告の取り下げ", "第1版", Sheet.secret, "「未回答」になります"] {
                #expect(form.text.contains(words), "\(words)")
            }
            world.clock.advance(seconds: 600)
            let answer = try await visitor.post(Self.address, Self.fields())
            #expect(answer.status == 303)
            #expect(answer.location == Sheet.today.address)
            let withdrawn = try await visitor.get(answer.location)
            let told = "理由: <bdi class=\"typed\">\(Self.reason)</bdi>"
            for words in ["取り下げました", told, "10:10:00", "第2版の受付票", ">報告する</a>"] {
                #expect(withdrawn.text.contains(words), "\(words)")
            }
            #expect(!withdrawn.text.contains("この報告を取り下げる"))
            let again = try await visitor.get(Sheet.today.address + "/new")
            #expect(again.value(of: "revision") == "2")
            #expect(again.value(of: "receivableBeds")?.isEmpty == true)
            #expect(!again.text.contains("訂正する</button>"))
            #expect(again.text.contains(#"<a href="\#(Sheet.today.address)">履歴を見る</a>"#))
            let receipt = try await Sheet.today.with([:], after: 2).send(by: visitor)
            for words in ["報告を受け付けました", "第3版", "期限内"] { #expect(receipt.text.contains(words), "\(words)") }
            #expect(!receipt.text.contains("<del>"))
            #expect(!receipt.text.contains("最初の報告は"))
        }
    }

    @Test func `home shows the day as open again`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let link = #"href="\#(Sheet.today.address)/new""#
            #expect(try await !visitor.get("/home").text.contains(link))
            #expect(try await visitor.post(Self.address, Self.fields()).status == 303)
            #expect(try await visitor.get("/home").text.contains(link))
        }
    }

    @Test func `the receipt of a withdrawal says so, and that the day waits for a report`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            #expect(try await visitor.post(Self.address, Self.fields()).status == 303)
            let receipt = try await visitor.get(Sheet.today.address + "/revisions/2/receipt")
            for words in ["取り下げを受け付けました", "第2版", Self.reason, "9月20日(月)をもう一度報告する", "SHA-256"] {
                #expect(receipt.text.contains(words), "\(words)")
            }
            for words in ["期限内", "保存した内容", "訂正する</a>", Sheet.secret] {
                #expect(!receipt.text.contains(words), "\(words)")
            }
            let first = try await visitor.get(Sheet.today.address + "/revisions/1/receipt")
            #expect(first.text.contains("報告を受け付けました"))
            #expect(!first.text.contains("ほかに送っていただくものはありません"))
        }
    }

    @Test func `what came back after the deadline is late on its pages, as in the sums`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            #expect(try await world.visitor(.hospital).post(Self.address, Self.fields()).status == 303)
            world.clock.advance(seconds: 2 * 86_400)
            let visitor = try await world.visitor(.hospital)
            let receipt = try await Sheet.today.with([:], after: 2).send(by: visitor)
            #expect(receipt.text.contains("締切後"))
            #expect(try await visitor.get(Sheet.today.address).text.contains("報告済 第3版(締切後)"))
            #expect(try await visitor.get("/days/2021-09-20").text.contains("報告済 第3版(締切後)"))
            let late = try await world.pool.read {
                try $0.query("SELECT late FROM turnout WHERE area = 'nation'").first?.int("late")
            }
            #expect(late == 1)
        }
    }

    @Test func `without a report the form leads to the report, and with a withdrawn one to its page`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await visitor.get(Self.address + "/new").location == Sheet.today.address)
            let none = try await visitor.post(Self.address, Self.fields())
            #expect(none.status == 409)
            for words in ["取り下げる報告がありません", "9月20日(月)の報告は、まだありません"] {
                #expect(none.text.contains(words), "\(words)")
            }
            try await Sheet.today.send(by: visitor)
            #expect(try await visitor.post(Self.address, Self.fields()).status == 303)
            #expect(try await visitor.get(Self.address + "/new").location == Sheet.today.address)
            let twice = try await visitor.post(Self.address, Self.fields())
            #expect(twice.status == 409)
            #expect(twice.text.contains("9月20日(月)の報告は、すでに取り下げてあります"))
            #expect(try await revisions(world) == 2)
        }
    }

    @Test(arguments: ["", "1 ", "0", "-1", "3", "99999999999999999999", "one"])
    func `what changed meanwhile is shown, the reason stays, and sent again it is withdrawn`(revision: String)
        async throws
    {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            try await Sheet.today.with(["receivableBeds": "7531"], after: 1).send(by: visitor)
            let answer = try await visitor.post(Self.address, [("reason", Self.reason), ("revision", revision)])
            #expect(answer.status == 409)
            for words in ["別の画面で第2版が保存されました", "まだ取り下げていません", "7,531", "\(Self.reason)</textarea>"] {
                #expect(answer.text.contains(words), "\(words)")
            }
            #expect(answer.value(of: "revision") == "2")
            #expect(try await revisions(world) == 2)
            #expect(try await visitor.post(Self.address, Self.fields(after: 2)).status == 303)
        }
    }

    @Test func `a correction in another window is told that the report was withdrawn`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            #expect(try await visitor.post(Self.address, Self.fields()).status == 303)
            let late = Sheet.today.with(["receivableBeds": "7531"], after: 1)
            let answer = try await visitor.post(late.address, late.fields)
            #expect(answer.status == 409)
            #expect(answer.text.contains("別の画面でこの報告が取り下げられました"))
            #expect(answer.value(of: "receivableBeds") == "7531")
            #expect(answer.value(of: "revision") == "2")
        }
    }

    @Test(arguments: [
        ("", "ひとことで結構ですので"), ("\u{3000}\n ", "ひとことで結構ですので"), ("%FF", "読み取れない文字"), ("%00", "制御文字"),
        ("%1B", "制御文字"), ("%ED%A0%80", "読み取れない文字"), ("%E2%80%AE", "見えない制御文字"), ("1&reason=2", "2回届きました"),
    ])
    func `a reason at fault is told at the field and above, and nothing is stored`(sent: String, words: String)
        async throws
    {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let rest = visitor.encoded([("revision", "1"), ("csrf", visitor.formToken)])
            let answer = try await visitor.post(Self.address, body: rest + Array("&reason=\(sent)".utf8))
            try expectRefused(answer, words)
            #expect(answer.value(of: "revision") == "1")
            #expect(try await revisions(world) == 1)
        }
    }

    @Test func `a reason that is missing or too long is told so, and what was typed stays`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            try expectRefused(try await visitor.post(Self.address, [("revision", "1")]), "届きませんでした")
            for length in [201, 10_000] {
                let long = String(repeating: "長", count: length)
                let answer = try await visitor.post(Self.address, Self.fields(long))
                try expectRefused(answer, "200文字以内で入力してください(いま\(length)文字です)")
                #expect(answer.text.contains("\n\(long)</textarea>"))
            }
            #expect(try await revisions(world) == 1)
            #expect(try await visitor.post(Self.address, Self.fields(String(repeating: "長", count: 200))).status == 303)
        }
    }

    @Test(arguments: [
        #""><script>alert(1)</script>"#, "\"\u{301}><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
        "'; DROP TABLE revision; --", "</bdi><img src=x onerror=alert(1)>", "👨‍👩‍👧‍👦\u{1F1EF}",
    ])
    func `a hostile reason is kept as text and does no harm on any page`(reason: String) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let shown = try await visitor.post(Self.address, Self.fields(reason, after: 9))
            #expect(shown.status == 409)
            #expect(try await visitor.post(Self.address, Self.fields(reason)).status == 303)
            let kept = try await world.pool.read {
                try $0.query("SELECT reason FROM revision WHERE number = 2").first?.optionalString("reason")
            }
            #expect(kept == reason.precomposedStringWithCanonicalMapping)
            let pages = [
                shown, try await visitor.get(Sheet.today.address),
                try await visitor.get(Sheet.today.address + "/revisions/2/receipt"),
            ]
            for page in pages {
                #expect(page.status != 500)
                for tag in ["<script>", "<img", "</textarea><s"] { #expect(!page.text.contains(tag), "\(tag)") }
                let needle = Array("\"\u{301}>".utf8)
                #expect(!page.bytes.indices.contains { page.bytes[$0...].starts(with: needle) })
            }
        }
    }

    @Test func `of another institution nothing is withdrawn`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            for person in Person.allCases where person != .hospital {
                let visitor = try await world.visitor(person)
                let answer = try await visitor.post(Self.address, Self.fields())
                #expect(answer.status == (person == .otherHospital ? 409 : 404), "\(person)")
            }
            #expect(try await revisions(world) == 1)
        }
    }

    private func expectRefused(_ answer: Page, _ words: String) throws {
        #expect(answer.status == 422)
        #expect(answer.text.contains("1か所を直してください"))
        #expect(answer.text.contains(##"<a href="#reason">取り下げる理由: "##))
        #expect(answer.text.contains(##"aria-invalid="true" aria-describedby="reason-e reason-h""##))
        let error = try #require(answer.text.components(separatedBy: #"id="reason-e">"#).dropFirst().first)
        #expect(error.prefix { $0 != "<" }.contains(words), "\(error.prefix(80))")
    }
}
