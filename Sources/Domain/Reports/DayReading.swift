extension Day {
    /// A day as people and spreadsheets write it: 2021-01-20, 2021/1/20, 20210120, 2021年1月20日, 令和3年1月20日, R3.1.20, of any
    /// width, with midnight behind it or not; nil for anything else, and for a day that its era does not have.
    public init?(written typed: String) {
        let text = SearchKey.fold(Self.withoutMidnight(typed))
        guard !text.isEmpty, text.utf8.count <= 40 else { return nil }
        if text.utf8.count == 8, let number = Day.digits(Array(text.utf8)[...]) {
            self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
            return
        }
        let (era, rest) = Self.era(in: text)
        let parts = rest.split(omittingEmptySubsequences: false) { "年月日/.-".contains($0) }
        let wanted = rest.hasSuffix("日") ? 4 : 3
        guard parts.count == wanted, wanted == 3 || parts[3].isEmpty else { return nil }
        let year = era != nil && parts[0] == "元" ? 1 : Day.digits(Array(parts[0].utf8)[...])
        guard let year, (1...4).contains(parts[0].count), (1...2).contains(parts[1].utf8.count),
            (1...2).contains(parts[2].utf8.count), let month = Day.digits(Array(parts[1].utf8)[...]),
            let day = Day.digits(Array(parts[2].utf8)[...])
        else { return nil }
        if let era {
            guard let found = Day(era: era, year: year, month: month, day: day) else { return nil }
            self = found
        } else {
            guard parts[0].utf8.count == 4 else { return nil }
            self.init(year: year, month: month, day: day)
        }
    }

    /// Spreadsheets write days with a time.
    private static func withoutMidnight(_ typed: String) -> String {
        let trimmed = Typed.trimmed(typed)
        for midnight in ["T00:00:00", " 00:00:00", " 0:00:00", " 00:00", " 0:00"] where trimmed.hasSuffix(midnight) {
            return String(trimmed.dropLast(midnight.count))
        }
        return trimmed
    }

    private static let eras = [
        ("明治", "明治"), ("大正", "大正"), ("昭和", "昭和"), ("平成", "平成"), ("令和", "令和"),
        ("m", "明治"), ("t", "大正"), ("s", "昭和"), ("h", "平成"), ("r", "令和"),
    ]

    /// The era in front of a folded text, and what follows it.
    private static func era(in text: String) -> (name: String?, rest: String) {
        for (word, name) in eras where text.hasPrefix(word) { return (name, String(text.dropFirst(word.count))) }
        return (nil, text)
    }
}
