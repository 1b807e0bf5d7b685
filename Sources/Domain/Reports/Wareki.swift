extension Day {
    /// 「令和3年1月20日」, 「令和元年5月1日」: the day in the years of an era, as letters and offices write it.
    ///
    /// Days before 1873, when Japan took over the Gregorian calendar, had other months; they are written with their Gregorian
    /// year.
    public var wareki: String {
        let (year, month, day) = civil
        guard let era = Era.all.last(where: { $0.first <= self }) else { return "\(year)年\(month)月\(day)日" }
        let count = year - era.yearZero
        return "\(era.name)\(count == 1 ? "元" : String(count))年\(month)月\(day)日"
    }

    /// The day of an era's year; nil where the era has no such day.
    init?(era name: String, year: Int, month: Int, day: Int) {
        guard let index = Era.all.firstIndex(where: { $0.name == name }), year >= 1,
            let found = Day(year: Era.all[index].yearZero + year, month: month, day: day),
            found >= Era.all[index].first,
            index + 1 == Era.all.count || found < Era.all[index + 1].first
        else { return nil }
        self = found
    }

    private struct Era {
        let name: String
        let first: Day
        /// The Gregorian year before its first.
        let yearZero: Int

        init?(_ name: String, _ first: String, after yearZero: Int) {
            guard let first = Day(first) else { return nil }
            self.name = name
            self.first = first
            self.yearZero = yearZero
        }

        static let all = [
            Era("明治", "1873-01-01", after: 1867), Era("大正", "1912-07-30", after: 1911),
            Era("昭和", "1926-12-25", after: 1925), Era("平成", "1989-01-08", after: 1988),
            Era("令和", "2019-05-01", after: 2018),
        ].compactMap { $0 }
    }
}
