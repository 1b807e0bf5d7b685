import Database
import Domain
import Hummingbird
import Store

/// An association's first page: its members with the state of one survey and period (R18 R31).
enum AssociationHome {
    static func show(_ visit: Visit, _ account: Account, _ id: String) async throws -> Response {
        let (now, surveys) = (visit.now, visit.house.surveys)
        let offered = surveys.keys.compactMap { surveys.form($0, on: now.day) }
        let wanted = visit.asked("survey") ?? "clinic-daily"
        guard let survey = offered.first(where: { $0.survey == wanted })?.survey else { throw Problem.notFound }
        let day = visit.asked("day").flatMap { Day($0) } ?? Self.next(survey, surveys, at: now)
        guard let form = surveys.form(survey, on: day), form.period.accepts(day), form.schedule.opens(for: day) <= now
        else { throw Problem.notFound }
        let roster = try await visit.house.register.roster(on: day, visit.house)
        let members = try await visit.house.register.roster(on: now.day, visit.house).members(of: id)
        let permits = try members.map { try permit(account, $0.id, $0.known) }
        let (filings, closed, deadlines, days, shown) = try await visit.house.pool.read { db in
            (
                try db.reports.filings(form.survey, day, of: permits),
                try db.closedMarks.of(form.survey, day, permits),
                try db.deadlineFacts.of(members.map(\.id), from: day, through: day),
                try AssociationDays(db, members.map(\.id), permits, surveys, at: now),
                try db.confirmations.newest(form.survey, day, of: id)
            )
        }
        let rows = members.map { member in
            let known = roster.facilities[member.id]
            return AssociationHomePage.Member(
                facility: member.id, name: member.known.attributes.name, cityName: member.known.attributes.cityName,
                duty: PeriodDuty(
                    form: form, period: day,
                    duty: Duty(
                        form, day, known: known, filing: filings[member.id], isClosed: closed.contains(member.id),
                        facts: deadlines[member.id]?.facts(for: known?.party ?? .itself) ?? DeadlineFacts(), at: now)),
                isConfirmed: shown[member.id].isConfirmed(filings[member.id]?.revision))
        }
        let step = form.period == .week ? 7 : 1
        var page = AssociationHomePage(
            frame: visit.frame(.home), now: now, form: form, day: day, members: rows,
            surveys: offered.filter { form in form.survey == survey || members.contains { $0.known.isAsked(by: form) } }
                .map { ($0.survey, $0.title) },
            earlier: surveys.form(survey, on: day.adding(-step)) == nil ? nil : day.adding(-step),
            later: form.schedule.opens(for: day.adding(step)) <= now ? day.adding(step) : nil)
        page.days = days
        page.kept = try await visit.keptForms()
        return visit.page(page.body)
    }

    private static func permit(
        _ account: Account, _ member: Facility.ID, _ known: FacilityDay
    ) throws(Problem) -> Permit {
        try account.permit(
            .readReports, .facility(member, in: known.attributes.prefecture, reportedBy: known.party))
    }

    /// The period whose deadline comes next.
    private static func next(_ survey: String, _ surveys: Surveys, at now: Instant) -> Day {
        let days = (-7...6).map { now.day.adding($0) }
        return days.first { day in
            guard let form = surveys.form(survey, on: day), form.period.accepts(day) else { return false }
            return form.schedule.opens(for: day) <= now && now < form.schedule.deadline(for: day)
        } ?? now.day
    }
}

extension FiguresConfirmation? {
    /// Whether what was confirmed is that revision.
    func isConfirmed(_ revision: Int?) -> Bool { self?.confirmedAt != nil && self?.number == revision }
}
