/// Days of one institution that are entered together, both ends included (R24).
public struct DaySpan: Sendable, Hashable {
    public let from: Day
    public let until: Day

    /// So many days stand on one page.
    public static let most = 92

    /// - Parameters:
    ///   - from: moved to so many days before the end as a page can show; never after it.
    ///   - most: days on one page.
    public init(from: Day, until: Day, most: Int = Self.most) {
        self.until = until
        self.from = min(until, max(from, until.adding(1 - max(1, most))))
    }

    public var days: [Day] { (from.number...until.number).map(Day.init(number:)) }

    /// 「1月12日(火)〜1月19日(火)」, with the year where it is not that of today.
    public func words(in today: Day?) -> String {
        from == until ? from.words(in: today) : "\(from.words(in: today))〜\(until.words(in: today))"
    }
}

extension Surveys {
    /// The periods of a survey within a span that may be entered at an instant, the oldest first, each with its version.
    public func periods(of survey: String, in span: DaySpan, at now: Instant) -> [(day: Day, form: Form)] {
        span.days.compactMap { day in
            guard let form = form(survey, on: day), form.period.accepts(day), form.schedule.opens(for: day) <= now
            else { return nil }
            return (day, form)
        }
    }

    /// The newest period of a survey that may be entered at an instant; nil before its start.
    public func newestOpen(_ survey: String, at now: Instant) -> Day? {
        let today = now.day
        let span = DaySpan(from: today.adding(-14), until: today.adding(7))
        return periods(of: survey, in: span, at: now).last?.day
    }
}

extension Day {
    /// The day in the first cell of a row that was copied from a spreadsheet: with its year in any usual writing, or 「1/19」 and
    /// 「1月19日」, which are found among the days that can be meant. A figure with a point is no day.
    ///
    /// - Parameter days: the oldest first.
    public init?(inRow text: String, among days: [Day]) {
        var words = Typed.halfWidth(Typed.trimmed(text))[...]
        // Spreadsheets write days with a time.
        if words.contains(":"), let time = words.firstIndex(where: { " T".contains($0) }) { words = words[..<time] }
        let plain = SearchKey.fold(String(words)).prefix { $0 != "(" }
        // 「6.5」 is a figure, 「10時30分」 a time.
        let isFigure = plain.utf8.count < 8 && plain.allSatisfy { $0.isNumber || ".,-".contains($0) }
        guard !isFigure, plain.allSatisfy({ Self.signs.contains($0) }),
            let day = Day(written: String(plain)) ?? SheetDay.read(String(plain), among: days)
        else { return nil }
        self = day
    }

    private static let signs = Set("0123456789/-.年月日元令和平成昭和rhst")
}
