import Database
import Domain
import Hummingbird
import Store

/// An association's first page: its members with the state of one survey and period (R18 R31).
enum AssociationHome {
    static func show(_ visit: Visit, _ account: Account, _ id: String) async throws -> Response {
        let now = visit.now
        let surveys = visit.house.surveys
        let offered = surveys.keys.compactMap { surveys.form($0, on: now.day) }
        let wanted = visit.query.first { $0.name == "survey" }?.value ?? "clinic-daily"
        guard let survey = offered.first(where: { $0.survey == wanted })?.survey else { throw Problem.notFound }
        let asked = visit.query.first { $0.name == "day" }.flatMap { Day($0.value) }
        let day = asked ?? Self.next(survey, surveys, at: now)
        guard let form = surveys.form(survey, on: day), form.period.accepts(day),
            form.schedule.opens(for: day) <= now
        else { throw Problem.notFound }
        let roster = try await visit.house.register.roster(on: day, visit.house)
        let rows = try await visit.house.pool.read { db in
            try members(db, id, account, form, day, roster, now)
        }
        let step = form.period == .week ? 7 : 1
        let page = AssociationHomePage(
            frame: visit.frame(.home), now: now, form: form, day: day, members: rows,
            surveys: offered.filter { form in form.survey == survey || isAsked(form, id, roster) }
                .map { ($0.survey, $0.title) },
            earlier: surveys.form(survey, on: day.adding(-step)) == nil ? nil : day.adding(-step),
            later: form.schedule.opens(for: day.adding(step)) <= now ? day.adding(step) : nil)
        return visit.page(page.body)
    }

    /// Of any of its members.
    private static func isAsked(_ form: Form, _ id: String, _ roster: Roster) -> Bool {
        roster.facilities.values.contains { $0.party == .association(id) && $0.isAsked(by: form) }
    }

    /// The period whose deadline comes next.
    private static func next(_ survey: String, _ surveys: Surveys, at now: Instant) -> Day {
        let days = (-7...6).map { now.day.adding($0) }
        return days.first { day in
            guard let form = surveys.form(survey, on: day), form.period.accepts(day) else { return false }
            return form.schedule.opens(for: day) <= now && now < form.schedule.deadline(for: day)
        } ?? now.day
    }

    private static func members(
        _ db: any Connection, _ id: String, _ account: Account, _ form: Form, _ day: Day, _ roster: Roster,
        _ now: Instant
    ) throws -> [AssociationHomePage.Member] {
        try db.associations.members(of: id, on: now.day).map { member in
            let permit = try account.permit(
                .readReports,
                .facility(member.facility, in: member.attributes.prefecture, reportedBy: .association(id)))
            let filing = try db.reports.filings(from: day, through: day, permit)[form.survey]?[day]
            let duty = Duty(form, day, known: roster.facilities[member.facility], filing: filing, at: now)
            return AssociationHomePage.Member(
                facility: member.facility, name: member.attributes.name, cityName: member.attributes.cityName,
                duty: PeriodDuty(form: form, period: day, duty: duty))
        }
    }
}
