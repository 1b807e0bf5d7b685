import Domain
import Testing

struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2020-02-29", 18_321), ("2020-03-01", 18_322),
        ("2021-01-18", 18_645), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func `a day is written and read to the character`(text: String, number: Int) throws {
        let day = try #require(Day(text))
        #expect(day.number == number)
        #expect(day.text == text)
        #expect(Day(number: number) == day)
        #expect(Day(compact: day.compact) == day)
    }

    @Test func `every day of four centuries comes round`() throws {
        let first = try #require(Day("1999-12-31"))
        for shift in stride(from: 0, through: 146_097, by: 1) {
            let day = first.adding(shift)
            #expect(Day(day.text) == day)
        }
    }

    @Test(arguments: [
        "", "2021-1-18", "2021-02-29", "1900-02-29", "2021-13-01", "2021-00-01", "2021-04-31", "2021-01-00", "20210118",
        "2021/01/18", " 2021-01-18", "2021-01-18 ", "２０２１-01-18", "0000-01-01", "-021-01-18", "2021-01-18T",
    ])
    func `what is no day is not read`(text: String) { #expect(Day(text) == nil) }

    @Test(arguments: ["", "2021-01-18", "20210229", "2021011", "202101188", "2021０118"])
    func `what is no compact day is not read`(text: String) { #expect(Day(compact: text) == nil) }

    @Test(arguments: [
        ("2021-01-18", Weekday.monday), ("2021-01-20", .wednesday), ("1970-01-01", .thursday), ("1969-12-28", .sunday),
        ("2020-02-29", .saturday),
    ])
    func `a day knows its weekday`(text: String, weekday: Weekday) throws {
        #expect(try #require(Day(text)).weekday == weekday)
    }

    @Test func `a day is said as people say it`() throws {
        let day = try #require(Day("2021-01-19"))
        #expect(day.words == "1月19日(火)")
        #expect(day.longWords == "2021年1月19日(火)")
        #expect(day.compact == "20210119")
    }

    @Test func `days are ordered and counted`() throws {
        let day = try #require(Day("2020-12-31"))
        #expect(day.adding(1).text == "2021-01-01")
        #expect(day < day.adding(1))
        #expect(day.adding(-366).text == "2019-12-31")
    }

    @Test func `a week is named by its Wednesday, a day by itself`() throws {
        let wednesday = try #require(Day("2021-01-20"))
        #expect(PeriodKind.week.accepts(wednesday))
        #expect(!PeriodKind.week.accepts(wednesday.adding(1)))
        #expect(PeriodKind.day.accepts(wednesday.adding(1)))
        #expect(PeriodKind.week.words(wednesday) == "1月20日(水)締切分")
    }
}
