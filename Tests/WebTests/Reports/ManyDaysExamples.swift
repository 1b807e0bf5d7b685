import Domain
import Store

@testable import Web

/// The table of days in every state, its files, and days marked closed together.
extension PageExamples {
    static func manyDays(_ frame: PageFrame, _ name: String, typed: String) -> [PageExample] {
        let form = form(name)
        guard let facility = Facility.ID("33700128") else { return [] }
        let subject = ReportSubject(
            facility: facility, trail: [(name, frame.links.home)], back: (name, frame.links.home))
        let span = DaySpan(from: day.adding(-9), until: day)
        let table = DayTable(form: form, span: span, rows: dayRows(form, facility, name, typed: typed))
        var whole = DayTablePage(frame: frame, subject: subject, table: table, now: now)
        (whole.facilityName, whole.isKept, whole.pasted, whole.isShortened) = (name, true, typed, true)
        var stale = whole
        stale.refusal = .staleForm
        stale.problem = FieldProblem(field: DayField.from, label: name, sentence: typed)
        var plain = DayTablePage(
            frame: frame, subject: .own(frame.links),
            table: DayTable(form: form, span: span, rows: Array(table.rows.prefix(2))), now: now)
        plain.filter = .left
        plain.told = TableTold([typed])
        let empty = DayTablePage(
            frame: frame, subject: subject, table: DayTable(form: form, span: span, rows: []), now: now)
        var closed = ClosedDaysPage(frame: frame, subject: subject, table: table, newest: day)
        (closed.facilityName, closed.weekdays, closed.takesHolidays) = (name, [.sunday], true)
        closed.isNothingTicked = true
        return [
            PageExample("many days", whole.body), PageExample("many days stale", stale.body),
            PageExample("many days plain", plain.body), PageExample("many days empty", empty.body),
            PageExample("closed days", closed.body),
        ] + dayFiles(frame, subject, form, span, name, typed: typed)
    }

    /// One in each state.
    private static func dayRows(_ form: Form, _ facility: Facility.ID, _ name: String, typed: String) -> [DayRow] {
        let facts = AskedFacts(kind: .clinic, consults: true, tests: true)
        let words = Dictionary(form.items.map { ($0.code, typed) }, uniquingKeysWith: { $1 })
        var rows = (0..<10).map { index in
            let state = MemberRowState(
                facility: facility, name: name, facts: index == 9 ? nil : facts, revision: index == 1 ? 2 : 0,
                answers: [1, 7, 9].contains(index) ? [form.items[0].code: .count(1_250)] : nil)
            return DayRow(day: day.adding(index - 9), form: form, state: state)
        }
        for place in 2...6 { rows[place].state.entry = .init(typed: words, passed: [name], basedOn: 1) }
        rows[3].state.entry?.errors = form.items.map { FieldProblem(field: $0.code, label: name, sentence: typed) }
        rows[4].state.entry?.notes = [.init(check: typed, item: form.items[0].code, message: typed)]
        rows[5].state.entry?.conflict = ReportConflict(
            revision: 3, by: name, at: now, taken: form.items,
            differences: form.items.map { .init(item: $0, theirs: .text(typed), yours: typed) })
        rows[6].state.entry?.refusal = typed
        rows[7].state.isOpened = true
        rows[8].state.isClosed = true
        rows[8].asksTests = true
        return rows
    }

    private static func dayFiles(
        _ frame: PageFrame, _ subject: ReportSubject, _ form: Form, _ span: DaySpan, _ name: String, typed: String
    ) -> [PageExample] {
        let fault = MemberFault(column: 4, heading: name, sentence: typed)
        let sheet = SentSheet(
            lines: [], headLines: [1], places: ["gmis.day": 0], unknown: [typed],
            results: [.init(line: 2, name: name, day: day.text, state: .faulty, faults: [fault, fault])])
        let sent = MemberFileStore.Sent(
            id: name, survey: "s", period: day, fileName: name, recordedAt: now, sheet: sheet, taken: 3, open: 1)
        var told = DayFilePage(
            frame: frame, subject: subject, form: form, span: span, newest: day, earlier: [sent, sent])
        told.sent = sent
        var refused = DayFilePage(frame: frame, subject: subject, form: form, span: span, newest: day, earlier: [])
        refused.pasted = typed
        refused.faults = [LineProblem(line: nil, japanese: typed, english: typed)]
        return [PageExample("day file", told.body), PageExample("day file refused", refused.body)]
    }
}
