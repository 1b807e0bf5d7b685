/// One going through the IDs to remind them, by the product's clock.
public struct ReminderRun: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// Of days past their deadline, and the weekly summary.
        case morning(Day)
        /// Of what is due at an instant, so many hours before it.
        case before(deadline: Instant, hours: Int)
    }

    public let kind: Kind

    public init(_ kind: Kind) { self.kind = kind }

    /// Mails of the morning begin at 9:00, and no earlier; where no server ran then, later, up to 18:00.
    public static let (opens, closes) = (
        TimeOfDay(milliseconds: 9 * 3_600_000), TimeOfDay(milliseconds: 18 * 3_600_000)
    )

    /// Its name: letters, digits and hyphens.
    public var id: String {
        switch kind {
        case .morning(let day): "reminder-\(day.text)"
        case .before(let deadline, let hours):
            "reminder-\(deadline.day.text)-\(deadline.time.text.filter { $0 != ":" })-\(hours)"
        }
    }

    public var startsAt: Instant {
        switch kind {
        case .morning(let day): Instant(day, Self.opens)
        case .before(let deadline, let hours): deadline.adding(seconds: -hours * 3_600)
        }
    }

    /// From then on it comes too late: nobody is told of a deadline that has passed.
    public var endsAt: Instant {
        switch kind {
        case .morning(let day): Instant(day, Self.closes)
        case .before(let deadline, _): deadline
        }
    }

    /// Reads what `id` writes; nil for any other batch.
    public init?(id: String) {
        let parts = id.split(separator: "-").map(String.init)
        guard parts.count == 4 || parts.count == 6, parts[0] == "reminder",
            let day = Day(parts[1...3].joined(separator: "-"))
        else { return nil }
        guard parts.count == 6 else {
            self.init(.morning(day))
            return
        }
        guard let time = TimeOfDay("\(parts[4].prefix(2)):\(parts[4].dropFirst(2))"), let hours = Int(parts[5]) else {
            return nil
        }
        self.init(.before(deadline: Instant(day, time), hours: hours))
    }

    /// A mail that waits so long is not sent any more: the deadline has passed, or the next morning tells anew.
    public var worthUntil: Instant {
        switch kind {
        case .morning(let day): Instant(day.adding(1), Self.opens)
        case .before(let deadline, _): deadline
        }
    }

    public func isDue(at now: Instant) -> Bool { startsAt <= now && now < endsAt }

    /// Those that are due, the most urgent first.
    public static func due(_ surveys: Surveys, at now: Instant) -> [ReminderRun] {
        let times = Set(surveys.keys.compactMap { surveys.form($0, on: now.day)?.schedule.dueTime })
        let before = [now.day, now.day.adding(1)].flatMap { day in
            times.flatMap { time in
                ReminderSetting.hours.map { ReminderRun(.before(deadline: Instant(day, time), hours: $0)) }
            }
        }
        return (before + [ReminderRun(.morning(now.day))]).filter { $0.isDue(at: now) }
            .sorted { ($0.endsAt, $0.id) < ($1.endsAt, $1.id) }
    }
}
