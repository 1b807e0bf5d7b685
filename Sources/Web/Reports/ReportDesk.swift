import Database
import Domain
import Store

/// Everything the form of one period needs to know of its institution.
struct ReportDesk: Sendable {
    let form: Form
    let day: Day
    let facility: Facility.ID
    let permit: Permit
    let facts: AskedFacts
    let current: Report?
    /// Newest first.
    let earlier: [Report]

    var sections: [Section] { form.sections(askedOf: facts) }
    var deadline: Instant { form.schedule.deadline(for: day) }

    /// - Throws: `Problem.notFound` for those who may not, `Problem.closedToCorrection` when nothing is asked on that day.
    init(
        _ db: any Connection, _ account: Account, _ action: Action, _ form: Form, _ day: Day, _ surveys: Surveys,
        now: Instant
    ) throws {
        guard let facility = account.facility else { throw Problem.notFound }
        if action == .report { try form.checkOpen(day, at: now) }
        guard let known = try db.facilities.attributes(of: facility, on: day),
            let facts = try db.facilities.askedFacts(of: facility, on: day), !form.sections(askedOf: facts).isEmpty
        else {
            throw Problem.closedToCorrection(
                reason: "\(form.period.words(day))は、この調査の対象ではありません。心当たりがないときは、事務局にお尋ねください。")
        }
        self.form = form
        self.day = day
        self.facility = facility
        self.facts = facts
        permit = try account.permit(action, .facility(facility, in: known.prefecture))
        current = try db.reports.current(form.survey, day, permit, surveys)
        earlier = try db.reports.earlier(form.survey, before: day, limit: 7, permit, surveys)
    }

    /// The values shown beside the fields: the last report, and that of the same weekday a week before.
    func earlierValues(_ surveys: Surveys) -> [EarlierValues] {
        var shown: [EarlierValues] = []
        if let last = earlier.first { shown.append(values(of: last, caption: "前回", surveys)) }
        if form.period == .day, let week = earlier.first(where: { $0.period == day.adding(-7) }),
            week.period != earlier.first?.period
        {
            shown.append(values(of: week, caption: "先週", surveys))
        }
        return shown
    }

    private func values(of report: Report, caption: String, _ surveys: Surveys) -> EarlierValues {
        var answers: [String: Answer] = [:]
        if let version = surveys.form(report.survey, version: report.form) {
            let arranged = version == form ? report.answers : form.arranged(report.answers, from: version)
            for (item, answer) in zip(form.items, arranged.values) { answers[item.code] = answer }
        }
        return EarlierValues(caption: caption, day: report.period, answers: answers)
    }

    /// Another daily survey that is asked of the institution for the same day and has no report yet (R36).
    func otherOpen(_ db: any Connection, _ surveys: Surveys) throws -> Form? {
        guard form.period == .day else { return nil }
        for survey in surveys.keys where survey != form.survey {
            guard let other = surveys.form(survey, on: day), other.period == .day,
                !other.sections(askedOf: facts).isEmpty
            else { continue }
            let report = try db.reports.current(survey, day, permit, surveys)
            if !(report?.status.counts ?? false) { return other }
        }
        return nil
    }

    /// What stands in the fields of a correction.
    var kept: [String: String] {
        guard let current, current.status.counts else { return [:] }
        var typed: [String: String] = [:]
        for (item, answer) in zip(form.items, current.answers.values) { typed[item.code] = item.write(answer) }
        return typed
    }
}
