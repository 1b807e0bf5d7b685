import Database
import Domain
import Hummingbird
import Store

/// The first page after sign-in.
enum HomeController {
    /// So many days back are shown.
    static let recentDays = 7

    static func front(_ visit: Visit) async throws -> Response {
        visit.redirect(visit.account == nil ? Links().signIn : Links().home)
    }

    static func show(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        switch account.role {
        case .facility(let facility): return try await facilityHome(visit, account, facility)
        case .prefecture(let own): return try await watching(visit, .prefecture(own))
        case .ministry: return try await watching(visit, .nation)
        case .association, .helpDesk, .administrator: return visit.redirect(Links().openData)
        }
    }

    /// Those who watch an area begin with its newest day that has reports.
    private static func watching(_ visit: Visit, _ area: Area) async throws -> Response {
        let today = visit.now.day
        let latest = try await visit.house.pool.read { db in
            try db.tallies.latestPeriod(DailySurvey.survey, upTo: today)
        }
        return visit.redirect(Links().tallies(DailySurvey.survey, latest ?? today, area: area))
    }

    private static func facilityHome(_ visit: Visit, _ account: Account, _ facility: Facility.ID) async throws
        -> Response
    {
        let now = visit.now
        let surveys = visit.house.surveys
        let outlook = try await visit.house.pool.read { db in
            try FacilityOutlook(db, facility, account, surveys: surveys, now: now)
        }
        let page = HomePage(
            frame: visit.frame(.home), now: now, due: outlook.due, recent: outlook.recent,
            isDesignated: outlook.isDesignated)
        return visit.page(page.body)
    }
}

/// What an institution has before it: periods that are due, and the last ones with their state.
struct FacilityOutlook: Sendable {
    var due: [HomePage.Due] = []
    var recent: [HomePage.Recent] = []
    var isDesignated = false

    init(
        _ db: any Connection, _ facility: Facility.ID, _ account: Account, surveys: Surveys, now: Instant
    ) throws {
        let today = now.day
        guard let place = try db.facilities.attributes(of: facility, on: today)?.prefecture else { return }
        let permit = try account.permit(.readReports, .facility(facility, in: place))
        let days = (-6...HomeController.recentDays).map { today.adding(-$0) }
        var facts: [Day: AskedFacts] = [:]
        for day in days { facts[day] = try db.facilities.askedFacts(of: facility, on: day) }
        isDesignated = facts[today]?.consults ?? false
        for survey in surveys.keys {
            guard let form = surveys.form(survey, on: today) else { continue }
            let periods = Self.periods(of: survey, surveys, today: today, now: now)
            guard let newest = periods.first, let oldest = periods.last else { continue }
            let reports = try db.reports.between(survey, from: oldest, through: newest, permit, surveys)
            let byDay = Dictionary(reports.map { ($0.period, $0) }, uniquingKeysWith: { first, _ in first })
            let states = periods.compactMap { day -> (day: Day, deadline: Instant, state: ReportState)? in
                guard let version = surveys.form(survey, on: day) else { return nil }
                let asked = facts[day].map { !version.sections(askedOf: $0).isEmpty } ?? false
                let deadline = version.schedule.deadline(for: day)
                return (day, deadline, ReportState(of: byDay[day], deadline: deadline, isAsked: asked))
            }
            guard states.contains(where: { $0.state != .notAsked }) else { continue }
            recent.append(HomePage.Recent(survey: survey, title: form.title, period: form.period, days: states))
            // The period whose deadline comes next.
            if let next = states.last(where: { now < $0.deadline && $0.state != .notAsked }) {
                due.append(
                    HomePage.Due(
                        survey: survey, title: form.title, day: next.day, period: form.period, deadline: next.deadline,
                        state: next.state))
            }
        }
        due.sort { $0.deadline < $1.deadline }
    }

    /// The last periods that may be entered now, newest first.
    private static func periods(of survey: String, _ surveys: Surveys, today: Day, now: Instant) -> [Day] {
        let start = surveys.versions(of: survey).first?.from ?? today
        return (-6...HomeController.recentDays).map { today.adding(-$0) }.filter { day in
            guard start <= day, let form = surveys.form(survey, on: day) else { return false }
            return form.period.accepts(day) && form.schedule.opens(for: day) <= now
        }
    }
}

extension ReportState {
    /// How a report stands.
    init(of report: Report?, deadline: Instant, isAsked: Bool) {
        guard let report, report.status.counts else {
            self = isAsked ? .open : .notAsked
            return
        }
        self =
            report.status == .carriedOver
            ? .carriedOver : .reported(revision: report.revision, onTime: report.submittedAt < deadline)
    }
}
