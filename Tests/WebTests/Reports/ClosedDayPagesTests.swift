import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// 「開設なし・実績なし」 and 「すべて0」 with one tap (R27 R33).
@Suite struct ClosedDayPagesTests {
    static let address = "/reports/clinic-daily/2021-09-19"
    static let tests: [(String, String)] = [
        "tested", "byRequest", "pcr", "pcrInHouse", "antigenQuantitative", "antigenQualitative", "pcrResults",
        "pcrPositive", "antigenQuantitativeResults", "antigenQuantitativePositive", "antigenQualitativeResults",
        "antigenQualitativePositive",
    ].map { ($0, "0") }
    static let consultation = [("openHours", "6.5"), ("rooms", "2"), ("feverPatients", "7")]

    @Test func `marked from home with one tap, read back, and taken back`() async throws {
        try await WebWorld.designated { world, visitor in
            #expect(try await visitor.get("/home").text.contains(Self.address + "/closed"))
            let answer = try await visitor.post(Self.address + "/closed", [("closed", "1")])
            #expect(answer.status == 303)
            #expect(answer.location == Self.address + "/closed")
            let page = try await visitor.get(answer.location)
            for words in ["「開設なし・実績なし」を受け付けました", "9月19日(日)", "検査の数を入力する", "取り消す"] {
                #expect(page.text.contains(words), "\(words)")
            }
            let home = try await visitor.get("/home")
            #expect(home.text.contains("休診"))
            #expect(home.text.contains("見る・取り消す"))
            #expect(try await visitor.get("/days/2021-09-19").text.contains("休診"))
            let back = try await visitor.post(Self.address + "/closed", [("closed", "0")])
            #expect(try await visitor.get(back.location).text.contains("取り消しました"))
            #expect(try await !visitor.get("/home").text.contains("見る・取り消す"))
        }
    }

    @Test func `on a marked day the form asks the tests alone, and takes them`() async throws {
        try await WebWorld.designated { _, visitor in
            _ = try await visitor.post(Self.address + "/closed", [("closed", "1")])
            let form = try await visitor.get(Self.address + "/new")
            #expect(form.text.contains("この日は「開設なし・実績なし」です"))
            #expect(form.value(of: "tested") != nil)
            #expect(form.value(of: "openHours") == nil)
            let answer = try await visitor.post(Self.address, Self.tests + [("revision", "0")])
            #expect(answer.location == Self.address + "/revisions/1/receipt")
            let receipt = try await visitor.get(answer.location)
            #expect(!receipt.text.contains("開設時間<"))
            // Figures of the consultation, from a page opened before the mark, lift it.
            let all = try await visitor.post(Self.address, Self.tests + Self.consultation + [("revision", "1")])
            #expect(all.status == 303)
            let report = try await visitor.get(Self.address)
            for words in ["開設時間", "開設なし・実績なしの履歴", "取り消しました"] { #expect(report.text.contains(words)) }
            // With figures there, the day cannot be marked.
            let refused = try await visitor.post(Self.address + "/closed", [("closed", "1")])
            #expect(refused.status == 409)
            #expect(refused.text.contains("先に報告を取り下げてください"))
        }
    }

    @Test func `zeros fill what is blank, hours and rooms as last time, and are stored at once`() async throws {
        try await WebWorld.designated { _, visitor in
            // Nothing to go by: the form is shown again, with zeros, and asks for the hours.
            let first = try await visitor.post(Self.address, [("zeros", "1")])
            #expect(first.status == 422)
            #expect(first.value(of: "feverPatients") == "0")
            #expect(first.value(of: "openHours")?.isEmpty == true)
            let before = "/reports/clinic-daily/2021-09-18"
            let usual = try await visitor.post(before, Self.tests + Self.consultation)
            #expect(usual.status == 303)
            let answer = try await visitor.post(Self.address, [("zeros", "1"), ("feverPatients", "3")])
            #expect(answer.location == Self.address + "/revisions/1/receipt")
            let receipt = try await visitor.get(answer.location)
            for words in ["<b>6.5</b> 時間", "<b>2</b> 室", "<b>3</b> 人", "<b>0</b> 件"] {
                #expect(receipt.text.contains(words), "\(words)")
            }
        }
    }

    @Test func `who is not asked as a designated institution is not offered the mark`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await !visitor.get("/home").text.contains("開設なし・実績なし"))
            for path in ["/reports/hospital-counts/2021-09-19/closed", "/reports/clinic-daily/2021-09-19/closed"] {
                #expect(try await visitor.get(path).status == 422)
                #expect(try await visitor.post(path, [("closed", "1")]).status == 422)
            }
            #expect(try await world.pool.read { try $0.query("SELECT 1 AS one FROM closed_mark") }.isEmpty)
        }
    }

    @Test func `a form of another session marks nothing, and hostile values lift at most`() async throws {
        try await WebWorld.designated { world, visitor in
            let stale = try await visitor.post(Self.address + "/closed", body: Array("closed=1&csrf=x".utf8))
            #expect(stale.status == 403)
            for value in ["", "2", "1\u{0}", "<script>", "true"] {
                let answer = try await visitor.post(Self.address + "/closed", [("closed", value)])
                #expect(answer.status == 303, "\(value)")
            }
            #expect(
                try await visitor.post(Self.address + "/closed", body: Array("csrf=\(visitor.formToken)".utf8)).status
                    == 303)
            #expect(try await world.pool.read { try $0.query("SELECT 1 AS one FROM closed_mark") }.isEmpty)
        }
    }

    @Test func `the prefecture sees who is closed, outside the denominator`() async throws {
        try await WebWorld.designated { world, visitor in
            _ = try await visitor.post(Self.address + "/closed", [("closed", "1")])
            let officer = try await world.visitor(.prefecture)
            let list = try await officer.get(
                "/monitoring/clinic-daily/2021-09-19/prefecture-13/facilities?state=closed")
            #expect(list.text.contains("見本台総合病院"))
            #expect(!list.text.contains("対象外</span>"))
            let tally = try await officer.get("/monitoring/clinic-daily/2021-09-19/prefecture-13")
            #expect(tally.text.contains("開設なし・実績なしの1件は、分母に入れません。"))
        }
    }
}

extension WebWorld {
    /// `own` is designated to consult and test.
    static func designated(_ body: @escaping @Sendable (WebWorld, Visitor) async throws -> Void) async throws {
        try await run { world in
            let surveys = world.house.surveys
            try await world.pool.write { db in
                try db.facilities.record(
                    .designation(Designation(consults: true, tests: true)), of: TestWorld.own,
                    Validity(from: TestWorld.since, until: nil), surveys: surveys, at: world.clock.now, by: "test")
            }
            try await body(world, try await world.visitor(.hospital))
        }
    }
}
