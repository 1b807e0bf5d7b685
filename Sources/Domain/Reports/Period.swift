/// What a report is about: one day, or one week named by the Wednesday of its deadline (R54).
public enum PeriodKind: String, Sendable {
    case day, week
}

extension PeriodKind {
    /// The period is named by this day; false for a week that is not named by a Wednesday.
    public func accepts(_ day: Day) -> Bool { self == .day || day.weekday == .wednesday }

    /// The period as a page names it: 「1月19日(火)」, 「1月20日(水)締切分」.
    public func words(_ day: Day) -> String {
        switch self {
        case .day: day.words
        case .week: "\(day.words)締切分"
        }
    }
}
