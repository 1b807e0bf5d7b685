import Domain

@testable import Web

extension PageExamples {
    /// Several reports on one page, days marked closed, and one tap instead of a form.
    static func together(_ frame: PageFrame, _ receipt: ReceiptPage, _ name: String, typed: String) -> [PageExample] {
        let form = form(name)
        var sheets = (0..<2).map { index in
            let survey = Form(
                survey: "s\(index)", title: name, from: form.from, period: .day, schedule: form.schedule,
                sections: form.sections, checks: form.checks)
            return TogetherSheet(
                form: survey, day: day, sections: form.sections,
                typed: Dictionary(uniqueKeysWithValues: form.items.map { ($0.code, typed) }))
        }
        var page = TogetherPage(
            frame: frame, subject: .own(frame.links), facilityName: name, day: day, now: now, sheets: sheets,
            settled: [(form, day, true), (form, day, false)], isDesignated: true)
        var examples = [PageExample("together", page.body)]
        let item = form.items[0]
        sheets[0].errors = [FieldProblem(field: item.code, label: name, sentence: name)]
        sheets[0].conflict = ReportConflict(
            revision: 2, by: name, at: now, isWithdrawn: false, taken: [item],
            differences: [.init(item: item, theirs: nil, yours: typed)])
        sheets[1].notes = [Verdict.Note(check: "c", item: item.code, message: name)]
        sheets[1].passed = ["d"]
        sheets[1].reasons = ["c": typed, "d": typed]
        sheets[1].filled = [item.code: day]
        sheets[1].offersSame = true
        (page.sheets, page.problem) = (sheets, .staleForm)
        examples.append(PageExample("refused together", page.body))
        examples.append(remembered(frame, form, name, typed: typed))
        page.sheets = []
        examples.append(PageExample("nothing together", page.body))
        let entries = sheets.map {
            TogetherReceiptPage.Entry(
                form: $0.form, day: day, sections: $0.sections, revision: receipt.revision, isOnTime: true)
        }
        let slips = TogetherReceiptPage(
            frame: frame, subject: .own(frame.links), facilityName: name, facilityId: receipt.facilityId,
            entries: entries, open: [(form, day)])
        examples.append(PageExample("receipts together", slips.body))
        return examples + closedDays(frame, name, typed: typed)
    }

    private static func remembered(
        _ frame: PageFrame, _ form: Form, _ name: String, typed: String
    ) -> PageExample {
        let memory = NoteMemory(
            survey: form.survey, check: "c", period: day, figure: 1, reason: NoteReason(kept: typed), passedAt: now,
            until: deadline, by: name)
        let note = Verdict.Note(check: "c", item: form.items[0].code, message: name)
        let page = NoteMemoryPage(
            frame: frame, subject: .own(frame.links), facilityName: name,
            entries: [.init(memory: memory, form: form, note: note)], days: 28, isDone: true)
        return PageExample("passed notes", page.body)
    }

    private static func closedDays(_ frame: PageFrame, _ name: String, typed: String) -> [PageExample] {
        let form = form(name)
        let mark = ClosedMark(number: 1, isClosed: true, recordedAt: now, by: name)
        let lifted = ClosedMark(number: 2, isClosed: false, recordedAt: now, by: name)
        var closed = ClosedMarkPage(
            frame: frame, subject: .own(frame.links), form: form, day: day, facilityName: name, marks: [mark],
            asksTests: true, isReported: false)
        var examples = [PageExample("closed day", closed.body)]
        (closed.marks, closed.isReported, closed.isRefused) = ([mark, lifted], true, true)
        examples.append(PageExample("day not closed", closed.body))
        var tap = formPage(name: name, typed: typed, base: frame.links.base)
        (tap.oneTap.offersZeros, tap.oneTap.offersClosed) = (true, true)
        examples.append(PageExample("form with one tap", tap.body))
        tap.oneTap.mark = mark
        examples.append(PageExample("form of a closed day", tap.body))
        return examples
    }
}
