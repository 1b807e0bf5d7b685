import Domain
import Testing

/// Days in the years of an era.
struct WarekiTests {
    @Test(arguments: [
        ("2021-01-20", "令和3年1月20日"), ("2019-05-01", "令和元年5月1日"), ("2019-04-30", "平成31年4月30日"),
        ("2019-12-31", "令和元年12月31日"), ("2020-01-01", "令和2年1月1日"), ("1989-01-08", "平成元年1月8日"),
        ("1989-01-07", "昭和64年1月7日"), ("1926-12-25", "昭和元年12月25日"), ("1926-12-24", "大正15年12月24日"),
        ("1912-07-30", "大正元年7月30日"), ("1912-07-29", "明治45年7月29日"), ("1873-01-01", "明治6年1月1日"),
        ("1872-12-31", "1872年12月31日"),
    ])
    func `a day is written with its era, the first year as 元年`(day: String, words: String) throws {
        #expect(try #require(Day(day)).wareki == words)
    }
}
