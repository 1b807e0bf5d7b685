import Database
import Domain

/// What moves the deadlines of every institution for one day: the same that `DeadlineFactsStore` says of one, read for all at once.
public struct RosterDeadlines: Sendable {
    private let holidays: Holidays
    private let windows: [MaintenanceWindow]
    private let practice: [Facility.ID: Timeline<PracticeDays>]
    private let usableSince: [Facility.ID: Instant]

    init(from day: Day, _ db: any Connection) throws {
        holidays = try db.holidays.from(day)
        windows = try db.maintenanceWindows.standing(after: Instant(day))
        practice = try Facts.practiceDays.timelines(from: day, db)
        var since: [Facility.ID: Instant] = [:]
        try db.each(
            """
            SELECT facility_id, usable_since FROM account
            WHERE role = 'facility' AND facility_id IS NOT NULL AND usable_since IS NOT NULL
            """
        ) { row in
            guard let id = Facility.ID(try row.string("facility_id")) else { return }
            since[id] = try row.instant("usable_since")
        }
        usableSince = since
    }

    /// - Parameter party: who reports for the institution on the period's day.
    public func facts(of facility: Facility.ID, _ party: ReportingParty) -> DeadlineFacts {
        FacilityDeadlines(
            practice: practice[facility] ?? Timeline(), holidays: holidays, windows: windows,
            usableSince: usableSince[facility]
        ).facts(for: party)
    }

    func own(_ form: Form, _ period: Day, _ facility: Facility.ID, _ party: ReportingParty) -> OwnDeadline {
        OwnDeadline(form.schedule, period, facts(of: facility, party))
    }
}
