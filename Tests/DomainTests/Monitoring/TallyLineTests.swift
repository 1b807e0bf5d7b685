import Domain
import Testing

/// What one report adds to the sums of its area.
struct TallyLineTests {
    private static let form: Form = {
        func item(_ code: String, _ kind: Item.Kind, _ adds: Item.Adding) -> Item {
            Item(code: code, label: code, unit: nil, kind: kind, adds: adds, required: false, source: "default")
        }
        let choices = [Choice(code: "normal", label: "通常"), Choice(code: "none", label: "設置なし")]
        let items = [
            item("tested", .count(ceiling: 99), .sum), item("beds", .count(ceiling: 99), .latest),
            item("hours", .decimal(places: 1, ceiling: 240), .latest), item("ward", .choice(choices), .choice),
            item("closed", .flag, .choice), item("opened", .time, .latest), item("memo", .text(limit: 9), .none),
            item("uncounted", .count(ceiling: 99), .none),
        ]
        return Form(
            survey: "sample", title: "見本", from: Day(number: 0), period: .day,
            schedule: Schedule(opensAfterDays: 0, dueAfterDays: 0, dueTime: .midnight),
            sections: [Section(id: "all", title: "全員", asked: .everyone, note: nil, items: items)], checks: [])
    }()

    @Test func `numbers add up, choices and flags are counted, words and times are not`() {
        let answers = Answers(values: [
            .count(3), .count(0), .decimal(65), .choice("none"), .flag(false), .time(.midnight), .text("x"), .count(9),
        ])
        #expect(
            Self.form.tallyLines(of: answers) == [
                TallyLine(item: "tested", choice: "", reports: 1, total: 3),
                TallyLine(item: "beds", choice: "", reports: 1, total: 0),
                TallyLine(item: "hours", choice: "", reports: 1, total: 65),
                TallyLine(item: "ward", choice: "none", reports: 1, total: 1),
                TallyLine(item: "closed", choice: "no", reports: 1, total: 1),
            ])
    }

    @Test func `a blank adds nothing, not even a report`() {
        #expect(Self.form.tallyLines(of: Answers(blankFor: Self.form)).isEmpty)
        #expect(Self.form.tallyLines(of: Answers(values: [nil, .count(2)])).map(\.item) == ["beds"])
    }
}
