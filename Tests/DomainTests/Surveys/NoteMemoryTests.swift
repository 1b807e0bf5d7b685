import Domain
import Testing

/// How long and for what a passed note is remembered, and what "same as last time" fills in.
struct NoteMemoryTests {
    private func check(_ kind: Check.Kind) -> Check {
        Check(id: "c", severity: .note, kind: kind, message: "", item: "tested", source: "default")
    }

    private func memory(figure: Int?) -> NoteMemory {
        NoteMemory(
            survey: "s", check: "c", period: Day(number: 0), figure: figure, reason: nil,
            passedAt: Instant(milliseconds: 0), until: Instant(milliseconds: 1_000), by: "")
    }

    @Test func `a memory ends at its instant`() throws {
        let rule = check(.rule(try SampleForm.rule("byRequest <= tested")))
        #expect(memory(figure: 1).answers(rule, figure: 500, at: Instant(milliseconds: 999)))
        #expect(!memory(figure: 1).answers(rule, figure: 500, at: Instant(milliseconds: 1_000)))
    }

    @Test(arguments: [(25, 249, true), (25, 250, false), (0, 9, true), (0, 10, false)])
    func `ten times as much again asks anew`(before: Int, now: Int, isSilent: Bool) {
        let at = Instant(milliseconds: 1)
        let tenfold = check(.series(item: "tested", .tenfold))
        #expect(memory(figure: before).answers(tenfold, figure: now, at: at) == isSilent)
        let total = check(.series(item: "tested", .runningTotal))
        #expect(memory(figure: before).answers(total, figure: now, at: at))
    }

    @Test func `a reason is trimmed, may be missing, and has a limit`() throws {
        #expect(try NoteReason.read(" \u{3000}", field: "why") == nil)
        #expect(try NoteReason.read(" 検診の日 ", field: "why")?.text == "検診の日")
        #expect(try NoteReason.read(String(repeating: "字", count: 200), field: "why")?.text.count == 200)
        let problem = #expect(throws: FieldProblem.self) {
            try NoteReason.read(String(repeating: "字", count: 201), field: "why.c")
        }
        #expect(problem?.field == "why.c")
        #expect(problem?.sentence == "「確認したこと」は、200文字以内で入力してください(いま201文字です)。")
    }

    @Test func `the same as last time is of states alone, each from the newest report that has it`() {
        func item(_ code: String, _ adds: Item.Adding) -> Item {
            Item(
                code: code, label: code, unit: nil, kind: .count(ceiling: 9), adds: adds, required: true,
                source: "default")
        }
        let section = Section(
            id: "a", title: "", asked: .everyone, note: nil,
            items: [item("beds", .latest), item("tested", .sum), item("rooms", .latest), item("none", .latest)])
        let form = Form(
            survey: "s", title: "", from: Day(number: 0), period: .day,
            schedule: Schedule(opensAfterDays: 0, dueAfterDays: 1, dueTime: TimeOfDay(milliseconds: 0)),
            sections: [section], checks: [])
        let earlier = [
            (period: Day(number: 9), answers: Answers(values: [.count(0), .count(4), nil, nil])),
            (period: Day(number: 8), answers: Answers(values: [.count(5), .count(4), .count(2), nil])),
        ]
        let filling = form.same(in: form.sections, earlier: earlier)
        #expect(filling.mapValues(\.text) == ["beds": "0", "rooms": "2"])
        #expect(filling.mapValues(\.period) == ["beds": Day(number: 9), "rooms": Day(number: 8)])
    }
}
