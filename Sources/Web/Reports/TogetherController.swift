import Database
import Domain
import Hummingbird
import Store

/// All daily surveys of an institution that are due on a day: one page, one button, one commit.
enum TogetherController {
    static func new(_ visit: Visit) async throws -> Response {
        let desk = try await visit.togetherDesk(.report)
        let sheets = desk.open.map { TogetherSheet($0, visit.house.surveys) }
        return visit.page(try page(visit, desk, sheets).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let desk = try await visit.togetherDesk(.report)
        let body = try visit.form()
        // What was on the page when it was opened, be it reported meanwhile.
        let desks = desk.desks.filter { body.names.contains($0.prefix + FieldName.revision) }
        let sent = desks.map { (desk: $0, report: SentReport(body, $0, prefix: $0.prefix)) }
        func sheets(_ change: (Int, inout TogetherSheet) -> Void = { _, _ in }) -> [TogetherSheet] {
            sent.enumerated().map { index, entry in
                var sheet = TogetherSheet(entry.desk, visit.house.surveys, sent: entry.report)
                change(index, &sheet)
                return sheet
            }
        }
        if let obstacle = visit.obstacle(to: body) {
            var page = try page(visit, desk, sheets())
            if visit.isReopened { page.frame.obstacle = obstacle } else { page.problem = obstacle }
            return visit.page(page.body, after: obstacle)
        }
        if let filled = same(body, visit, sent, sheets()) { return visit.page(try page(visit, desk, filled).body) }
        guard !sent.isEmpty else { return visit.redirect(try receiptLink(visit)) }
        guard sent.allSatisfy(\.report.problems.isEmpty) else {
            let sheets = sheets {
                $1.errors = sent[$0].report.allProblems(sent[$0].desk)
                $1.notes = sent[$0].report.faultyNotes(sent[$0].desk)
            }
            return visit.page(try page(visit, desk, sheets).body, status: .unprocessableContent)
        }
        let entries = sent.map { entry($0.desk, $0.report, visit, by: account) }
        let receipt = try receiptLink(visit)
        let act = (key: visit.act(body), answer: ActAnswer(status: 303, location: receipt.text))
        switch try await visit.house.pool.take(together: entries, as: act, surveys: visit.house.surveys) {
        case .stored: return visit.redirect(receipt)
        case .refused(let outcomes): return try await refused(visit, desk, sent, sheets(), outcomes)
        }
    }

    private static func entry(
        _ desk: ReportDesk, _ report: SentReport, _ visit: Visit, by account: Account
    ) -> (entry: ReportEntry, permit: Permit) {
        let entry = ReportEntry(
            survey: desk.form.survey, period: desk.day, answers: report.answers, passed: report.passed,
            reasons: report.reasons, basedOn: report.basedOn, recordedAt: visit.now, by: account.name, route: .web)
        return (entry, desk.permit)
    }

    /// The states of one survey as they were last time, where nothing was typed; nil where nobody asked for it.
    private static func same(
        _ body: FormBody, _ visit: Visit, _ sent: [(desk: ReportDesk, report: SentReport)], _ sheets: [TogetherSheet]
    ) -> [TogetherSheet]? {
        let wanted = body.typed(FieldName.same)
        guard let index = sheets.firstIndex(where: { $0.form.survey == wanted }) else { return nil }
        var sheets = sheets
        (sheets[index].typed, sheets[index].filled) = sent[index].desk.same(visit.house.surveys)
            .filled(into: sheets[index].typed)
        return sheets
    }

    /// The receipts of all that is reported of them.
    static func receipt(_ visit: Visit) async throws -> Response {
        let desk = try await visit.togetherDesk(.readReports)
        let surveys = visit.house.surveys
        let entries = try await visit.house.pool.read { db in
            try desk.desks.compactMap { desk -> TogetherReceiptPage.Entry? in
                guard desk.current != nil else { return nil }
                let revisions = try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys)
                guard let newest = revisions.last, newest.route.hasReceipt else { return nil }
                return TogetherReceiptPage.Entry(
                    form: desk.form, day: desk.day, sections: desk.sections, revision: newest,
                    isOnTime: (revisions.firstSubmittedAt ?? newest.recordedAt) < desk.deadline)
            }
        }
        guard let first = desk.desks.first, !entries.isEmpty else { throw Problem.notFound }
        let now = visit.now
        let directory = try await visit.house.pool.read {
            try $0.facilities.history(of: first.facility).directory(on: now.day)
        }
        var page = TogetherReceiptPage(
            frame: visit.frame(first.mayReport ? .home : .watching), subject: try visit.subject(first),
            facilityName: first.name, facilityId: first.facility, entries: entries,
            open: first.mayReport ? desk.open.map { ($0.form, $0.day) } : [])
        page.healthCentre = HealthCentreNote(directory)
        return visit.page(page.body)
    }

    private static func refused(
        _ visit: Visit, _ desk: TogetherDesk, _ sent: [(desk: ReportDesk, report: SentReport)],
        _ sheets: [TogetherSheet], _ outcomes: [IntakeOutcome?]
    ) async throws -> Response {
        var sheets = sheets
        var isConflict = false
        for (index, outcome) in outcomes.enumerated() {
            switch outcome {
            case .checked(let verdict)?:
                sheets[index].errors = verdict.errors
                sheets[index].notes = verdict.notes
            case .changedMeanwhile(let current)?:
                isConflict = true
                let (merge, conflict) = try await ReportConflict.of(
                    visit, sent[index].desk, sent[index].report, current)
                sheets[index].typed = merge.typed
                sheets[index].knownRevision = current.revision
                sheets[index].conflict = conflict
            case .stored?, .unchanged?, nil: break
            }
        }
        return visit.page(
            try page(visit, desk, sheets).body, status: isConflict ? .conflict : .unprocessableContent)
    }

    private static func receiptLink(_ visit: Visit) throws -> Link {
        Links().togetherReceipt(try visit.day(), of: try visit.facilityParameter())
    }

    private static func page(
        _ visit: Visit, _ desk: TogetherDesk, _ sheets: [TogetherSheet]
    ) throws -> TogetherPage {
        guard let first = desk.desks.first else { throw Problem.notFound }
        let subject = try visit.subject(first)
        let shown = Set(sheets.map(\.form.survey))
        return TogetherPage(
            frame: visit.frame(.home), subject: subject, facilityName: subject.facility == nil ? nil : first.name,
            day: try visit.day(), now: visit.now, sheets: sheets,
            settled: desk.settled.filter { !shown.contains($0.form.survey) }.map {
                ($0.form, $0.day, $0.isClosed && !($0.current?.status.counts ?? false))
            }, isDesignated: desk.desks.contains { $0.facts.consults })
    }
}
