/// A month of the calendar, written `YYYY-MM`.
public struct Month: Sendable, Hashable, Comparable {
    public let firstDay: Day

    /// The month in which a day lies.
    public init(of day: Day) { firstDay = day.adding(1 - day.civil.day) }

    /// Reads `YYYY-MM`, and nothing else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 7, let first = Day("\(text)-01") else { return nil }
        firstDay = first
    }

    public static func < (a: Month, b: Month) -> Bool { a.firstDay < b.firstDay }

    public var lastDay: Day { next.firstDay.adding(-1) }
    public var next: Month { Month(of: firstDay.adding(31)) }
    public var previous: Month { Month(of: firstDay.adding(-1)) }

    /// `YYYY-MM`
    public var text: String { String(firstDay.text.prefix(7)) }

    /// 「2021年1月」
    public var words: String { "\(firstDay.civil.year)年\(firstDay.civil.month)月" }

    /// The weeks from Sunday to Saturday that show the month; days of other months are nil.
    public var weeks: [[Day?]] {
        var weeks: [[Day?]] = []
        var day = firstDay.adding(-firstDay.weekday.rawValue)
        while day <= lastDay {
            weeks.append((0..<7).map { day.adding($0) }.map { Month(of: $0) == self ? $0 : nil })
            day = day.adding(7)
        }
        return weeks
    }
}
