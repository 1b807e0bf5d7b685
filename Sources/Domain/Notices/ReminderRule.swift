/// Whether somebody is reminded, and of what. Pure: what is known, the setting, the clock.
public enum ReminderRule {
    /// Periods so many days back are looked at.
    public static let daysBack = 28
    /// Between two mails of days past their deadline lie so many days.
    public static let restDays = 3

    /// What a mail of the morning is about.
    public enum Morning: Sendable, Hashable { case overdue, weekly }

    /// Expected, not there, and due at that very instant; open for entry.
    public static func isDue(_ entry: PeriodDuty, at deadline: Instant, now: Instant) -> Bool {
        entry.duty.isExpected && !entry.duty.state.isSettled && entry.duty.deadline == deadline && now < deadline
            && entry.form.schedule.opens(for: entry.period) <= now
    }

    /// The mail of a morning on which it practises; nil for none. One a day, whatever is in it.
    ///
    /// - Parameters:
    ///   - open: deadlines of what was missed.
    ///   - told: when it was last told of such.
    ///   - opensWeek: it is the first day of the week on which it practises.
    public static func morning(
        _ setting: ReminderSetting, open: [Instant], told: Instant?, opensWeek: Bool, at now: Instant
    ) -> Morning? {
        guard let newest = open.max() else { return nil }
        if setting.weekly, opensWeek { return .weekly }
        guard setting.overdue else { return nil }
        guard let told, told <= now else { return .overdue }
        return told <= newest && told.day.adding(restDays) <= now.day ? .overdue : nil
    }

    /// Whether it practises on a day; who never told does so on every one.
    public static func practises(_ days: PracticeDays?, on day: Day, _ holidays: Holidays) -> Bool {
        guard let days else { return true }
        return holidays[day] == nil ? days.weekdays.contains(day.weekday) : days.onHolidays
    }

    /// Whether it is the first day on which it practises of a week that begins on Monday.
    public static func opensWeek(_ days: PracticeDays?, on day: Day, _ holidays: Holidays) -> Bool {
        let since = (day.weekday.rawValue + 6) % 7
        return practises(days, on: day, holidays)
            && !(0..<since).contains { practises(days, on: day.adding($0 - since), holidays) }
    }
}
