import Database
import Domain
import Hummingbird
import Store

/// Reports: shown, entered, corrected.
enum ReportController {
    static func new(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk(.report)
        return visit.page(try await page(visit, desk, typed: desk.kept, revision: desk.current?.revision ?? 0).body)
    }

    /// A correction is a revision created; so is a first report.
    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let desk = try await visit.desk(.report, withEarlier: false)
        let body = try visit.form()
        let sent = SentReport(body, desk)
        guard sent.problems.isEmpty else {
            var page = try await page(visit, desk, typed: sent.typed, revision: sent.basedOn)
            page.errors = sent.allProblems(desk)
            page.passed = sent.passed
            return visit.page(page.body, status: .unprocessableContent)
        }
        let entry = ReportEntry(
            survey: desk.form.survey, period: desk.day, answers: sent.answers, passed: sent.passed,
            basedOn: sent.basedOn, recordedAt: visit.now, by: account.name, route: .web)
        switch try await visit.house.pool.take(entry, desk.permit, surveys: visit.house.surveys) {
        case .stored(let revision):
            return visit.redirect(try receipt(visit, desk, revision.number))
        case .unchanged(let revision):
            return visit.redirect(try receipt(visit, desk, revision))
        case .checked(let verdict):
            var page = try await page(visit, desk, typed: sent.typed, revision: sent.basedOn)
            page.errors = verdict.errors
            page.notes = verdict.notes
            page.passed = sent.passed
            return visit.page(page.body, status: .unprocessableContent)
        case .changedMeanwhile(let current):
            return try await conflict(visit, desk, sent, current)
        }
    }

    static func show(_ visit: Visit) async throws -> Response {
        let surveys = visit.house.surveys
        let desk = try await visit.desk(.readReports)
        let revisions = try await visit.house.pool.read { db in
            try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys)
        }
        let subject = try visit.subject(desk)
        if revisions.isEmpty, desk.mayReport {
            return visit.redirect(Links().reportForm(desk.form.survey, desk.day, of: subject.facility))
        }
        var page = ReportPage(
            frame: visit.frame(.home), form: desk.form, day: desk.day, facilityName: desk.name,
            facilityId: desk.facility, sections: desk.sections, revisions: revisions.reversed(),
            deadline: desk.deadline, correction: desk.mayReport ? .allowed : .readOnly)
        page.subject = subject
        return visit.page(page.body)
    }

    /// Two windows: what the other one stored beside what this one holds; sent again, this one is based on the newest.
    private static func conflict(
        _ visit: Visit, _ desk: ReportDesk, _ sent: SentReport, _ current: Report
    ) async throws -> Response {
        let surveys = visit.house.surveys
        let newest = try await visit.house.pool.read { db in
            try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys).last
        }
        var page = try await page(visit, desk, typed: sent.typed, revision: current.revision)
        page.passed = sent.passed
        page.isOpenAgain = current.status == .withdrawn
        page.conflict = ReportConflict(
            revision: current.revision, by: newest?.by ?? "", at: current.recordedAt,
            isWithdrawn: current.status == .withdrawn,
            differences: desk.form.changes(from: current.answers, to: sent.answers).map { change in
                ReportConflict.Difference(
                    item: change.item, theirs: change.before, yours: sent.typed[change.item.code] ?? "")
            })
        return visit.page(page.body, status: .conflict)
    }

    private static func receipt(_ visit: Visit, _ desk: ReportDesk, _ revision: Int) throws -> Link {
        let facility = try visit.facilityParameter()
        return Links().receipt(desk.form.survey, desk.day, revision: revision, of: facility)
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
        _ visit: Visit, _ desk: ReportDesk, typed: [String: String], revision: Int
    ) async throws -> ReportFormPage {
        let desk = try await withEarlier(desk, visit)
        var page = ReportFormPage(
            frame: visit.frame(.home), form: desk.form, sections: desk.sections, day: desk.day, now: visit.now,
            deadline: desk.deadline, typed: typed, earlier: desk.earlierValues(visit.house.surveys),
            knownRevision: revision, isDesignated: desk.facts.consults)
        page.subject = try visit.subject(desk)
        page.facilityName = page.subject.facility == nil ? nil : desk.name
        page.isOpenAgain = desk.current?.status == .withdrawn
        return page
    }
}

/// A sent form, read item by item; what was typed stays as it was typed.
struct SentReport {
    var answers: Answers
    var typed: [String: String] = [:]
    var problems: [FieldProblem] = []
    let passed: Set<String>
    let basedOn: Int

    init(_ body: FormBody, _ desk: ReportDesk) {
        answers = Answers(blankFor: desk.form)
        if case .success(let ids) = body.list(FieldName.passed) { passed = Set(ids) } else { passed = [] }
        basedOn = Int(body.typed(FieldName.revision)) ?? 0
        for item in desk.sections.flatMap(\.items) {
            typed[item.code] = body.typed(item.code)
            // A group of radio buttons without a choice, an unticked box and a blank field are all blanks.
            switch body.optional(item.code) {
            case .failure(let fault):
                problems.append(
                    FieldProblem(field: item.code, label: desk.form.name(of: item), sentence: fault.sentence))
            case .success(let text):
                switch item.read(text ?? "") {
                case .success(let answer): answers[item.code, in: desk.form] = answer
                case .failure(let problem): problems.append(problem.naming(item, in: desk.form))
                }
            }
        }
    }

    /// What could not be read together with what the checks refuse, in the form's order: a person mends everything at once.
    func allProblems(_ desk: ReportDesk) -> [FieldProblem] {
        let unread = Set(problems.map(\.field))
        let verdict = desk.form.check(answers, askedOf: desk.facts, earlier: [], passed: passed, on: desk.day)
        let all = problems + verdict.errors.filter { !unread.contains($0.field) }
        return all.sorted { desk.form.position(of: $0.field) ?? 0 < desk.form.position(of: $1.field) ?? 0 }
    }
}

extension FieldProblem {
    /// Two items may have the same label (「うち陽性件数」): then the name says which.
    fileprivate func naming(_ item: Item, in form: Form) -> FieldProblem {
        let name = form.name(of: item)
        return FieldProblem(
            field: field, label: name, sentence: sentence.replacing("「\(item.label)」", with: "「\(name)」"))
    }
}
