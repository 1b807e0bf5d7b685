import Database
import Documents
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// A program reports as a page does: the same checks, words and revisions (R43 R47).
@Suite struct ProgramTests {
    private typealias Hand = ProgramHand

    @Test func `it works: due, form, check, report, correct, withdraw, report again`() async throws {
        try await WebWorld.run { world in
            let program = try await Hand(world)
            let due = try #require(try await program.get("/duties").json()["duties"]?.list)
            #expect(
                due.contains { $0["survey"] == "hospital-status" && $0["day"] == "2021-09-20" && $0["state"] == "due" })
            let form = try await program.get("/forms/hospital-status?day=2021-09-20").json()
            let items = form["sections"]?.list?.flatMap { $0["items"]?.list ?? [] } ?? []
            #expect(items.contains { $0["code"] == "inpatient" && $0["kind"] == "choice" })
            #expect(try await program.get(Hand.today).status == 404)

            let before = try await Contents(world.pool)
            let checked = try await program.post(Hand.reports + "/check", Hand.report())
            #expect(checked.status == 200)
            #expect(try checked.json()["outcome"] == "wouldStore")
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)

            let stored = try await program.post(Hand.reports, Hand.report())
            #expect(stored.status == 201)
            #expect(stored["ETag"] == "\"1\"")
            #expect(stored.location == "/api/v1" + Hand.today)
            let receipt = try #require(try stored.json()["receipt"]?.text)
            #expect(try await program.post(Hand.reports, Hand.report()).status == 200)
            let corrected = Hand.report(["inpatient": "limited"], basedOn: 1)
            #expect(try await program.post(Hand.reports, corrected).status == 201)
            let report = try await program.get(Hand.today)
            #expect(try report.json()["answers"]?["inpatient"] == "limited")
            #expect(report["ETag"] == "\"2\"")
            #expect(try await program.get(Hand.today + "/revisions/1/receipt").json()["receipt"]?.text == receipt)

            let withdrawn = try await program.post(Hand.today + "/withdrawal", ["reason": "日付の間違い", "basedOn": 2])
            #expect(withdrawn.status == 201)
            #expect(try await program.post(Hand.reports, Hand.report(basedOn: 3)).status == 201)
            let revisions = try await program.get(Hand.today + "/revisions").json()["revisions"]?.list ?? []
            #expect(revisions.map { $0["status"] } == ["submitted", "submitted", "withdrawn", "submitted"])
            #expect(revisions.allSatisfy { $0["route"] == "program" && $0["by"] == "見本台総合病院（電子カルテ）" })
            // People see the same.
            #expect(try await world.open(as: .hospital, Hand.today).text.contains("プログラムから送信"))
        }
    }

    @Test func `what cannot be read is refused by its name, all of it at once, and nothing is stored`() async throws {
        try await WebWorld.run { world in
            let program = try await Hand(world)
            let before = try await Contents(world.pool)
            let answer = try await program.post(
                Hand.reports, Hand.report(["inpatient": "nothing", "nonsense": 1, "emergency": 5]))
            #expect(answer.status == 422)
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(try answer.fields() == ["nonsense", "inpatient", "emergency"], "\(answer.text)")
            let bodies: [(JSONValue, String)] = [
                (["day": "2021-09-20", "answer": [:]], "answer"), (["answers": [:]], "day"),
                (["day": "20210920", "answers": [:]], "day"), (["day": "2021-09-20"], "answers"),
                (["day": "2021-09-20", "reportDay": "2021-09-20", "answers": [:]], "reportDay"),
                (["day": "2021-09-20", "answers": [:], "basedOn": "1"], "basedOn"),
                (["day": "2021-09-20", "answers": [:], "passed": ["x"]], "passed"),
                (["day": "2010-09-20", "answers": [:]], "day"),
            ]
            for (body, field) in bodies {
                let answer = try await program.post(Hand.reports, body)
                #expect(answer.status == 422, "\(field)")
                #expect(try answer.fields() == [field], "\(field): \(answer.text)")
            }
            #expect(try await program.post(Hand.reports, bytes: Array("{".utf8)).status == 400)
            #expect(try await program.post(Hand.reports, bytes: Array(#"{"day":1,"day":2}"#.utf8)).status == 400)
            let form = try await program.post(Hand.reports, bytes: [], ["Content-Type": "text/plain"])
            #expect(form.status == 415)
            #expect(try await program.get("/duties?form=2021-09-20").status == 422)
            #expect(try await program.get("/duties?from=2021-09-20&from=2021-09-20").status == 422)
            #expect(try await Contents(world.pool).tables(changedSince: before).allSatisfy { $0 == "api_key" })
        }
    }

    @Test func `who builds on what is not the newest is given the newest`() async throws {
        try await WebWorld.run { world in
            let program = try await Hand(world)
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            for headers in [[:], ["If-Match": "\"7\""], ["If-None-Match": "*"]] {
                let body: JSONValue = ["day": "2021-09-20", "answers": Hand.report()["answers"] ?? .null]
                let answer = try await program.post(Hand.reports, body, headers)
                #expect(answer.status == 409, "\(headers)")
                #expect(try answer.json()["current"]?["revision"] == 1)
                #expect(answer["ETag"] == "\"1\"")
            }
            let body: JSONValue = ["day": "2021-09-20", "answers": Hand.report()["answers"] ?? .null]
            #expect(try await program.post(Hand.reports, body, ["If-Match": "\"1\""]).status == 201)
        }
    }

    @Test func `the same act twice is done once and answered alike, other content under its key is refused`()
        async throws
    {
        try await WebWorld.run { world in
            let program = try await Hand(world)
            let key = ["Idempotency-Key": "a-1"]
            let first = try await program.post(Hand.reports, Hand.report(), key)
            _ = try await program.post(Hand.today + "/withdrawal", ["reason": "間違い", "basedOn": 1])
            let again = try await program.post(Hand.reports, Hand.report(), key)
            #expect(again.status == 201 && again.bytes == first.bytes && again.location == first.location)
            #expect(again["ETag"] == first["ETag"] && again["Idempotency-Replayed"] == "true")
            #expect(try await program.post(Hand.reports, Hand.report(basedOn: 2), key).status == 422)
            #expect(try await Contents(world.pool).rows("revision") == 2)
            // Another program's keys are its own; what was refused is not remembered.
            let other = try await Hand(world)
            #expect(try await other.post(Hand.reports, Hand.report(["x": 1], basedOn: 2), key).status == 422)
            #expect(try await other.post(Hand.reports, Hand.report(basedOn: 2), key).status == 201)
        }
    }

    @Test func `a report day is turned into the day of care, and the answer says so`() async throws {
        try await WebWorld.designated { world, _ in
            let program = try await Hand(world)
            let sent: JSONValue = ["reportDay": "2021-09-20", "answers": ["rooms": 2]]
            let answer = try await program.post("/reports/clinic-daily/check", sent)
            #expect(answer.status == 422 || answer.status == 200)
            let form = try await program.get("/forms/clinic-daily?day=2021-09-19").json()
            let items = form["sections"]?.list?.flatMap { $0["items"]?.list ?? [] } ?? []
            let answers = items.compactMap { item -> JSONValue.Member? in
                guard let code = item["code"]?.text else { return nil }
                return item["kind"] == "count" || item["kind"] == "decimal" ? .init(code, 0) : nil
            }
            let stored = try await program.post(
                "/reports/clinic-daily", ["reportDay": "2021-09-20", "answers": .object(answers)])
            #expect(stored.status == 201, "\(stored.text)")
            #expect(try stored.json()["day"] == "2021-09-19")
            #expect(stored.text.contains("報告日 9月20日(月) の報告を、9月19日(日) の実績として受け付けました"))
            #expect(try await program.get("/reports/clinic-daily/2021-09-19").status == 200)
        }
    }

    @Test func `in a maintenance window programs are told when to come again`() async throws {
        try await WebWorld.run { world in
            let program = try await Hand(world)
            let now = world.clock.now
            _ = try await world.pool.write { db in
                try db.execute(
                    """
                    INSERT INTO maintenance_window (window_id, number, starts_at, ends_at, announced_from, reason, cancelled,
                        recorded_at, recorded_by)
                    VALUES ('w', 1, \(now.text), \(now.adding(seconds: 90).text), \(now.text), '点検', \(false),
                        \(now.text), 'test')
                    """)
            }
            let answer = try await program.post(Hand.reports, Hand.report())
            #expect(answer.status == 503)
            #expect(answer["Retry-After"] == "90")
            #expect(answer["Content-Type"] == "application/problem+json")
        }
    }

    @Test func `numbers are read exactly, however they are written`() {
        let written = [
            "1.0": "1", "65e-1": "6.5", "1e3": "1000", "-0": "0", "-2.50": "-2.5", "0.05": "0.05", "12": "12",
        ]
        for (text, plain) in written { #expect(AnswerJSON.plain(text) == plain, "\(text)") }
        #expect(AnswerJSON.plain("1e999999999999999999999").count > 18)
        #expect(AnswerJSON.plain("1e-999999").hasPrefix("0.000"))
    }
}
