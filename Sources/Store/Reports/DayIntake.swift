import Database
import Domain

/// What stands in one row of an institution's table of days (R24).
public struct DayEntry: Sendable {
    /// In force on the day.
    public let form: Form
    public let period: Day
    public let row: MemberRow

    public init(form: Form, period: Day, row: MemberRow) {
        (self.form, self.period, self.row) = (form, period, row)
    }
}

extension ReportIntake {
    /// Marks many days 「開設なし・実績なし」 or takes that back (R33). A day that cannot be marked keeps none of the others out.
    ///
    /// - Returns: by day, in the order given; nil where the survey does not ask for the day.
    public func mark(_ markings: [ClosedMarking], _ permit: Permit) throws -> [ClosedMarkOutcome?] {
        try markings.map { marking in
            do {
                return try mark(marking, permit)
            } catch Problem.closedToCorrection {
                // Refused before anything of it was written.
                return nil
            }
        }
    }
}

extension ConnectionPool {
    /// Takes the days one after the other, the oldest first, each in a transaction of its own: a day that is refused keeps none of the
    /// others out, and a day is compared with those before it that came along.
    ///
    /// - Parameter act: which act it is; days that it stored before are not stored again.
    /// - Returns: in the order given.
    /// - Throws: `Problem.inMaintenance`; days that were stored before stay stored.
    public func take(
        _ entries: [DayEntry], by account: Account, route: Revision.Route, at now: Instant,
        as act: ActKey? = nil, surveys: Surveys
    ) async throws -> [MemberOutcome] {
        var outcomes = [MemberOutcome](repeating: .untouched, count: entries.count)
        for (index, entry) in entries.enumerated().sorted(by: { $0.element.period < $1.element.period }) {
            outcomes[index] = try await take(
                entry.row, entry.form, entry.period, by: account, route: route, at: now,
                as: act?.part(entry.period.text), surveys: surveys)
        }
        return outcomes
    }

    /// Marks many days in one transaction, as the intake does.
    public func mark(
        _ markings: [ClosedMarking], _ permit: Permit, surveys: Surveys
    ) async throws -> [ClosedMarkOutcome?] {
        try await intake(surveys) { try $0.mark(markings, permit) }
    }
}
