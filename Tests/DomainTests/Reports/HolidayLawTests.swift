import Domain
import Testing

/// The law on public holidays; the table of attested years is compared with it where the table is.
struct HolidayLawTests {
    /// The days of the equinoxes as they were announced.
    @Test(
        arguments: zip(
            2020...2027,
            [(20, 22), (20, 23), (21, 23), (21, 23), (20, 22), (20, 23), (20, 23), (21, 23)]))
    func `the equinoxes are on the days that were announced`(year: Int, days: (spring: Int, autumn: Int)) {
        #expect(Equinox.spring(year) == Day(year: year, month: 3, day: days.spring))
        #expect(Equinox.autumn(year) == Day(year: year, month: 9, day: days.autumn))
    }

    @Test func `beyond the years of the formula there is no equinox`() {
        for year in [1979, 2100] { #expect(Equinox.spring(year) == nil && Equinox.autumn(year) == nil) }
        for year in [1980, 2099] { #expect(Equinox.spring(year) != nil && Equinox.autumn(year) != nil) }
    }

    @Test func `where the law was otherwise nothing is said`() {
        for year in [2020, 2021, 2100] { #expect(Holidays.byLaw(year: year).isEmpty) }
        for year in [2022, 2099] { #expect(Holidays.byLaw(year: year).count >= 16) }
    }

    @Test(
        arguments: [
            ("2023-01-02", "振替休日"), ("2026-05-06", "振替休日"), ("2027-03-22", "振替休日"), ("2026-09-22", "国民の休日"),
            ("2032-09-21", "国民の休日"), ("2029-04-30", "振替休日"), ("2028-01-10", "成人の日"),
        ])
    func `days that follow from others`(day: String, name: String) throws {
        let day = try #require(Day(day))
        let holidays = Holidays(Holidays.byLaw(year: day.civil.year))
        #expect(holidays[day] == Holiday(day: day, name: name, state: .expected))
    }

    @Test(arguments: ["2026-05-07", "2025-09-22", "2024-05-07", "2028-05-06", "2027-09-22"])
    func `days beside them are none`(day: String) throws {
        let day = try #require(Day(day))
        #expect(Holidays(Holidays.byLaw(year: day.civil.year))[day] == nil)
    }

    @Test func `every year is in order and names a day once`() {
        for year in Holidays.yearsByLaw {
            let days = Holidays.byLaw(year: year).map(\.day)
            #expect(days == Set(days).sorted())
            #expect(days.allSatisfy { $0.civil.year == year })
        }
    }
}
