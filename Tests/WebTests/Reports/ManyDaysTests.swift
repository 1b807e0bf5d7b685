import Database
import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// Many days of one institution as one table: what is valid is stored, the rest stays as it was typed (R24).
struct ManyDaysTests {
    private static let days = "/many-days/clinic-daily"
    private static let span = [("from", "2021-09-13"), ("until", "2021-09-19")]
    private static let week = days + "?from=2021-09-13&until=2021-09-19"
    private static let line = "6.5\t1\t6\t5\t0\t4\t0\t1\t0\t4\t0\t1\t0\t0\t0"

    private static func day(_ day: Int, _ changes: [String: String] = [:]) -> [(String, String)] {
        Row.usual.merging(changes) { $1 }.sorted { $0.key < $1.key }.map { ("2021-09-\(day).\($0.key)", $0.value) }
    }

    @Test func `open days stand there with a field for each item, the oldest first, the newest last`() async throws {
        try await WebWorld.designated { _, visitor in
            let page = try await visitor.get(Self.week)
            #expect(page.status == 200)
            #expect(page.count(of: #"class="cell""#) == 7 * 15)
            let places = (13...19).compactMap { page.text.range(of: #"id="2021-09-\#($0)""#)?.lowerBound }
            #expect(places.count == 7 && places == places.sorted())
            #expect(page.text.contains(#"name="2021-09-13.tested" aria-labelledby="2021-09-13 c-4""#))
            #expect(page.text.contains(#"data-draft="/many-days/clinic-daily""#))
            // Without a span: from the oldest open day that a page can show, up to today.
            let usual = try await visitor.get(Self.days)
            #expect(usual.text.contains(#"id="2021-09-20""#))
            #expect(usual.value(of: "until") == "2021-09-20")
            #expect(usual.count(of: #"<th class="key" scope="row""#) == DaySpan.most)
        }
    }

    @Test func `seven days pasted are stored with one button, and the table says so`() async throws {
        try await WebWorld.designated { world, visitor in
            let text = (13...19).map { "9/\($0)\t\(Self.line)" }.joined(separator: "\r\n")
            let answer = try await visitor.post(Self.days, Self.span + [("paste", text)])
            #expect(answer.status == 303)
            let page = try await visitor.get(answer.location)
            #expect(page.text.contains("7日分を報告しました。"))
            #expect(page.count(of: #"class="cell""#) == 0)
            #expect(page.text.contains("/reports/clinic-daily/2021-09-13"))
            #expect(try await world.reports() == 7)
            // Once more: nothing new.
            let again = try await visitor.post(Self.days, Self.span + (13...19).flatMap { Self.day($0) })
            #expect(again.status == 303)
            let revisions = try await world.pool.read { db in
                try db.query("SELECT count(*) AS n FROM revision").first?.int("n")
            }
            #expect(revisions == 7)
        }
    }

    @Test(arguments: [
        "2021-09-13", "2021/9/13", "9/13", "9月13日(月)", "２０２１年９月１３日", "令和3年9月13日", "R3.9.13", "20210913", "09/13",
        "2021/09/13 0:00",
    ])
    func `a pasted row finds its day however it is written`(written: String) async throws {
        try await WebWorld.designated { world, visitor in
            let answer = try await visitor.post(Self.days, Self.span + [("paste", "\(written)\t\(Self.line)")])
            #expect(answer.status == 303, "\(answer.text.count)")
            #expect(try await visitor.get("/reports/clinic-daily/2021-09-13").status == 200)
            #expect(try await world.reports() == 1)
        }
    }

    @Test func `rows without days go down from the one that is chosen, figures are never taken for days`() async throws
    {
        try await WebWorld.designated { world, visitor in
            let alone = try await visitor.post(Self.days, Self.span + [("paste", Self.line)])
            #expect(alone.status == 422)
            #expect(alone.text.contains("どの日のものか分かりません"))
            #expect(alone.text.contains(Self.line))
            #expect(try await world.reports() == 0)
            let down = try await visitor.post(
                Self.days, Self.span + [("paste", "\(Self.line)\n\(Self.line)"), ("pasteFrom", "2021-09-15")])
            #expect(down.status == 303)
            let page = try await visitor.get(Self.week)
            let open = [14, 15, 16].map { page.text.contains(#"name="2021-09-\#($0).tested""#) }
            #expect(open == [true, false, false])
        }
    }

    @Test func `a day at fault stays as it was typed, the others are stored, a note needs one tick`() async throws {
        try await WebWorld.designated { world, visitor in
            let fields =
                Self.day(13) + Self.day(14, ["pcrPositive": "9"]) + Self.day(15, ["tested": "10"])
                + Self.day(16, ["feverPatients": "十二"])
            let page = try await visitor.post(Self.days, Self.span + fields)
            #expect(page.status == 422)
            #expect(page.text.contains("4日分のうち、1日分を報告しました。 2日分は直すところがあります。 1日分をご確認ください。"))
            #expect(page.text.contains(##"<a href="#2021-09-14.pcrPositive">9月14日(火)"##))
            #expect(page.value(of: "2021-09-16.feverPatients") == "十二")
            #expect(page.value(of: "2021-09-15.passed") == "breakdown")
            #expect(try await world.reports() == 1)
            let mended =
                Self.day(14) + Self.day(15, ["tested": "10"]) + Self.day(16) + [("2021-09-15.passed", "breakdown")]
            #expect(try await visitor.post(Self.days, Self.span + mended).status == 303)
            #expect(try await world.reports() == 4)
        }
    }

    @Test func `a reason for a note comes along from its row, and is kept with the revision`() async throws {
        try await WebWorld.designated { world, visitor in
            let fields = Self.day(13, ["tested": "10"])
            let asked = try await visitor.post(Self.days, Self.span + fields + [("2021-09-13.why", "前日の分も数えた")])
            #expect(asked.status == 422)
            #expect(asked.value(of: "2021-09-13.why") == "前日の分も数えた")
            let passed = [("2021-09-13.passed", "breakdown"), ("2021-09-13.why", "前日の分も数えた")]
            #expect(try await visitor.post(Self.days, Self.span + fields + passed).status == 303)
            #expect(try await visitor.get("/reports/clinic-daily/2021-09-13").text.contains("前日の分も数えた"))
        }
    }

    @Test func `a press that comes twice, or late after a withdrawal, stores its days once`() async throws {
        try await WebWorld.designated { world, visitor in
            let sent = Self.span + Self.day(13) + Self.day(14) + [("act", "0123456789abcdef")]
            let first = try await visitor.post(Self.days, sent)
            #expect(first.status == 303)
            let withdrawn = try await visitor.post(
                "/reports/clinic-daily/2021-09-13/withdrawal", [("reason", "まちがい"), ("revision", "1")])
            #expect(withdrawn.status == 303)
            let late = try await visitor.post(Self.days, sent)
            #expect(late.status == 303 && late.location == first.location)
            #expect(try await world.rows("revision") == 3)
        }
    }

    @Test func `a correction opens its row, and what somebody else stored meanwhile is not overwritten`() async throws {
        try await WebWorld.designated { world, visitor in
            #expect(try await visitor.post(Self.days, Self.span + Self.day(13)).status == 303)
            let open = try await visitor.post(Self.days, Self.span + [("do", "open:2021-09-13")] + Self.day(14))
            #expect(open.value(of: "2021-09-13.tested") == "5")
            #expect(open.value(of: "2021-09-13.revision") == "1")
            #expect(open.value(of: "2021-09-14.tested") == "5")
            #expect(try await world.reports() == 1)
            let late = Self.day(13, ["tested": "7", "pcr": "6"])
            let conflict = try await visitor.post(Self.days, Self.span + late)
            #expect(conflict.status == 422)
            #expect(conflict.text.contains("別の画面で第1版が保存されました"))
            #expect(conflict.text.contains("保存された値 <b>5人</b>・この表の値 <b>7</b>"))
            let sent = try await visitor.post(Self.days, Self.span + late + [("2021-09-13.revision", "1")])
            #expect(sent.status == 303)
            let emptied = try await visitor.post(
                Self.days, Self.span + Row.usual.keys.map { ("2021-09-13.\($0)", " ") })
            #expect(emptied.text.contains("空のためそのままです"))
        }
    }

    @Test func `zeros keep hours and rooms of the day before, and a closed day has no fields until it is taken back`()
        async throws
    {
        try await WebWorld.designated { world, visitor in
            #expect(try await visitor.post(Self.days, Self.span + Self.day(13)).status == 303)
            let zeros = try await visitor.post(Self.days, Self.span + [("do", "zeros:2021-09-14")])
            #expect(zeros.value(of: "2021-09-14.openHours") == "6.5")
            #expect(zeros.value(of: "2021-09-14.feverPatients") == "0")
            #expect(try await world.reports() == 1)
            let closed = try await visitor.post(Self.days, Self.span + [("do", "close:2021-09-15")] + Self.day(16))
            #expect(closed.text.contains("9月15日(水)を休診にしました。"))
            #expect(!closed.text.contains(#"name="2021-09-15.tested""#))
            #expect(closed.value(of: "2021-09-16.tested") == "5")
            let pasted = try await visitor.post(Self.days, Self.span + [("paste", "9/15\t\(Self.line)")])
            #expect(pasted.text.contains("入力欄がないため、報告していません"))
            #expect(pasted.text.contains("9/15\t\(Self.line)</textarea>"))
            let open = try await visitor.post(Self.days, Self.span + [("do", "open:2021-09-15")])
            #expect(open.text.contains(#"name="2021-09-15.tested""#))
            let back = try await visitor.post(Self.days, Self.span + [("do", "reopen:2021-09-15")])
            #expect(back.text.contains(#"name="2021-09-15.tested""#))
            #expect(back.text.contains("休診を取り消しました"))
        }
    }

    @Test(arguments: [
        ("from=x&until=2021-09-19", "「始まりの日」の「x」は日付として読み取れません"),
        ("from=2021-09-13&until=9-40", "「終わりの日」の「9-40」は日付として読み取れません"),
        ("from=2021-09-19&until=2021-09-13", "入れかえてください"),
        ("from=2021-10-01&until=2021-10-03", "まだ入力できません"),
    ])
    func `a span that cannot be has its sentence, and the usual days are shown`(query: String, words: String)
        async throws
    {
        try await WebWorld.designated { _, visitor in
            let page = try await visitor.get(Self.days + "?" + query)
            #expect(page.status == 422)
            #expect(page.text.contains(words), "\(words)")
            #expect(page.text.contains(#"id="2021-09-20""#))
        }
    }

    @Test func `a span longer than a page is shortened from its beginning, and leads to the days before`() async throws
    {
        try await WebWorld.designated { _, visitor in
            let page = try await visitor.get(Self.days + "?from=2020-10-01&until=2021-09-19")
            #expect(page.text.contains("一度に表示できるのは92日分までです。"))
            #expect(page.count(of: #"<th class="key" scope="row""#) == 92)
            #expect(page.text.contains("until=2021-06-19"))
            // Two versions of the form on one page: each day is asked by its own.
            let both = try await visitor.get(Self.days + "?from=2021-05-30&until=2021-06-02")
            let fields = ["05-31.antigen", "06-01.antigen", "05-31.antigenQuantitative", "06-01.antigenQuantitative"]
            let asked = fields.map { both.text.contains(#"name="2021-\#($0)""#) }
            #expect(asked == [true, false, false, true])
        }
    }

    @Test func `a weekly survey has weeks as rows`() async throws {
        try await WebWorld.designated { _, visitor in
            let page = try await visitor.get("/many-days/supplies-weekly?from=2021-09-01&until=2021-09-20")
            #expect(page.status == 200)
            for day in ["2021-09-01", "2021-09-08", "2021-09-15"] { #expect(page.text.contains(#"id="\#(day)""#)) }
            #expect(page.count(of: #"<th class="key" scope="row""#) == 3)
            #expect(page.text.contains("9月8日(水)締切分 から下へ順に"))
        }
    }
}
