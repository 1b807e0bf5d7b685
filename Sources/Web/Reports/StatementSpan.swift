import Domain
import Store

/// The days of a statement as somebody chose them.
struct StatementSpan: Sendable {
    static let from = "from"
    static let until = "until"

    /// What stands in the fields.
    var typed: [String: String] = [:]
    /// nil while something is wrong.
    private(set) var days: ClosedRange<Day>?
    private(set) var problems: [FieldProblem] = []

    /// Without a choice: from the first of this month to today; on a first, the month before.
    init(_ query: [(name: String, value: String)], today: Day) {
        let month = Month(of: today.adding(-1))
        let chosen = query.filter { [Self.from, Self.until].contains($0.name) }
        typed = [Self.from: month.firstDay.text, Self.until: min(today, month.lastDay).text]
        for (name, value) in chosen { typed[name] = value }
        let from = day(Self.from, "はじめの日")
        let until = day(Self.until, "終わりの日")
        guard let from, let until else { return }
        guard from <= until else {
            refuse(Self.until, "終わりの日", "終わりの日は、はじめの日(\(from.words))以後にしてください。")
            return
        }
        guard until <= today.adding(6) else {
            refuse(Self.until, "終わりの日", "終わりの日は、\(today.adding(6).longWords)までにしてください。")
            return
        }
        guard until.number - from.number < Statement.mostDays else {
            refuse(Self.until, "終わりの日", "1つの証明書は\(Statement.mostDays)日分までです。期間を分けてください。")
            return
        }
        days = from...until
    }

    private mutating func day(_ name: String, _ label: String) -> Day? {
        if let day = Day(written: typed[name] ?? "") { return day }
        refuse(name, label, "\(label)は、2021年1月20日 や 2021-01-20 のような日付で入力してください。")
        return nil
    }

    private mutating func refuse(_ name: String, _ label: String, _ sentence: String) {
        problems.append(FieldProblem(field: name, label: label, sentence: sentence))
    }
}
