import Database
import Domain
import Hummingbird
import Store

/// Reports: shown, entered, corrected.
enum ReportController {
    static func new(_ visit: Visit) async throws -> Response { try await open(visit, among: nil) }

    /// A correction is a revision created; so is a first report.
    static func create(_ visit: Visit) async throws -> Response { try await take(visit, among: nil) }

    /// - Parameter steps: where somebody stands who goes from member to member; nil for one institution alone.
    static func open(_ visit: Visit, among steps: MemberSteps?) async throws -> Response {
        let desk = try await visit.desk(.report)
        if let kept = try await visit.keptForm() {
            let sent = SentReport(kept, desk)
            var page = try await page(visit, desk, sent, steps)
            page.take(sent)
            return visit.page(page.body)
        }
        let revision = desk.current?.revision ?? 0
        return visit.page(try await page(visit, desk, nil, typed: desk.kept, revision: revision, steps).body)
    }

    /// - Parameter steps: as for `open`; when it is stored they lead on to the next one.
    static func take(_ visit: Visit, among steps: MemberSteps?) async throws -> Response {
        let account = try visit.signedIn()
        var desk = try await visit.desk(.report)
        let body = try visit.form()
        let fillsZeros = body.typed(FieldName.zeros) == "1"
        let fillsSame = body.typed(FieldName.same) == desk.form.survey
        if fillsZeros || fillsSame { desk = try await withEarlier(desk, visit) }
        let sent = SentReport(body, desk, filling: fillsZeros ? desk.zeros(visit.house.surveys) : [:])
        if let obstacle = visit.obstacle(to: body) { return try await again(visit, desk, sent, steps, obstacle) }
        if fillsSame { return try await same(visit, desk, sent, steps) }
        guard sent.problems.isEmpty else {
            var page = try await page(visit, desk, sent, steps)
            page.errors = sent.allProblems(desk)
            page.notes = sent.faultyNotes(desk)
            page.take(sent)
            return visit.page(page.body, status: .unprocessableContent)
        }
        let entry = ReportEntry(
            survey: desk.form.survey, period: desk.day, answers: sent.answers, passed: sent.passed,
            reasons: sent.reasons, basedOn: sent.basedOn, recordedAt: visit.now, by: account.name, route: .web)
        let (facility, permit) = (try visit.facilityParameter(), desk.permit)
        let place: @Sendable (IntakeOutcome) -> Link? = { [form = desk.form, day = desk.day] outcome in
            guard let revision = outcome.revision else { return nil }
            let isRepeated = if case .unchanged = outcome { true } else { false }
            return steps?.onward(Links())
                ?? Links().receipt(form.survey, day, revision: revision, of: facility, isRepeated: isRepeated)
        }
        switch try await visit.once(body, { try $0.take(entry, permit) }, leadingTo: place) {
        case .repeated(let link):
            try await visit.discardKept()
            return visit.redirect(link)
        case .done(let outcome): return try await answer(visit, desk, sent, outcome, place(outcome), steps)
        }
    }

    private static func answer(
        _ visit: Visit, _ desk: ReportDesk, _ sent: SentReport, _ outcome: IntakeOutcome, _ link: Link?,
        _ steps: MemberSteps?
    ) async throws -> Response {
        switch outcome {
        case .stored, .unchanged:
            try await visit.discardKept()
            return visit.redirect(link ?? Links().home)
        case .checked(let verdict):
            var page = try await page(visit, desk, sent, steps)
            page.errors = verdict.errors
            page.notes = verdict.notes
            page.take(sent)
            return visit.page(page.body, status: .unprocessableContent)
        case .changedMeanwhile(let current):
            return try await conflict(visit, desk, sent, current, steps)
        }
    }

    static func show(_ visit: Visit) async throws -> Response {
        let surveys = visit.house.surveys
        let desk = try await visit.desk(.readReports)
        let (revisions, confirmed) = try await visit.house.pool.read { db in
            (
                try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys),
                try db.confirmations.confirmed(desk.form.survey, desk.day, desk.permit)
            )
        }
        let subject = try visit.subject(desk)
        if revisions.isEmpty, desk.mayReport {
            return visit.redirect(Links().reportForm(desk.form.survey, desk.day, of: subject.facility))
        }
        var page = ReportPage(
            frame: visit.frame(desk.mayReport ? .home : .watching), form: desk.form, day: desk.day,
            facilityName: desk.name,
            facilityId: desk.facility, sections: desk.sections, revisions: revisions.reversed(),
            deadline: desk.deadline, mayReport: desk.mayReport)
        page.own = desk.own
        page.subject = subject
        page.marks = desk.marks
        page.confirmed = confirmed
        return visit.page(page.body)
    }

    private static func conflict(
        _ visit: Visit, _ desk: ReportDesk, _ sent: SentReport, _ current: Report, _ steps: MemberSteps?
    ) async throws -> Response {
        let (merge, conflict) = try await ReportConflict.of(visit, desk, sent, current)
        var page = try await page(visit, desk, sent, typed: merge.typed, revision: current.revision, steps)
        page.take(sent)
        page.isOpenAgain = current.status == .withdrawn
        page.conflict = conflict
        return visit.page(page.body, status: .conflict)
    }

    /// The page is from an ended session, or nothing can be entered now (R10): nothing is stored, and what was typed is still there,
    /// under a token of this session.
    private static func again(
        _ visit: Visit, _ desk: ReportDesk, _ sent: SentReport, _ steps: MemberSteps?, _ obstacle: Problem
    ) async throws -> Response {
        var page = try await page(visit, desk, sent, steps)
        page.take(sent)
        page.problem = obstacle
        return visit.page(page.body, after: obstacle)
    }

    /// Shows the form again with the states of last time where nothing was typed; nothing is stored.
    private static func same(
        _ visit: Visit, _ desk: ReportDesk, _ sent: SentReport, _ steps: MemberSteps?
    ) async throws -> Response {
        var page = try await page(visit, desk, sent, steps)
        (page.typed, page.filled) = desk.same(visit.house.surveys).filled(into: sent.typed)
        page.take(sent)
        return visit.page(page.body)
    }

    private static func withEarlier(_ desk: ReportDesk, _ visit: Visit) async throws -> ReportDesk {
        guard desk.earlier == nil else { return desk }
        let surveys = visit.house.surveys
        return try await visit.house.pool.read { db in
            var desk = desk
            try desk.readEarlier(db, surveys)
            return desk
        }
    }

    private static func page(
        _ visit: Visit, _ desk: ReportDesk, _ sent: SentReport, _ steps: MemberSteps?
    ) async throws -> ReportFormPage {
        try await page(visit, desk, sent, typed: sent.typed, revision: sent.basedOn, steps)
    }

    private static func page(
        _ visit: Visit, _ desk: ReportDesk, _ sent: SentReport?, typed: [String: String], revision: Int,
        _ steps: MemberSteps?
    ) async throws -> ReportFormPage {
        let desk = try await withEarlier(desk, visit)
        var page = ReportFormPage(
            frame: visit.frame(.home), form: desk.form,
            sections: sent.map { desk.sections(with: $0.answers) } ?? desk.sections, day: desk.day, now: visit.now,
            deadline: desk.deadline, typed: typed, earlier: desk.earlierValues(visit.house.surveys),
            knownRevision: revision, isDesignated: desk.facts.consults)
        page.own = desk.own
        page.subject = try visit.subject(desk)
        page.steps = steps
        page.facilityName = page.subject.facility == nil ? nil : desk.name
        page.isOpenAgain = desk.current?.status == .withdrawn
        page.isKept = visit.hasKept
        page.oneTap = desk.oneTap
        page.oneTap.offersSame = !desk.same(visit.house.surveys).isEmpty
        return page
    }
}

extension ReportFormPage {
    /// The ticks and reasons that were sent stay.
    fileprivate mutating func take(_ sent: SentReport) {
        passed = sent.passed
        reasons = sent.whys
    }
}
