import Domain

/// How an institution goes about its reports: whether, at what time, and how carefully.
struct ReportingHabit: Sendable {
    /// Reports so many of a thousand periods.
    var diligence: Int
    /// The minute of the day at which it usually does.
    var minute: Int
    /// Leaves open what is due today, so that whoever tries the product finds something to do.
    var leavesTodayOpen = false
    /// Sends zeros for days on which it was closed; others send nothing.
    var reportsClosedDays: Bool
    /// Took one report back, so many days before today.
    var withdrawal: Int?

    init(_ dice: inout Dice) {
        let kind = dice.roll(100)
        diligence = kind < 4 ? 0 : kind < 9 ? 550 : 978
        let isLate = dice.roll(100) < 6
        minute = isLate ? 13 * 60 + 8 + dice.roll(280) : 8 * 60 + 20 + dice.roll(130) + dice.roll(130)
        reportsClosedDays = dice.happens(perMille: 720)
    }

    /// Always reports, in good time.
    static func careful(_ dice: inout Dice) -> ReportingHabit {
        var habit = ReportingHabit(&dice)
        habit.diligence = 1_000
        habit.minute = 9 * 60 + dice.roll(150)
        habit.reportsClosedDays = true
        return habit
    }

    /// When it reports what is due at an instant; nil when it does not.
    func instant(due: Instant, kind: PeriodKind, _ dice: inout Dice) -> Instant? {
        guard dice.roll(1_000) < diligence else { return nil }
        var day = due.day
        // Forgotten, and made good a day or more later.
        if diligence < 1_000, dice.happens(perMille: 14) { day = day.adding(1 + dice.roll(3)) }
        if kind == .week, minute % 5 < 2 { day = day.adding(-1) }
        var time = minute + dice.roll(25) - 12
        if minute < 13 * 60 { time = min(time, 12 * 60 + 57) }
        return Instant(day, TimeOfDay(milliseconds: time * 60_000 + dice.roll(60_000)))
    }
}
