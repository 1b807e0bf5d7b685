/// What moves an institution's deadlines away from the survey's (R25 R27). Who knows of nothing says `DeadlineFacts()`.
public struct DeadlineFacts: Sendable, Equatable {
    /// On which days it practises, day after day; where it told of nothing, no deadline moves for that.
    public var practice: Timeline<PracticeDays>
    public var holidays: Holidays
    /// In which nothing could or can be entered; those called off move nothing.
    public var windows: [MaintenanceWindow]
    public var access: Access

    /// Since when it could sign in to report.
    public enum Access: Sendable, Hashable {
        /// Its ID was there from the beginning, or an association reports for it.
        case always
        /// Its ID could first be used at this instant.
        case since(Instant)
        /// Its ID cannot be used yet.
        case notYet
    }

    /// So many days are looked through for a day on which it practises.
    public static let longestSearch = 366

    public init(
        practice: Timeline<PracticeDays> = Timeline(), holidays: Holidays = Holidays(),
        windows: [MaintenanceWindow] = [], access: Access = .always
    ) {
        self.practice = practice
        self.holidays = holidays
        self.windows = windows
        self.access = access
    }

    /// Whether it practises on a day, by what it told of that day; true where it told of nothing.
    public func practises(on day: Day) -> Bool {
        guard let days = practice.value(on: day) else { return true }
        return days.weekdays.contains(day.weekday) && (days.onHolidays || holidays[day] == nil)
    }

    /// The first day from this one on, itself included, on which it practises; this one where there is none in a year.
    public func firstPracticeDay(from day: Day) -> Day {
        let found = (0..<Self.longestSearch).first { practises(on: day.adding($0)) }
        return day.adding(found ?? 0)
    }
}

extension MaintenanceWindow {
    /// Whether it takes a deadline away. On time means before the deadline, and entry is possible again at the window's end: a
    /// deadline at that very instant leaves no moment for it, and one at the window's first instant falls in it by its name. So
    /// both edges count (decision 0020).
    public func hinders(_ deadline: Instant) -> Bool { !isCancelled && startsAt <= deadline && deadline <= endsAt }
}
