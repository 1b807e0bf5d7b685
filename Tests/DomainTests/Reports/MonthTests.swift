import Testing

@testable import Domain

struct MonthTests {
    @Test(arguments: ["2020-02": 29, "2021-02": 28, "2020-12": 31, "2021-04": 30])
    func `it has its days, and leads to its neighbours`(text: String, days: Int) throws {
        let month = try #require(Month(text))
        #expect(month.lastDay.number - month.firstDay.number + 1 == days)
        #expect(month.next.previous == month)
        #expect(month.text == text)
        #expect(Month(of: month.lastDay) == month)
    }

    @Test(arguments: ["2021-13", "2021-00", "2021-1", "2021-1-", "", "二〇二一年", "2021-01-01", "+021-01"])
    func `what is no month is none`(text: String) {
        #expect(Month(text) == nil)
    }

    @Test func `its weeks begin on Sunday and leave other months' days blank`() throws {
        let month = try #require(Month("2021-01"))
        #expect(month.weeks.count == 6)
        #expect(month.weeks[0].map { $0?.civil.day } == [nil, nil, nil, nil, nil, 1, 2])
        #expect(month.weeks[5].map { $0?.civil.day } == [31, nil, nil, nil, nil, nil, nil])
        #expect(month.weeks.flatMap { $0 }.compactMap { $0 }.count == 31)
        #expect(month.words == "2021年1月")
    }
}
