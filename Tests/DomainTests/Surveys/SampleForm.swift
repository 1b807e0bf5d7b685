import Domain

/// A small form with an item of every kind.
enum SampleForm {
    static let items = [
        item("tested", "総人数", .count(ceiling: 9_999), required: true),
        item("byRequest", "うち希望", .count(ceiling: 9_999), partOf: "tested"),
        item("results", "判明件数", .count(ceiling: 9_999)),
        item("positive", "うち陽性", .count(ceiling: 9_999), partOf: "results"),
        item("hours", "開設時間", .decimal(places: 1, ceiling: 240), unit: "時間"),
        item("fee", "金額", .decimal(places: 2, ceiling: 100_000), unit: nil),
        item(
            "outpatient", "外来",
            .choice([
                Choice(code: "normal", label: "通常"), Choice(code: "limited", label: "制限"),
                Choice(code: "stopped", label: "停止"),
            ]), unit: nil),
        item("opened", "開始時刻", .time, unit: nil),
        item("closed", "休診", .flag, unit: nil),
        item("memo", "備考", .text(limit: 5), unit: nil),
    ]

    static func item(
        _ code: String, _ label: String, _ kind: Item.Kind, unit: String? = "人", required: Bool = false,
        partOf: String? = nil
    ) -> Item {
        Item(
            code: code, label: label, unit: unit, kind: kind, adds: .none, required: required, partOf: partOf,
            source: "default")
    }

    static func rule(_ source: String) throws -> Rule { try Rule(source, for: .items(items)) }

    /// One section for everybody, one for hospitals with the item `beds`.
    static func form(checks: [Check] = []) throws -> Form {
        Form(
            survey: "sample", title: "見本", from: Day(number: 0), period: .day,
            schedule: Schedule(opensAfterDays: 0, dueAfterDays: 1, dueTime: TimeOfDay(milliseconds: 46_800_000)),
            sections: [
                Section(id: "all", title: "全員", asked: .everyone, note: nil, items: items),
                Section(
                    id: "hospital", title: "病院", asked: try Rule("kind == hospital", for: .facts), note: nil,
                    items: [item("beds", "病床数", .count(ceiling: 999), unit: "床", required: true)]),
            ], checks: checks)
    }

    static func answers(_ values: [String: Answer], in form: Form) -> Answers {
        var answers = Answers(blankFor: form)
        for (code, value) in values { answers[code, in: form] = value }
        return answers
    }
}
