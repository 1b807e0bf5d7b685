import Domain

@testable import Web

/// The table of an association's members in every state, a member's page on the way, and the days on the first page.
extension PageExamples {
    static func members(_ frame: PageFrame, _ name: String, typed: String) -> [PageExample] {
        let form = form(name)
        let rows = memberRows(form, name, typed: typed)
        let table = MemberTable(form: form, day: day, rows: rows)
        var whole = MemberTablePage(frame: frame, table: table, now: now)
        whole.isEarlier = true
        whole.isKept = true
        whole.pasted = typed
        var plain = MemberTablePage(
            frame: frame, table: MemberTable(form: form, day: day, rows: Array(rows.prefix(2))), now: now)
        plain.filter = .left
        var stale = whole
        stale.problem = .staleForm
        let empty = MemberTablePage(frame: frame, table: MemberTable(form: form, day: day, rows: []), now: now)
        var step = formPage(name: name, typed: typed)
        step.frame = frame
        step.facilityName = name
        step.steps = MemberSteps(
            survey: "s", day: day, facility: rows[0].facility, reported: 1, asked: 9, next: (rows[1].facility, name),
            done: name)
        return [
            PageExample("members", whole.body), PageExample("members plain", plain.body),
            PageExample("members stale", stale.body), PageExample("members empty", empty.body),
            PageExample("member step", step.body), PageExample("association days", days(frame, name)),
        ]
    }

    /// One in each state.
    private static func memberRows(_ form: Form, _ name: String, typed: String) -> [MemberRowState] {
        let problems = form.items.map { FieldProblem(field: $0.code, label: name, sentence: typed) }
        var rows = states.compactMap { id, hasFacts, answers -> MemberRowState? in
            guard let facility = Facility.ID(id) else { return nil }
            return MemberRowState(
                facility: facility, name: name,
                facts: hasFacts ? AskedFacts(kind: .clinic, consults: true, tests: true) : nil, revision: answers,
                answers: answers > 0 ? [form.items[0].code: .count(1_250)] : nil)
        }
        let words = Dictionary(form.items.map { ($0.code, typed) }, uniquingKeysWith: { $1 })
        for place in 2...6 { rows[place].entry = .init(typed: words, passed: [name], basedOn: 1) }
        rows[3].entry?.errors = problems + [FieldProblem(field: "elsewhere", label: name, sentence: typed)]
        rows[4].entry?.notes = [.init(check: typed, item: form.items[0].code, message: typed)]
        rows[5].entry?.conflict = ReportConflict(
            revision: 3, by: name, at: now, taken: form.items,
            differences: form.items.map { .init(item: $0, theirs: .text(typed), yours: typed) })
        rows[6].entry?.refusal = typed
        rows[7].isOpened = true
        rows[10].isClosed = true
        rows[0].earlier = [form.items[0].code: .count(9)]
        return rows
    }

    /// ID, whether anything is asked, the newest revision.
    private static let states: [(String, Bool, Int)] = [
        ("33700101", true, 0), ("33700102", true, 1), ("33700103", true, 0), ("33700104", true, 0),
        ("33700105", true, 0), ("33700106", true, 2), ("33700107", true, 0), ("33700108", true, 1),
        ("33700109", false, 0), ("33700110", false, 1), ("33700111", true, 0),
    ]

    private static func days(_ frame: PageFrame, _ name: String) -> HTML {
        let form = form(name)
        var home = AssociationHomePage(
            frame: frame, now: now, form: form, day: day, members: [], surveys: [("s", name)], earlier: nil, later: nil)
        let periods = (0..<14).map {
            AssociationDays.Period(form: form, day: day.adding(-$0), asked: 80, reported: $0)
        }
        home.days = AssociationDays(due: Array(periods.prefix(2)), open: periods)
        return home.body
    }
}
