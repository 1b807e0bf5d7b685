import Database
import Domain
import TestSupport
import Testing

@testable import Web

/// A note asks once; its reason stands in the history, and the institution can have it ask again.
@Suite struct NoteMemoryPagesTests {
    private static let check = "severeWithinInpatients"
    private static let why = "why.severeWithinInpatients"
    private static let odd = Sheet.today.with(["severe": "13"])
    private static let dayBefore = Sheet(day: "2021-09-19", answers: odd.answers)

    @Test func `a passed note is silent on other days, with its reason in the history`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let asked = try await visitor.post(Self.odd.address, Self.odd.fields)
            #expect(asked.status == 422)
            #expect(asked.text.contains(#"id="why.severeWithinInpatients""#))
            let passed = Self.odd.fields + [("passed", Self.check), (Self.why, "転院<待ち>")]
            #expect(try await visitor.post(Self.odd.address, passed).status == 303)
            try await Self.dayBefore.send(by: visitor)
            for person in [Person.hospital, .prefecture] {
                let base = person == .hospital ? "" : "/facilities/\(TestWorld.own)"
                let report = try await world.open(as: person, base + Self.odd.address)
                #expect(report.text.contains(">確認ずみの注意</span>"), "\(person)")
                #expect(report.text.contains("転院&lt;待ち&gt;"))
                #expect(report.text.contains("うち重症者数(13人)が、入院患者数(12人)より多くなっています"))
                let silent = try await world.open(as: person, base + Self.dayBefore.address)
                #expect(silent.text.contains("以前に確認ずみの注意"))
            }
        }
    }

    @Test func `what is remembered is listed, and asks again when it is forgotten`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await visitor.get("/passed-notes").text.contains("いまは、ありません"))
            var sheet = Self.odd
            sheet.passed = [Self.check]
            try await sheet.send(by: visitor)
            let list = try await visitor.get("/passed-notes")
            #expect(list.text.contains("入院患者数(12人)") && list.text.contains("28日間"))
            let forgotten = try await visitor.post(
                "/passed-notes/end", [("survey", "hospital-status"), ("check", Self.check)])
            #expect(forgotten.location == "/passed-notes?done=1")
            let after = try await visitor.get(forgotten.location)
            #expect(after.text.contains("またおたずねします") && after.text.contains("いまは、ありません"))
            #expect(try await visitor.post(Self.dayBefore.address, Self.dayBefore.fields).status == 422)
        }
    }

    @Test func `a reason that is too long is refused at its field, and stays`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let long = String(repeating: "長", count: 201)
            let page = try await visitor.post(
                Self.odd.address, Self.odd.fields + [("passed", Self.check), (Self.why, long)])
            #expect(page.status == 422)
            #expect(page.text.contains("200文字以内で入力してください(いま201文字です)"))
            #expect(page.text.contains(##"href="#why.severeWithinInpatients""##))
            #expect(page.value(of: Self.why) == long)
            #expect(page.text.contains(#"value="severeWithinInpatients" checked>"#))
        }
    }

    @Test func `the states of last time are filled in on demand, with their day, and nothing is stored`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let before = Sheet.today.with([:])
            #expect(!(try await visitor.get(before.address + "/new")).text.contains("前回と同じ"))
            try await Sheet(day: "2021-09-19", answers: before.answers).send(by: visitor)
            #expect(try await visitor.get(before.address + "/new").text.contains("前回と同じ(状況だけ)"))
            let page = try await visitor.post(
                before.address, [("severe", "1"), ("same", "hospital-status"), ("revision", "0")])
            #expect(page.status == 200)
            #expect(page.value(of: "covidInpatients") == "12" && page.value(of: "receivableBeds") == "8642")
            #expect(page.value(of: "severe") == "1")
            #expect(page.text.contains("2項目に前回の値を入れてあります"))
            #expect(page.text.contains("前回(9月19日(日))の値を入れてあります"))
            #expect(!page.text.contains("checked>"))
            #expect(try await visitor.get(before.address + "/revisions/1/receipt").status == 404)
        }
    }

    @Test func `on the page of all surveys the states of one are filled in`() async throws {
        try await WebWorld.designated { world, visitor in
            try await Sheet(day: "2021-09-19", answers: Sheet.today.answers).send(by: visitor)
            let page = try await visitor.post(
                "/days/2021-09-20/report",
                [("same", "hospital-status"), ("hospital-status.revision", "0"), ("hospital-counts.revision", "0")]
                    + [("hospital-counts.newAdmissions", "3")])
            #expect(page.status == 200)
            #expect(page.value(of: "hospital-status.receivableBeds") == "8642")
            #expect(page.value(of: "hospital-counts.newAdmissions") == "3")
            #expect(page.value(of: "hospital-counts.covidOutpatients") == "")
        }
    }

    @Test func `an association passes a note of its member with a reason, and is asked once`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let visitor = try await world.visitor(.association)
            let fields = Row.fields(member, ["tested": "10"])
            let table = WebWorld.memberTable
            let asked = try await visitor.post(table, fields)
            #expect(asked.text.contains(#"name="\#(member).why""#))
            let long = String(repeating: "長", count: 201)
            let tick = [("\(member).passed", "breakdown")]
            let refused = try await visitor.post(table, fields + tick + [("\(member).why", long)])
            #expect(refused.status == 422 && refused.value(of: "\(member).why") == long)
            #expect(try await visitor.post(table, fields + tick + [("\(member).why", "検診")]).status == 200)
            let again = try await visitor.post("/members/clinic-daily/2021-09-18", fields)
            #expect(again.status == 200, "\(again.text.suffix(3_000))")
            let history = try await visitor.get("/facilities/\(member)/reports/clinic-daily/2021-09-18")
            #expect(history.text.contains("以前に確認ずみの注意") && history.text.contains("検診"))
            #expect(try await visitor.get("/facilities/\(member)/passed-notes").text.contains("検診"))
        }
    }
}
