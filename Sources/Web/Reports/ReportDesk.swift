import Database
import Domain
import Store

/// Everything that the pages of one period need to know of its institution, for whoever may report or look.
struct ReportDesk: Sendable {
    let form: Form
    let day: Day
    let facility: Facility.ID
    /// As it was called on the period's day.
    let name: String
    let permit: Permit
    let facts: AskedFacts
    /// The visitor may enter and correct (R43).
    let mayReport: Bool
    /// Until when it is to report, and why that may be later than for the others (R25 R27).
    let own: OwnDeadline
    let current: Report?
    /// 「開設なし・実績なし」 and its liftings, the oldest first (R33).
    let marks: [ClosedMark]
    /// Newest first; nil until they are asked for, since only the form's page shows them.
    private(set) var earlier: [Report]?

    /// Those asked, on a day not opened too where figures are there.
    var sections: [Section] { sections(with: current?.answers ?? Answers(blankFor: form)) }
    /// Those that may hold figures, be the day marked or not.
    var allSections: [Section] { form.sections(askedOf: facts) }
    var isClosed: Bool { marks.last?.isClosed ?? false }
    /// The institution may say that it did not open on the day.
    var isClosable: Bool { form.isClosable(for: facts) }
    /// The tests are asked of a day not opened too.
    var asksTests: Bool { !form.sections(askedOf: facts.notOpened).isEmpty }
    /// The institution's own deadline; the survey's while its own is not known yet.
    var deadline: Instant { own.until ?? own.national }

    /// - Throws: `Problem.notFound` for those who may not, `Problem.closedToCorrection` when nothing is asked on that day.
    init(
        _ db: any Connection, _ account: Account, _ action: Action, _ facility: Facility.ID, _ form: Form, _ day: Day,
        _ surveys: Surveys, now: Instant
    ) throws {
        let known = try db.facilities.day(of: facility, on: day)
        // Whose day it was decides (R13); before the institution was known there is only today's place to go by.
        guard let place = try known?.attributes ?? db.facilities.attributes(of: facility, on: now.day) else {
            throw account.facility == facility ? Self.notAsked(form, day) : Problem.notFound
        }
        let subject = Subject.facility(
            facility, in: place.prefecture, reportedBy: try db.facilities.reportingParty(of: facility, on: now.day))
        permit = try account.permit(action, subject)
        if action == .report { try form.checkOpen(day, at: now) }
        guard let known, let facts = known.asked, known.isAsked(by: form) else {
            throw Self.notAsked(form, day)
        }
        self.form = form
        self.day = day
        self.facility = facility
        self.facts = facts
        name = known.attributes.name
        own = try db.deadlineFacts.of(facility, from: day, through: day).own(form, day, party: known.party)
        mayReport = (try? account.permit(.report, subject)) != nil
        current = try db.reports.current(form.survey, day, permit, surveys)
        marks = form.hasClosableDays ? try db.closedMarks.history(form.survey, day, permit) : []
    }

    func facts(with answers: Answers) -> AskedFacts { form.asked(of: facts, isClosed: isClosed, with: answers) }

    func sections(with answers: Answers) -> [Section] { form.sections(askedOf: facts(with: answers)) }

    /// What needs one tap instead of the form.
    var oneTap: OneTap {
        var oneTap = OneTap()
        oneTap.offersClosed = isClosable
        oneTap.offersZeros = form.offersZeros
        oneTap.mark = isClosed && isClosable ? marks.last : nil
        oneTap.asksTests = asksTests
        return oneTap
    }

    /// What 「すべて0」 puts into fields that were left blank.
    func zeros(_ surveys: Surveys) -> [String: String] {
        form.zeros(in: sections, earlier: arranged(surveys).map(\.answers))
    }

    /// What "same as last time" puts into fields that were left blank.
    func same(_ surveys: Surveys) -> SameAgain {
        SameAgain(values: form.same(in: sections, earlier: arranged(surveys)))
    }

    /// The earlier reports under this form's items, the newest first.
    private func arranged(_ surveys: Surveys) -> [(period: Day, answers: Answers)] {
        (earlier ?? []).compactMap { report in
            guard let version = surveys.form(report.survey, version: report.form) else { return nil }
            let answers = version == form ? report.answers : form.arranged(report.answers, from: version)
            return (report.period, answers)
        }
    }

    mutating func readEarlier(_ db: any Connection, _ surveys: Surveys) throws {
        earlier = try db.reports.earlier(form.survey, before: day, limit: 7, permit, surveys)
    }

    private static func notAsked(_ form: Form, _ day: Day) -> Problem {
        .closedToCorrection(
            reason: "\(form.period.words(day))は、この調査の対象ではありません。心当たりがないときは、事務局にお尋ねください。")
    }

    /// The values shown beside the fields: the last report, and that of the same weekday a week before.
    func earlierValues(_ surveys: Surveys) -> [EarlierValues] {
        var shown: [EarlierValues] = []
        let earlier = earlier ?? []
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
    func otherOpen(_ db: any Connection, _ surveys: Surveys, now: Instant) throws -> Form? {
        guard form.period == .day else { return nil }
        for survey in surveys.keys where survey != form.survey {
            guard let other = surveys.form(survey, on: day), other.period == .day,
                !other.sections(askedOf: facts).isEmpty, other.schedule.opens(for: day) <= now
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

extension Visit {
    /// The desk of the institution that the address names, or else the visitor's own, for the survey and day it names.
    func desk(_ action: Action) async throws -> ReportDesk {
        let account = try signedIn()
        let facility = try facility(of: account)
        let form = try survey()
        let day = try day()
        let surveys = house.surveys
        let desk = try await house.pool.read { [now] in
            try ReportDesk($0, account, action, facility, form, day, surveys, now: now)
        }
        try await noteLook(at: facility, ["survey": form.survey, "period": day.text])
        return desk
    }

    /// The institution that the address names, or else the visitor's own.
    func facility(of account: Account) throws(Problem) -> Facility.ID {
        guard let named = try facilityParameter() else {
            guard let own = account.facility else { throw .notFound }
            return own
        }
        return named
    }

    /// An office's look into one institution is written down (design §4); the reporting party's own work is not.
    func noteLook(at facility: Facility.ID, _ detail: [String: String] = [:]) async throws {
        guard let account else { return }
        switch account.role {
        case .facility, .association: return
        case .prefecture, .ministry, .helpDesk, .administrator: break
        }
        let entry = AuditEntry(
            actor: account.id, action: "facility.look", subject: "facility:\(facility)", detail: detail)
        try await house.pool.write { [now] in try $0.audit.record(entry, at: now) }
    }
}
