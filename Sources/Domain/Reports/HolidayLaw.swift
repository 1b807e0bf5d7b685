/// The equinoxes, whose days are holidays.
public enum Equinox {
    /// The years for which the formulas hold.
    public static let years = 1980...2099

    /// 春分の日; nil outside `years`.
    public static func spring(_ year: Int) -> Day? { day(year, month: 3, offset: 20.8431) }

    /// 秋分の日; nil outside `years`.
    public static func autumn(_ year: Int) -> Day? { day(year, month: 9, offset: 23.2488) }

    /// How far into the month it falls in 1980, and from then on with the length of the solar year and the leap days.
    private static func day(_ year: Int, month: Int, offset: Double) -> Day? {
        guard years.contains(year) else { return nil }
        let since = year - 1980
        return Day(year: year, month: month, day: Int(offset + 0.242194 * Double(since)) - since / 4)
    }
}

extension Holidays {
    /// The years whose holidays follow from the law as it stands: those of 2020 and 2021 were moved for the Olympic Games.
    public static let yearsByLaw = 2022...Equinox.years.upperBound

    /// The holidays of a year by the law on public holidays (国民の祝日に関する法律, §§ 2 and 3), all of them expected, in the order
    /// of the days; none outside `yearsByLaw`.
    public static func byLaw(year: Int) -> [Holiday] {
        guard yearsByLaw.contains(year) else { return [] }
        var names: [Day: String] = [:]
        for (day, name) in named(in: year) { names[day] = name }
        let national = Set(names.keys)
        // § 3 II: the next day that is none itself.
        for sunday in national.sorted() where sunday.weekday == .sunday {
            var day = sunday.adding(1)
            while names[day] != nil { day = day.adding(1) }
            names[day] = "振替休日"
        }
        // § 3 III: a day between two.
        for day in national.map({ $0.adding(1) }) where names[day] == nil && national.contains(day.adding(1)) {
            names[day] = "国民の休日"
        }
        return names.map { Holiday(day: $0, name: $1, state: .expected) }.sorted { $0.day < $1.day }
    }

    /// § 2.
    private static func named(in year: Int) -> [(Day, String)] {
        let days: [(Day?, String)] = [
            (Day(year: year, month: 1, day: 1), "元日"), (monday(2, of: 1, year), "成人の日"),
            (Day(year: year, month: 2, day: 11), "建国記念の日"), (Day(year: year, month: 2, day: 23), "天皇誕生日"),
            (Equinox.spring(year), "春分の日"), (Day(year: year, month: 4, day: 29), "昭和の日"),
            (Day(year: year, month: 5, day: 3), "憲法記念日"), (Day(year: year, month: 5, day: 4), "みどりの日"),
            (Day(year: year, month: 5, day: 5), "こどもの日"), (monday(3, of: 7, year), "海の日"),
            (Day(year: year, month: 8, day: 11), "山の日"), (monday(3, of: 9, year), "敬老の日"),
            (Equinox.autumn(year), "秋分の日"), (monday(2, of: 10, year), "スポーツの日"),
            (Day(year: year, month: 11, day: 3), "文化の日"), (Day(year: year, month: 11, day: 23), "勤労感謝の日"),
        ]
        return days.compactMap { day, name in day.map { ($0, name) } }
    }

    /// The n-th Monday of a month.
    private static func monday(_ number: Int, of month: Int, _ year: Int) -> Day? {
        Day(year: year, month: month, day: 1).map { first in
            first.adding((8 - first.weekday.rawValue) % 7 + (number - 1) * 7)
        }
    }
}
