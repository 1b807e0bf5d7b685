import Domain
import Testing

struct CheckingTests {
    private let clinic = AskedFacts(kind: .clinic, consults: true)

    private func check(
        _ values: [String: Answer], _ checks: [Check] = [], facts: AskedFacts? = nil, earlier: [Int?] = [],
        passed: Set<String> = [], on day: Day? = nil
    ) throws -> Verdict {
        let form = try SampleForm.form(checks: checks)
        let past = earlier.enumerated().map { index, value in
            (
                period: Day(number: index),
                answers: SampleForm.answers(value.map { ["tested": .count($0)] } ?? [:], in: form)
            )
        }
        return form.check(
            SampleForm.answers(values, in: form), askedOf: facts ?? clinic, earlier: past, passed: passed, on: day)
    }

    private func rule(_ severity: Check.Severity, _ source: String, at item: String, _ message: String = "確認") throws
        -> Check
    {
        Check(
            id: "check", severity: severity, kind: .rule(try SampleForm.rule(source)), message: message, item: item,
            source: "default")
    }

    @Test func `a complete report passes`() throws {
        #expect(try check(["tested": .count(3)]) == Verdict())
    }

    @Test func `a required item left blank is an error at its field`() throws {
        let verdict = try check([:])
        #expect(verdict.errors.map(\.field) == ["tested"])
        #expect(verdict.errors.first?.sentence == "「総人数」は、数を入力してください。なかったときは 0 と入力します。")
    }

    @Test func `sections that are not asked are not required, and answers there are dropped`() throws {
        #expect(try check(["tested": .count(3)]).errors.isEmpty)
        #expect(try check(["tested": .count(3)], facts: AskedFacts(kind: .hospital)).errors.map(\.field) == ["beds"])
        #expect(try check(["tested": .count(3), "beds": .count(-1)]).errors.isEmpty)
        let form = try SampleForm.form()
        let answers = SampleForm.answers(["tested": .count(3), "beds": .count(5)], in: form)
        #expect(form.asked(answers, of: clinic) == SampleForm.answers(["tested": .count(3)], in: form))
        #expect(form.asked(answers, of: AskedFacts(kind: .hospital)) == answers)
    }

    @Test(
        arguments: [
            ("tested", .count(-1)), ("tested", .count(10_000)), ("tested", .decimal(1)), ("hours", .decimal(241)),
            ("outpatient", .choice("other")), ("memo", .text("あいうえおか")), ("memo", .text("\u{0}")),
            ("closed", .count(1)),
        ] as [(String, Answer)])
    func `what cannot be an answer is refused whatever way it came in`(code: String, answer: Answer) throws {
        let verdict = try check(["tested": .count(1)].merging([code: answer]) { $1 })
        #expect(verdict.errors.map(\.field) == [code])
    }

    @Test func `an answer that is not asked decides no check`() throws {
        let form = try SampleForm.form()
        let check = Check(
            id: "check", severity: .note, kind: .rule(try Rule("tested <= beds", for: .items(form.items))),
            message: "確認", item: "tested", source: "default")
        let answers: [String: Answer] = ["tested": .count(3), "beds": .count(0)]
        #expect(try self.check(answers, [check]) == Verdict())
        #expect(try self.check(answers, [check], facts: AskedFacts(kind: .hospital)).notes.count == 1)
    }

    @Test func `an error refuses, once a field`() throws {
        let check = try rule(.error, "positive <= results", at: "positive", "{positive}は{results}以下で")
        let verdict = try self.check(["tested": .count(1), "positive": .count(3), "results": .count(1_000)], [check])
        #expect(verdict == Verdict())
        let refused = try self.check(
            ["tested": .count(1), "positive": .count(3), "results": .count(2)], [check, check])
        #expect(refused.errors.map(\.sentence) == ["3人は2人以下で"])
        #expect(refused.notes.isEmpty)
    }

    @Test func `a blank leaves a check undecided, and undecided passes`() throws {
        let check = try rule(.error, "positive <= results", at: "positive")
        #expect(try self.check(["tested": .count(1), "positive": .count(3)], [check]) == Verdict())
    }

    @Test func `a note asks, and once passed is silent`() throws {
        let check = try rule(.note, "byRequest <= tested", at: "byRequest", "{day}の{byRequest}")
        let answers: [String: Answer] = ["tested": .count(1), "byRequest": .count(2)]
        let asked = try self.check(answers, [check], on: Day("2021-01-19"))
        #expect(asked.errors.isEmpty)
        #expect(asked.notes == [Verdict.Note(check: "check", item: "byRequest", message: "1月19日の2人")])
        #expect(try self.check(answers, [check]).notes.map(\.message) == ["この日の2人"])
        #expect(try self.check(answers, [check], passed: ["check"]) == Verdict())
        #expect(try self.check(answers, [check], passed: ["other"]).notes.count == 1)
    }

    @Test func `passing an error does not help`() throws {
        let check = try rule(.error, "positive <= results", at: "positive")
        let answers: [String: Answer] = ["tested": .count(1), "positive": .count(3), "results": .count(2)]
        #expect(try self.check(answers, [check], passed: ["check"]).errors.count == 1)
    }

    private func looks(_ likeness: Check.Likeness, _ earlier: [Int?], _ today: Int) throws -> Bool {
        let check = Check(
            id: "series", severity: .note, kind: .series(item: "tested", likeness), message: "確認", item: "tested",
            source: "R47")
        return try !self.check(["tested": .count(today)], [check], earlier: earlier).notes.isEmpty
    }

    @Test(
        arguments: [
            ([2, 4, 6, 8], 10, true), ([2, 4, 6, 8], 9, false),  // today's must reach ten
            ([4, 6, 8], 10, false), ([nil, 4, nil, 6, 7, 8], 10, true),  // five known values
            ([2, 2, 6, 8], 10, false), ([2, 2, 4, 6, 8], 10, true),  // four of the steps must rise
            ([10, 12, 14, 16], 15, false),  // none may fall
            ([50, 3, 20, 0, 5, 9, 14], 20, true), ([50, 3, 20, 5, 9, 14, 14], 20, false),  // since the last fall
            ([], 50, false),
        ] as [([Int?], Int, Bool)])
    func `a series that never falls looks like a running total`(earlier: [Int?], today: Int, expected: Bool) throws {
        #expect(try looks(.runningTotal, earlier, today) == expected)
    }

    @Test(
        arguments: [
            ([2, 2, 2, 2, 2], 20, true), ([2, 2, 2, 2, 2], 19, false), ([2, 2, 2, 2], 20, false),
            ([3, 3, 3, 3, 3], 30, true), ([3, 3, 3, 3, 3], 29, false), ([0, 0, 0, 0, 0], 20, true),
            ([1, 1, 1, 1, 1], 19, false), ([2, 2, 2, 3, 3, 3], 25, true), ([2, 2, 2, 3, 3, 3], 24, false),
            ([nil, 2, 2, nil, 2, 2, 2], 20, true),
            (Array(repeating: 100, count: 30) + Array(repeating: 2, count: 28), 20, true),
        ] as [([Int?], Int, Bool)])
    func `ten times the median looks like a slip`(earlier: [Int?], today: Int, expected: Bool) throws {
        #expect(try looks(.tenfold, earlier, today) == expected)
    }

    @Test func `earlier reports are taken by their day, whatever order they come in`() throws {
        let check = Check(
            id: "series", severity: .note, kind: .series(item: "tested", .runningTotal), message: "", item: "tested",
            source: "R47")
        let form = try SampleForm.form(checks: [check])
        let earlier = [3, 1, 0, 2].map { index in
            (period: Day(number: index), answers: SampleForm.answers(["tested": .count(index * 3)], in: form))
        }
        let today = SampleForm.answers(["tested": .count(12)], in: form)
        #expect(form.check(today, askedOf: clinic, earlier: earlier, passed: []).notes.count == 1)
    }

    @Test func `answers to another version are arranged by code`() throws {
        let form = try SampleForm.form()
        let other = Form(
            survey: "sample", title: "", from: Day(number: 1), period: .day, schedule: form.schedule,
            sections: [
                Section(
                    id: "a", title: "", asked: .everyone, note: nil,
                    items: [SampleForm.items[2], SampleForm.items[0], SampleForm.item("hours", "", .count(ceiling: 9))])
            ], checks: [])
        let answers = SampleForm.answers(["tested": .count(3), "results": .count(2), "hours": .decimal(65)], in: form)
        #expect(other.arranged(answers, from: form).values == [.count(2), .count(3), nil])
    }

    @Test func `items called alike are named with the whole they are a part of`() throws {
        let form = try SampleForm.form()
        #expect(form.items.map(form.name(of:)) == form.items.map(\.label))
        let twins =
            [SampleForm.items[0], SampleForm.items[2]]
            + [("a", "tested"), ("b", "results")].map { SampleForm.item($0, "うち陽性", .count(ceiling: 1), partOf: $1) }
        let twin = Form(
            survey: "s", title: "", from: Day(number: 0), period: .day, schedule: form.schedule,
            sections: [Section(id: "a", title: "", asked: .everyone, note: nil, items: twins)], checks: [])
        #expect(twin.items.map(twin.name(of:)).suffix(2) == ["総人数 うち陽性", "判明件数 うち陽性"])
    }
}
