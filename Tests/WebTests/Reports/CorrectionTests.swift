import Database
import Domain
import Testing

@testable import Web

@Suite struct CorrectionTests {
    @Test func `it works: a correction is a second revision, and both are shown`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let form = try await visitor.get(Sheet.today.address + "/new")
            #expect(form.value(of: "revision") == "1")
            #expect(form.value(of: "receivableBeds") == "8642")
            #expect(form.text.contains(#"value="limited" id="inpatient-2" checked"#))
            world.clock.advance(seconds: 600)
            let receipt = try await Sheet.today.with(["inpatient": "stopped"], after: 1).send(by: visitor)
            #expect(receipt.text.contains("訂正を受け付けました"))
            #expect(receipt.text.contains("第2版"))
            #expect(receipt.text.contains("<del>制限</del>"))
            let report = try await visitor.get(Sheet.today.address)
            for words in ["第1版", "第2版", "10:00:00", "10:10:00"] { #expect(report.text.contains(words), "\(words)") }
            #expect(try await visitor.get(Sheet.today.address + "/revisions/1/receipt").text.contains("報告を受け付けました"))
        }
    }

    @Test func `a correction after the deadline leaves the report on time`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            world.clock.advance(seconds: 3 * 3_600)
            _ = try await visitor.get("/home")
            let fresh = try await world.visitor(.hospital)
            let receipt = try await Sheet.today.with(["severe": "1"], after: 1).send(by: fresh)
            #expect(receipt.text.contains("期限内"))
            #expect(receipt.text.contains("最初の報告が締切前なので、期限内の報告として扱います"))
        }
    }

    @Test func `two windows: what only the first one changed is taken over, and nothing is lost`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            try await Sheet.today.with(["inpatient": "stopped", "severe": "5"], after: 1).send(by: visitor)
            let late = Sheet.today.with(["receivableBeds": "7531"], after: 1)
            let answer = try await visitor.post(late.address, late.fields)
            #expect(answer.status == 409)
            #expect(answer.text.contains("別の画面で第2版が保存されました"))
            #expect(answer.text.contains("保存された値に合わせました: 入院、うち重症者数"))
            #expect(answer.value(of: "severe") == "5")
            #expect(answer.text.contains(#"value="stopped" id="inpatient-3" checked"#))
            #expect(answer.value(of: "receivableBeds") == "7531")
            #expect(answer.value(of: "revision") == "2")
            #expect(!answer.text.contains("この画面の値</th>"))
            let kept = try await world.pool.read {
                try $0.query("SELECT max(number) AS n FROM revision").first?.int("n")
            }
            #expect(kept == 2)
            try await late.with(["inpatient": "stopped", "severe": "5"], after: 2).send(by: visitor)
        }
    }

    @Test func `two windows: where both changed an item both are shown, and this one's stands in the field`()
        async throws
    {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            try await Sheet.today.with(["severe": "5", "outpatient": "limited"], after: 1).send(by: visitor)
            let late = Sheet.today.with(["severe": "4", "receivableBeds": "7531"], after: 1)
            let answer = try await visitor.post(late.address, late.fields)
            #expect(answer.status == 409)
            #expect(answer.text.contains(##"<th scope="row"><a href="#severe">"##))
            #expect(answer.text.contains("<b>5</b> 人"))
            #expect(answer.value(of: "severe") == "4")
            for code in ["outpatient", "receivableBeds", "inpatient"] {
                #expect(!answer.text.contains(##"<th scope="row"><a href="#\##(code)">"##), "\(code)")
            }
        }
    }

    @Test func `a form from an ended session stores nothing and keeps what was typed`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let old = FormToken.make(for: VisitCookies.newToken())
            let fields = Sheet.today.with(["severe": "７"]).fields
            let answer = try await visitor.post(
                Sheet.today.address, body: visitor.encoded(fields + [("csrf", old)]))
            #expect(answer.status == 403)
            #expect(answer.text.contains("画面の有効期限が切れました"))
            #expect(answer.value(of: "severe") == "７")
            #expect(answer.value(of: "receivableBeds") == "8642")
            #expect(try await world.pool.read { try $0.query("SELECT number FROM revision").isEmpty })
            let token = try #require(answer.value(of: "csrf"))
            let again = try await visitor.post(
                Sheet.today.address, body: visitor.encoded(fields + [("csrf", token)]))
            #expect(again.status == 303)
        }
    }

    @Test func `the same sent again makes no revision, and the receipt says so`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let receipt = try await Sheet.today.with([:], after: 1).send(by: visitor)
            #expect(receipt.text.contains("新しい版は作らず、第1版のままです"))
            let kept = try await world.pool.read { try $0.query("SELECT number FROM revision").count }
            #expect(kept == 1)
        }
    }

    @Test func `two first reports at once: one is taken, the other is told`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let other = Sheet.today.with(["inpatient": "stopped"])
            async let first = visitor.post(Sheet.today.address, Sheet.today.fields)
            async let second = visitor.post(other.address, other.fields)
            let statuses = try await [first.status, second.status].sorted()
            #expect(statuses == [303, 409])
        }
    }

    @Test(arguments: ["-1", "2", "99999999999999999999", "one", "1 ", ""])
    func `a revision that was never seen takes nothing over`(revision: String) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let fields = Sheet.today.with(["severe": "1"]).fields.map { $0.0 == "revision" ? ($0.0, revision) : $0 }
            let answer = try await visitor.post(Sheet.today.address, fields)
            #expect(answer.status == 409)
        }
    }

    @Test(arguments: ["0", "2", "-1", "01x", "99999999999999999999", "%00"])
    func `there is no receipt of a revision that is not there`(revision: String) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let page = try await visitor.get(Sheet.today.address + "/revisions/\(revision)/receipt")
            #expect(page.status == 404)
        }
    }
}
