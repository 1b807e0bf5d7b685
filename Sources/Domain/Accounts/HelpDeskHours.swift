/// When somebody answers the help desk's phone (R6): on weekdays from one time up to, not including, another; not on Saturdays,
/// Sundays, public holidays and closing days.
public struct HelpDeskHours: Sendable, Equatable {
    public let opens: TimeOfDay
    /// The first moment at which nobody answers any more.
    public let closes: TimeOfDay
    public let closings: [ClosingDays]

    /// nil when it would close before it opens.
    public init?(opens: TimeOfDay, closes: TimeOfDay, closings: [ClosingDays] = []) {
        guard opens < closes else { return nil }
        self.opens = opens
        self.closes = closes
        self.closings = closings
    }

    private init(usual closings: [ClosingDays]) {
        opens = TimeOfDay(milliseconds: 9 * 3_600_000)
        closes = TimeOfDay(milliseconds: 17 * 3_600_000)
        self.closings = closings
    }

    /// Weekdays from 9:00 to 17:00, closed from 29 December to 3 January.
    public static let usual = HelpDeskHours(usual: [.newYear])

    /// Reads `09:00-17:00`, and nothing else; nil when it is none or closes before it opens.
    public init?(_ text: some StringProtocol, closings: [ClosingDays] = []) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let opens = TimeOfDay(parts[0]), let closes = TimeOfDay(parts[1]) else { return nil }
        self.init(opens: opens, closes: closes, closings: closings)
    }

    public func isOpen(at instant: Instant, holidays: Holidays) -> Bool {
        opens <= instant.time && instant.time < closes && isWorking(instant.day, holidays)
    }

    /// The first opening after an instant, within two years; nil where it is closed all the time.
    public func nextOpening(after instant: Instant, holidays: Holidays) -> Instant? {
        let first = instant.time < opens ? instant.day : instant.day.adding(1)
        return (0..<731).lazy.map { first.adding($0) }.first { isWorking($0, holidays) }.map { Instant($0, opens) }
    }

    /// 「いま受付中」, 「いまは時間外です。次は1月4日(月) 9:00から」
    public func standing(at instant: Instant, holidays: Holidays) -> String {
        if isOpen(at: instant, holidays: holidays) { return "いま受付中" }
        let next = nextOpening(after: instant, holidays: holidays).map { "。次は\($0.words)から" }
        return "いまは時間外です\(next ?? "")"
    }

    /// 「平日 9:00〜17:00(土・日・祝日・12月29日〜1月3日はお休みです)」
    public var words: String {
        let days = ["土", "日", "祝日"] + closings.compactMap(\.yearlyWords)
        return "平日 \(opens.words)〜\(closes.words)(\(days.joined(separator: "・"))はお休みです)"
    }

    private func isWorking(_ day: Day, _ holidays: Holidays) -> Bool {
        day.weekday != .saturday && day.weekday != .sunday && holidays[day] == nil
            && !closings.contains { $0.contains(day) }
    }
}

/// Days on which the help desk is closed although they are weekdays.
public enum ClosingDays: Sendable, Equatable {
    /// Every year from one day to another, both included; over the year's end where the second comes first.
    case yearly(DayOfYear, DayOfYear)
    /// Once.
    case once(Day)

    /// A month and a day of it, 29 February included.
    public struct DayOfYear: Sendable, Hashable, Comparable {
        public let month: Int
        public let day: Int

        /// Reads `MM-DD`, and nothing else; nil when there is none such.
        public init?(_ text: some StringProtocol) {
            guard text.utf8.count == 5, let leapDay = Day("2000-\(text)") else { return nil }
            self.init(leapDay)
        }

        /// A day, whatever its year.
        public init(_ day: Day) { (_, month, self.day) = day.civil }

        init(month: Int, day: Int) { (self.month, self.day) = (month, day) }

        public static func < (a: Self, b: Self) -> Bool { (a.month, a.day) < (b.month, b.day) }

        /// 「12月29日」
        public var words: String { "\(month)月\(day)日" }
    }

    /// From 29 December to 3 January, when the government's offices are closed.
    public static let newYear = yearly(DayOfYear(month: 12, day: 29), DayOfYear(month: 1, day: 3))

    /// Reads `MM-DD..MM-DD`, `MM-DD` or `YYYY-MM-DD`, and nothing else.
    public init?(_ text: some StringProtocol) {
        if let day = Day(text) {
            self = .once(day)
        } else if let day = DayOfYear(text) {
            self = .yearly(day, day)
        } else if text.utf8.count == 12, text.dropFirst(5).hasPrefix(".."), let first = DayOfYear(text.prefix(5)),
            let last = DayOfYear(text.suffix(5))
        {
            self = .yearly(first, last)
        } else {
            return nil
        }
    }

    public func contains(_ day: Day) -> Bool {
        switch self {
        case .once(let own): return own == day
        case .yearly(let first, let last):
            let asked = DayOfYear(day)
            return first <= last ? first <= asked && asked <= last : first <= asked || asked <= last
        }
    }

    /// 「12月29日〜1月3日」; nil for a single date, which passes.
    var yearlyWords: String? {
        guard case .yearly(let first, let last) = self else { return nil }
        return first == last ? first.words : "\(first.words)〜\(last.words)"
    }
}
