import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// The page with the reminders, the mail as it goes out, and its link that ends them.
struct ReminderTests {
    private static let base = "http://gmis.example.jp"

    private func setting(_ world: WebWorld, of person: Person = .hospital) async throws -> ReminderSetting {
        try await world.pool.read { try $0.reminderSettings.setting(of: person.account.id) }
    }

    @Test(arguments: [Person.hospital, .association])
    func `it works: who reports chooses, and reads it on the record`(person: Person) async throws {
        try await WebWorld.run { world in
            try await world.tell(person)
            let visitor = try await world.visitor(person)
            let page = try await visitor.get("/record/reminders")
            #expect(page.status == 200 && page.text.contains("clerk@example.jp"))
            #expect(page.text.contains(#"name="before" value="0" checked"#))
            let answer = try await visitor.post(
                "/record/reminders", [("before", "2"), ("overdue", "0"), ("weekly", "1")])
            #expect(answer.location == "/record/reminders?done=1")
            #expect(try await visitor.get(answer.location).text.contains("保存しました"))
            #expect(
                try await setting(world, of: person) == ReminderSetting(hoursBefore: 2, overdue: false, weekly: true))
            let record = try await visitor.get("/record").text
            #expect(record.contains("締切の前: 2時間前") && record.contains("まだ報告のない日: 送らない"))
        }
    }

    @Test(arguments: [Person.prefecture, .ministry, .helpDesk])
    func `an office has none`(person: Person) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(person)
            #expect(try await visitor.get("/record/reminders").status == 404)
            #expect(try await visitor.post("/record/reminders", [("before", "2")]).status == 404)
            #expect(try await !visitor.get("/record").text.contains("リマインダー"))
        }
    }

    @Test(arguments: [
        [], [("before", "4"), ("overdue", "1"), ("weekly", "1")], [("before", "1"), ("overdue", "x"), ("weekly", "1")],
        [("before", "1"), ("overdue", "1"), ("weekly", "1"), ("weekly", "0")],
    ])
    func `what cannot be read is told at its field, and what was chosen stays`(fields: [(String, String)]) async throws
    {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let answer = try await visitor.post("/record/reminders", fields)
            #expect(answer.status == 422 && answer.text.contains("を、1つ選んでください。"))
            if fields.contains(where: { $0 == ("before", "1") }) {
                #expect(answer.text.contains(#"name="before" value="1" checked"#))
            }
            #expect(try await setting(world) == .usual)
        }
    }

    @Test func `without an address the page says so, and leads to where it is told`() async throws {
        try await WebWorld.run { world in
            let page = try await world.open(as: .hospital, "/record/reminders")
            #expect(page.text.contains("メールアドレスが登録されていない") && page.text.contains(#"href="/record/mail""#))
        }
    }

    @Test func `a mail leads to the form through the sign-in, and its other link ends reminders without one`()
        async throws
    {
        try await WebWorld.run(baseURL: Self.base) { world in
            try await world.tell(.hospital)
            let mailing = ReminderMailing(
                world.pool, surveys: world.house.surveys, holidays: world.house.holidays, worker: "w")
            let day = world.clock.now.day
            // The first look, and the next morning.
            for now in [Instant(day), Instant(day.adding(1), ReminderRun.opens)] {
                try await mailing.run(at: now, arrived: world.clock.now)
            }
            let (mail, rendered) = try #require(try await world.house.nextMail(for: "s"))
            #expect(mail.account == Person.hospital.account.id && !rendered.text.contains("{{"))
            let form = "/reports/hospital-status/2021-09-20/new"
            #expect(rendered.text.contains("\n\(Self.base)\(form)\n"))
            #expect(rendered.html.contains("<a href=\"\(Self.base)\(form)\">"))
            let code = String(
                try #require(rendered.text.firstMatch(of: /\/reminders\/stop\?code=([0-9a-f]{64})\n/)).1)
            #expect(rendered.stop == "\(Self.base)/reminders/stop?code=\(code)")
            #expect(!rendered.kept.contains(code) && rendered.kept.contains(Self.base + form))
            let visitor = world.stranger
            let page = try await visitor.get("/reminders/stop?code=\(code)")
            #expect(page.status == 200 && page.text.contains("見本台総合病院") && page.text.contains("すべて止める"))
            // Whoever only opens it, such as a program that looks at mails, has ended nothing.
            #expect(try await setting(world) == .usual)
            let done = try await visitor.post("/reminders/stop", [("code", code)])
            #expect(done.status == 200 && done.text.contains("リマインダーを止めました"))
            #expect(try await setting(world) == .none)
            #expect(try await visitor.get("/reminders/stop?code=\(code)").text.contains("リマインダーを止めました"))
        }
    }

    @Test func `a mail program ends them with one click, and nobody without the code`() async throws {
        try await WebWorld.run { world in
            let code = String(repeating: "a", count: 64)
            try await world.pool.write { db in
                try db.reminderSettings.addStop(
                    code, of: Person.hospital.account.id, seconds: 60, at: world.clock.now)
            }
            let click = Array("List-Unsubscribe=One-Click".utf8)
            for wrong in ["/reminders/stop", "/reminders/stop?code=b"] {
                #expect(try await world.stranger.post(wrong, body: click).status == 422)
            }
            #expect(try await setting(world) == .usual)
            #expect(try await world.stranger.post("/reminders/stop?code=\(code)", body: click).status == 200)
            #expect(try await setting(world) == .none)
        }
    }

    @Test(arguments: ["", "0", String(repeating: "0", count: 64), "%00", "%FF"])
    func `a link that is none says so`(code: String) async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            let page = try await visitor.get("/reminders/stop?code=\(code)")
            #expect(page.status == 404 && page.text.contains("止められませんでした"))
            let answer = try await visitor.post("/reminders/stop", [("code", code)])
            #expect(answer.status == 422)
        }
    }
}
