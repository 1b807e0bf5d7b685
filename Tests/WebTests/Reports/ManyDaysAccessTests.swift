import Database
import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// Whose days a table shows and takes, and what becomes of one that comes too late (R22 R43), days marked closed together (R33),
/// and the same days by file.
struct ManyDaysAccessTests {
    private static let days = "/many-days/clinic-daily"
    private static let span = [("from", "2021-09-13"), ("until", "2021-09-19")]
    private static let query = "?from=2021-09-13&until=2021-09-19"
    private static let typed = Row.usual.sorted { $0.key < $1.key }.map { ("2021-09-13.\($0.key)", $0.value) }

    @Test(arguments: [Person.otherHospital, .prefecture, .ministry, .association, .helpDesk, .administrator])
    func `nobody but the reporting party has such pages`(person: Person) async throws {
        try await WebWorld.designated { world, _ in
            let visitor = try await world.visitor(person)
            for page in ["", "/file", "/days.xlsx", "/days.csv"] {
                #expect(try await visitor.get("/facilities/\(TestWorld.own)\(Self.days)\(page)").status == 404)
            }
            #expect(try await visitor.get("/facilities/\(TestWorld.own)/closed-days/clinic-daily").status == 404)
            let sent = try await visitor.post("/facilities/\(TestWorld.own)\(Self.days)", Self.span + Self.typed)
            #expect(sent.status == 404)
            #expect(try await world.reports() == 0)
        }
    }

    @Test func `an association enters the days of its member`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let visitor = try await world.visitor(.association)
            let base = "/facilities/\(member)\(Self.days)"
            let page = try await visitor.get(base + Self.query)
            #expect(page.text.contains("見本内科クリニック1"))
            let answer = try await visitor.post(base, Self.span + Self.typed)
            #expect(answer.status == 303 && answer.location.hasPrefix(base))
            #expect(try await world.reports() == 1)
        }
    }

    @Test func `a table from an ended session is kept, offered after the next sign-in and sent`() async throws {
        try await WebWorld.designated { world, visitor in
            world.clock.advance(seconds: SessionRule.idleSeconds)
            let late = try await visitor.post(Self.days, Self.span + Self.typed)
            #expect(late.location == "/session/new?after=formKept")
            #expect(try await world.signIn(visitor, Person.hospital.loginId).status == 303)
            let home = try await visitor.get("/home")
            #expect(home.text.contains("数日分をまとめて入力"))
            #expect(home.text.contains("\(Self.days)?kept=1"))
            let page = try await visitor.get("\(Self.days)?kept=1")
            #expect(page.value(of: "2021-09-13.tested") == "5")
            #expect(page.value(of: "from") == "2021-09-13")
            let sent = try await visitor.post(Self.days, Self.span + Self.typed + [("kept", "1")])
            #expect(sent.status == 303)
            #expect(try await !visitor.get("/home").text.contains("入力の途中だった内容"))
        }
    }

    @Test func `an old token and a maintenance window store nothing and keep what was typed`() async throws {
        try await WebWorld.designated { world, visitor in
            let stale = try await visitor.post(
                Self.days, body: visitor.encoded(Self.span + Self.typed + [("csrf", "old")]))
            #expect(stale.status == 403)
            #expect(stale.value(of: "2021-09-13.tested") == "5")
            try await world.plan(0, 60)
            let page = try await visitor.post(Self.days, Self.span + Self.typed)
            #expect(page.status == 503)
            #expect(page.value(of: "2021-09-13.tested") == "5")
            #expect(try await world.reports() == 0)
            world.clock.advance(seconds: 60)
            #expect(try await visitor.post(Self.days, Self.span + Self.typed).status == 303)
        }
    }

    // Closed days

    private static let closed = "/closed-days/clinic-daily"

    @Test func `a weekday pattern is shown ticked, stored with one button, and taken back`() async throws {
        try await WebWorld.designated { world, visitor in
            #expect(try await visitor.post(Self.days, Self.span + Self.typed).status == 303)
            let page = try await visitor.get(Self.closed + "?from=2021-09-06&until=2021-09-20&weekday=1&holiday=1")
            // Mondays: the 6th, the 13th (reported), the 20th, which is a holiday as well.
            #expect(page.text.contains("2日に印をつけてあります"))
            #expect(page.text.contains("報告がある1日は選べません"))
            #expect(page.text.contains(#"value="2021-09-06" checked"#))
            #expect(page.text.contains("敬老の日"))
            #expect(!page.text.contains(#"value="2021-09-13""#))
            let marks = ["2021-09-06", "2021-09-13", "2021-09-20"].map { ("day", $0) }
            let answer = try await visitor.post(
                Self.closed, [("from", "2021-09-06"), ("until", "2021-09-20"), ("closed", "1")] + marks)
            #expect(answer.status == 303)
            let done = try await visitor.get(answer.location)
            #expect(done.text.contains("2日を「開設なし・実績なし」にしました。"))
            #expect(done.text.contains("1日は報告があるか対象外のため、そのままです。"))
            #expect(try await visitor.get("/days/2021-09-06").text.contains("休診"))
            let lifted = try await visitor.post(
                Self.closed,
                [("from", "2021-09-06"), ("until", "2021-09-20"), ("closed", "0"), ("day", "2021-09-06")])
            #expect(try await visitor.get(lifted.location).text.contains("1日の「開設なし・実績なし」を取り消しました。"))
            let nothing = try await visitor.post(Self.closed, [("closed", "1")])
            #expect(nothing.status == 422 && nothing.text.contains("印をつけてから"))
        }
    }

    @Test func `ticked days wait for the end of a window, and a press that comes twice marks once`() async throws {
        try await WebWorld.designated { world, visitor in
            try await world.plan(0, 60)
            let marks = Self.span + [("closed", "1"), ("day", "2021-09-13"), ("day", "2021-09-14")]
            let page = try await visitor.post(Self.closed, marks)
            #expect(page.status == 503)
            #expect(page.text.contains(#"value="2021-09-14" checked"#))
            #expect(try await world.rows("closed_mark") == 0)
            world.clock.advance(seconds: 60)
            #expect(try await visitor.get("/home").text.contains("休診の日をまとめて入れる"))
            let again = try await visitor.get(Self.closed + "/kept")
            #expect(again.status == 200 && again.text.contains(#"value="2021-09-14" checked"#))
            let press = marks + [("kept", "1"), ("act", "0123456789abcdef")]
            let first = try await visitor.post(Self.closed, press)
            #expect(first.status == 303)
            #expect(try await world.rows("kept_form") == 0)
            let lifting = Self.span + [("closed", "0"), ("day", "2021-09-13")]
            #expect(try await visitor.post(Self.closed, lifting).status == 303)
            #expect(try await visitor.post(Self.closed, press).location == first.location)
            #expect(try await world.rows("closed_mark") == 3)
        }
    }

    @Test func `a pasted table that is sent in a window stays`() async throws {
        try await WebWorld.designated { world, visitor in
            try await world.plan(0, 60)
            let path = Self.days + "/file"
            let parts = Self.span + [("csrf", visitor.formToken), ("text", "日付\t検査\n9/13\t1")]
            let sent = try await visitor.send(
                .post, path, ["Content-Type": "multipart/form-data; boundary=gmis"],
                body: MultipartTests.body(parts.map { ("name=\"\($0.0)\"", Array($0.1.utf8)) }))
            #expect(sent.status == 503 && sent.text.contains("9/13\t1</textarea>"))
            world.clock.advance(seconds: 60)
            #expect(try await visitor.get(path + "?kept=1").text.contains("9/13\t1</textarea>"))
        }
    }

    @Test func `a survey without closed days has no such page`() async throws {
        try await WebWorld.designated { _, visitor in
            let page = try await visitor.get("/closed-days/hospital-status")
            #expect(page.status != 200)
        }
    }
}
