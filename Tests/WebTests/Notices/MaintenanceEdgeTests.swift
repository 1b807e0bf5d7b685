import Database
import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// A form is open when a window begins, and when it ends: nothing that was typed is lost, nothing is stored twice (R10).
struct MaintenanceEdgeTests {
    private static let sheet = Sheet.today
    private static let panel = "入力の途中だった内容があります"
    private static let closed = "/reports/clinic-daily/2021-09-19/closed"

    @Test func `before its first instant a report is taken, from then on refused with everything typed`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await visitor.get(Self.sheet.address + "/new").status == 200)
            try await world.plan(60, 180)
            world.clock.advance(milliseconds: 59_999)
            try await Self.sheet.send(by: visitor)
            world.clock.advance(milliseconds: 1)
            let again = Self.sheet.with(["receivableBeds": "77"], after: 1)
            let refused = try await visitor.post(again.address, again.fields)
            #expect(refused.status == 503)
            #expect(refused["Retry-After"] == "120")
            #expect(refused.value(of: "receivableBeds") == "77")
            #expect(refused.text.contains("まだ保存していません") && refused.text.contains("保管もしてあります"))
            #expect(refused.value(of: "revision") == "1" && refused.value(of: "kept") == "1")
            #expect(try await world.rows("revision") == 1)
        }
    }

    @Test func `until its last instant it is refused, at its end taken, from the page or from home`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await world.plan(0, 60)
            world.clock.advance(milliseconds: 59_999)
            let refused = try await visitor.post(Self.sheet.address, Self.sheet.fields)
            #expect(refused.status == 503 && refused["Retry-After"] == "1")
            let home = try await visitor.get("/home")
            #expect(home.status == 200 && home.text.contains(Self.panel))
            world.clock.advance(milliseconds: 1)
            let form = try await visitor.get(Self.sheet.address + "/new?kept=1")
            #expect(form.value(of: "receivableBeds") == "8642")
            let answer = try await visitor.post(Self.sheet.address, Self.sheet.fields + [("kept", "1")])
            #expect(answer.status == 303)
            #expect(try await !visitor.get("/home").text.contains(Self.panel))
            #expect(try await world.rows("kept_form") == 0)
        }
    }

    @Test func `a page of entry says from when to when, and reading goes on`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Self.sheet.send(by: visitor)
            try await world.plan(0, 60)
            for path in [
                Self.sheet.address + "/new", Self.sheet.address + "/withdrawal/new", "/days/2021-09-20/report",
            ] {
                let page = try await visitor.get(path)
                #expect(page.status == 503 && page["Retry-After"] == "60", "\(path)")
                for words in ["メンテナンス中です", "9月20日(月) 10:00から9月20日(月) 10:01まで", "ホームへ戻る"] {
                    #expect(page.text.contains(words), "\(path): \(words)")
                }
            }
            for path in ["/home", Self.sheet.address, Self.sheet.address + "/revisions/1/receipt", "/record"] {
                #expect(try await visitor.get(path).status == 200, "\(path)")
            }
            world.clock.advance(seconds: 60)
            #expect(try await visitor.get(Self.sheet.address + "/new").status == 200)
        }
    }

    @Test func `a withdrawal, the day's combined page and a closed day are kept too`() async throws {
        try await WebWorld.designated { world, visitor in
            try await Self.sheet.send(by: visitor)
            try await world.plan(0, 60)
            let together = [("hospital-counts.newAdmissions", "31"), ("hospital-counts.revision", "0")]
            let forms: [(String, [(String, String)], String)] = [
                (Self.sheet.address + "/withdrawal", [("reason", "日付の間違い"), ("revision", "1")], "日付の間違い</textarea>"),
                ("/days/2021-09-20/report", together, "value=\"31\""), (Self.closed, [("closed", "1")], "まだ保存していません"),
            ]
            for (path, fields, words) in forms {
                let page = try await visitor.post(path, fields)
                #expect(page.status == 503 && page["Retry-After"] == "60", "\(path)")
                #expect(page.text.contains(words), "\(path)")
            }
            let home = try await visitor.get("/home").text
            for words in ["の取り下げ", "9月20日(月)が締切の報告", "の「開設なし・実績なし」"] { #expect(home.contains(words), "\(words)") }
            #expect(try await world.rows("revision") == 1)
            #expect(try await world.rows("closed_mark") == 0)
            world.clock.advance(seconds: 60)
            let kept = try await visitor.get("/days/2021-09-20/report/kept")
            #expect(kept.status == 200 && kept.text.contains("value=\"31\""))
            #expect(try await visitor.get(Self.closed + "/kept").status == 200)
            #expect(try await visitor.post(Self.closed, [("closed", "1"), ("kept", "1")]).status == 303)
            #expect(try await world.rows("kept_form") == 2)
            #expect(try await world.rows("closed_mark") == 1)
        }
    }

    @Test func `an association's table, a member's page and a pasted file stay, and are offered again`() async throws {
        try await MemberFileHand.run(clinics: 2) { hand in
            let (world, visitor) = (hand.world, hand.visitor)
            try await world.addMembers(2)
            try await world.plan(0, 60)
            let first = try #require(Facility.ID("F13010001"))
            let table = try await visitor.post(
                WebWorld.memberTable, Row.fields(first, ["tested": "41"]) + [("paste", "F13010002\t9"), ("do", "")])
            #expect(table.status == 503 && table["Retry-After"] == "60")
            #expect(table.value(of: "F13010001.tested") == "41" && table.text.contains("F13010002\t9</textarea>"))
            let step = try await visitor.post(
                "\(WebWorld.memberTable)/\(first)", Row.usual.map { ($0.key, $0.value) } + [("revision", "0")])
            #expect(step.status == 503 && step.value(of: "feverPatients") == "6")
            let file = try await hand.send([], pasted: "医療機関ID\t検査\nF13010001\t1")
            #expect(file.status == 503 && file.text.contains("F13010001\t1</textarea>"))
            #expect(try await visitor.get(WebWorld.memberTable).status == 503)
            #expect(try await world.rows("revision") == 0)
            #expect(try await world.rows("kept_form") == 3)
            world.clock.advance(seconds: 60)
            let again = try await visitor.get(WebWorld.memberTable + "?kept=1")
            #expect(again.value(of: "F13010001.tested") == "41" && again.text.contains("F13010002\t9</textarea>"))
            #expect(
                try await visitor.get(MemberFileHand.base + "/file?kept=1").text.contains("F13010001\t1</textarea>"))
            let stored = try await visitor.post(WebWorld.memberTable, Row.fields(first) + [("kept", "1")])
            #expect(stored.status < 400)
            #expect(try await world.rows("kept_form") == 2)
        }
    }

    @Test func `whoever may not report there keeps nothing, and learns nothing`() async throws {
        try await WebWorld.run { world in
            try await world.plan(0, 60)
            let path = "/facilities/\(TestWorld.own)\(Self.sheet.address)"
            for person in [Person.otherHospital, .helpDesk, .prefecture, .association] {
                let visitor = try await world.visitor(person)
                #expect(try await visitor.post(path, Self.sheet.fields).status == 404, "\(person)")
            }
            #expect(try await world.stranger.post(Self.sheet.address, Self.sheet.fields).status == 401)
            #expect(try await world.rows("kept_form") == 0)
        }
    }

    @Test func `planned elsewhere in this moment it is noticed where reports are stored`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            // Every page knows of no window yet.
            _ = try await visitor.get("/home")
            let (now, id) = (world.clock.now, MaintenanceWindowStore.newId())
            let plan = MaintenancePlan(
                startsAt: now, endsAt: now.adding(seconds: 60), announcedFrom: now, reason: "急な停止")
            try await world.pool.plan { try $0.plan(plan, id: id, basedOn: 0, at: now, by: "administrator") }
            #expect(try await visitor.post(Self.sheet.address, Self.sheet.fields).status == 503)
            #expect(try await world.rows("revision") == 0)
            try await world.pool.plan { try $0.end(id, byMail: false, at: now, by: "administrator") }
            try await Self.sheet.send(by: visitor)
        }
    }

    @Test func `every form that enters reports is closed in a window, and shows what was typed`() {
        for route in Routes.all where route.isClosedInMaintenance && route.method == .post {
            #expect(route.keepsTyped || route.takesFile, "\(route.path)")
        }
        let open = Routes.all.filter {
            $0.action == .reportForMembers && $0.method == .post && !$0.isClosedInMaintenance
        }
        #expect(open.allSatisfy { $0.path.contains("confirmation") }, "\(open.map(\.path))")
    }
}
