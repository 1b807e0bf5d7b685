import Database
import Domain
import Hummingbird
import Store

/// Reports taken back (R26).
enum WithdrawalController {
    static func new(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk(.report)
        // Where nothing is to be withdrawn, the report's page says so, or asks for the report.
        guard desk.current?.status.counts ?? false, let newest = try await newest(visit, desk) else {
            return visit.redirect(Links().report(desk.form.survey, desk.day, of: try visit.facilityParameter()))
        }
        var page = try page(visit, desk, newest, basedOn: newest.number)
        if let kept = try await visit.keptForm() { page.typed = kept.typed(FieldName.reason) }
        return visit.page(page.body)
    }

    /// A withdrawal is a revision created.
    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let desk = try await visit.desk(.report)
        let body = try visit.form()
        let basedOn = Int(body.typed(FieldName.revision)) ?? 0
        if let obstacle = visit.obstacle(to: body) {
            return try await again(visit, desk, body, basedOn: basedOn, after: obstacle)
        }
        switch reason(in: body) {
        case .failure(let problem):
            return try await again(visit, desk, body, basedOn: basedOn, problem)
        case .success(let reason):
            let withdrawal = Withdrawal(
                survey: desk.form.survey, period: desk.day, reason: reason, basedOn: basedOn, recordedAt: visit.now,
                by: account.name, route: .web)
            let report = Links().report(desk.form.survey, desk.day, of: try visit.facilityParameter())
            let permit = desk.permit
            let outcome = try await visit.once(body) {
                try $0.withdraw(withdrawal, permit)
            } leadingTo: {
                if case .stored = $0 { report } else { nil }
            }
            switch outcome {
            case .repeated, .done(.stored):
                try await visit.discardKept()
                return visit.redirect(report)
            case .done(.changedMeanwhile(let current)):
                return try await again(visit, desk, body, basedOn: current.revision, nil)
            }
        }
    }

    private static func reason(in body: FormBody) -> Result<WithdrawalReason, FieldProblem> {
        switch body.value(FieldName.reason) {
        case .failure(let fault): .failure(WithdrawalReason.problem(fault.sentence))
        case .success(let typed): Result { () throws(FieldProblem) in try WithdrawalReason(typed) }
        }
    }

    /// The page once more, with what was typed: the reason is at fault, or somebody stored a newer revision in between.
    private static func again(
        _ visit: Visit, _ desk: ReportDesk, _ body: FormBody, basedOn: Int, _ problem: FieldProblem?
    ) async throws -> Response {
        guard let newest = try await newest(visit, desk), newest.status.counts else {
            return visit.redirect(Links().report(desk.form.survey, desk.day, of: try visit.facilityParameter()))
        }
        var page = try page(visit, desk, newest, basedOn: basedOn)
        page.typed = body.typed(FieldName.reason)
        page.problem = problem
        page.hasChanged = problem == nil
        return visit.page(page.body, status: problem == nil ? .conflict : .unprocessableContent)
    }

    /// The page is from an ended session, or nothing can be entered now (R10): nothing is withdrawn, and what was typed is still there,
    /// under a token of this session.
    private static func again(
        _ visit: Visit, _ desk: ReportDesk, _ body: FormBody, basedOn: Int, after obstacle: Problem
    ) async throws -> Response {
        guard let newest = try await newest(visit, desk), newest.status.counts else { throw obstacle }
        var page = try page(visit, desk, newest, basedOn: basedOn)
        page.typed = body.typed(FieldName.reason)
        page.obstacle = obstacle
        return visit.page(page.body, after: obstacle)
    }

    private static func newest(_ visit: Visit, _ desk: ReportDesk) async throws -> Revision? {
        let surveys = visit.house.surveys
        return try await visit.house.pool.read { db in
            try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys).last
        }
    }

    private static func page(
        _ visit: Visit, _ desk: ReportDesk, _ newest: Revision, basedOn: Int
    ) throws -> WithdrawalPage {
        var page = WithdrawalPage(
            frame: visit.frame(.home), form: desk.form, day: desk.day, sections: desk.sections, newest: newest,
            knownRevision: basedOn)
        page.subject = try visit.subject(desk)
        return page
    }
}
