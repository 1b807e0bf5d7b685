/// A public holiday of Japan.
public struct Holiday: Sendable, Hashable {
    public let day: Day
    /// 「元日」, 「振替休日」
    public let name: String
    public let state: State

    /// How sure it is.
    public enum State: String, Sendable, CaseIterable {
        /// Announced by the government.
        case attested
        /// Follows from the law, whose equinox days are announced in the February of the year before.
        case expected
    }

    public init(day: Day, name: String, state: State) {
        self.day = day
        self.name = name
        self.state = state
    }
}

/// The public holidays that are known; a year without any is one that nobody has told of yet.
public struct Holidays: Sendable, Equatable {
    private let byDay: [Day: Holiday]

    public init(_ holidays: [Holiday] = []) {
        byDay = Dictionary(holidays.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The holiday of a day; nil on all others, Saturdays and Sundays too.
    public subscript(day: Day) -> Holiday? { byDay[day] }

    /// In the order of the days.
    public var all: [Holiday] { byDay.values.sorted { $0.day < $1.day } }

    /// The years of which something is known.
    public var years: Set<Int> { Set(byDay.keys.map(\.civil.year)) }
}
