import Database
import Domain

/// What moves the deadlines of institutions away from the survey's (R25 R27).
public struct DeadlineFactsStore {
    let db: any Connection

    /// So many institutions are asked for with one statement.
    private static let together = 500

    /// What moves the deadlines of institutions for the periods of a span, both ends included; one for each that was asked for.
    public func of(
        _ facilities: [Facility.ID], from: Day, through: Day
    ) throws -> [Facility.ID: FacilityDeadlines] {
        guard !facilities.isEmpty, from <= through else { return [:] }
        let holidays = try db.holidays.from(from)
        // No deadline lies before its period.
        let windows = try db.maintenanceWindows.standing(after: Instant(from))
        var found: [Facility.ID: FacilityDeadlines] = [:]
        for start in stride(from: 0, to: facilities.count, by: Self.together) {
            let some = Array(facilities[start..<min(start + Self.together, facilities.count)])
            let practice = try Facts.practiceDays.series(of: some, db)
            let access = try access(of: some)
            for facility in some {
                let told = practice[facility]?.facts.map { ($0.validity, $0.value) } ?? []
                found[facility] = FacilityDeadlines(
                    practice: Timeline(told), holidays: holidays, windows: windows, usableSince: access[facility])
            }
        }
        return found
    }

    /// The same for one.
    public func of(_ facility: Facility.ID, from: Day, through: Day) throws -> FacilityDeadlines {
        try of([facility], from: from, through: through)[facility] ?? FacilityDeadlines()
    }

    private func access(of facilities: [Facility.ID]) throws -> [Facility.ID: Instant] {
        var found: [Facility.ID: Instant] = [:]
        let rows = try db.query(
            """
            SELECT facility_id, usable_since FROM account
            WHERE facility_id IN (\(.list(facilities.map(\.text)))) AND usable_since IS NOT NULL
            """)
        for row in rows {
            if let id = Facility.ID(try row.string("facility_id")) { found[id] = try row.instant("usable_since") }
        }
        return found
    }
}

extension Connection {
    public var deadlineFacts: DeadlineFactsStore { DeadlineFactsStore(db: self) }
}

/// What moves one institution's deadlines, whoever reports for it.
public struct FacilityDeadlines: Sendable, Equatable {
    let practice: Timeline<PracticeDays>
    let holidays: Holidays
    let windows: [MaintenanceWindow]
    /// Since when its ID can be used; nil where it cannot yet, or where it has none.
    let usableSince: Instant?

    init(
        practice: Timeline<PracticeDays> = Timeline(), holidays: Holidays = Holidays(),
        windows: [MaintenanceWindow] = [], usableSince: Instant? = nil
    ) {
        (self.practice, self.holidays, self.windows) = (practice, holidays, windows)
        self.usableSince = usableSince
    }

    /// - Parameter party: who reports on the period's day: where an association does, the institution's ID moves nothing.
    public func facts(for party: ReportingParty) -> DeadlineFacts {
        let access: DeadlineFacts.Access =
            party == .itself ? usableSince.map { .since($0) } ?? .notYet : .always
        return DeadlineFacts(practice: practice, holidays: holidays, windows: windows, access: access)
    }

    /// The institution's own deadline of a period.
    public func own(_ form: Form, _ period: Day, party: ReportingParty) -> OwnDeadline {
        OwnDeadline(form.schedule, period, facts(for: party))
    }
}
