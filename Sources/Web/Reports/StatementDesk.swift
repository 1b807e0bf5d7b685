import Database
import Domain
import Store

/// What the pages and files of a statement need to know of the institution, for whoever may read its reports.
struct StatementDesk: Sendable {
    let facility: Facility.ID
    /// As it was called on the last day of the span that the visitor may see.
    let name: String
    /// Of the days that are the visitor's to see (R13).
    let entries: [Statement.Entry]
    /// The visitor reports for it (R43).
    let mayReport: Bool

    /// - Throws: `Problem.notFound` where neither a day of the span nor today is the visitor's to see.
    init(
        _ db: any Connection, _ facility: Facility.ID, _ account: Account, _ span: ClosedRange<Day>, _ surveys: Surveys,
        now: Instant
    ) throws {
        let history = try db.facilities.history(of: facility)
        let party = try db.facilities.reportingParty(of: facility, on: now.day)
        func permit(_ action: Action, _ day: Day) -> Permit? {
            guard let known = history.on(day) else { return nil }
            let subject = Subject.facility(facility, in: known.attributes.prefecture, reportedBy: party)
            return try? account.permit(action, subject)
        }
        let days = (span.lowerBound.number...span.upperBound.number).map { Day(number: $0) }
        let visible = days.filter { permit(.readReports, $0) != nil }
        guard let shown = visible.last ?? (permit(.readReports, now.day) == nil ? nil : now.day),
            let permitted = permit(.readReports, shown), let known = history.on(shown)
        else { throw Problem.notFound }
        self.facility = facility
        name = known.attributes.name
        mayReport = permit(.report, shown) != nil
        entries = try db.reports.allRevisions(
            from: span.lowerBound, through: span.upperBound, permitted, surveys,
            isVisible: Set(visible).contains)
    }
}
