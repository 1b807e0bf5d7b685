import Domain
import Testing

struct InstantTests {
    private let day = Day(number: 18_646)  // 2021-01-19

    @Test func `Tokyo is nine hours ahead`() throws {
        #expect(Instant(day).text == "2021-01-18T15:00:00.000Z")
        #expect(Instant(day, try #require(TimeOfDay("13:00"))).text == "2021-01-19T04:00:00.000Z")
    }

    @Test(arguments: [
        ("2021-01-19T14:59:59.999Z", "2021-01-19", "23:59:59"), ("2021-01-19T15:00:00.000Z", "2021-01-20", "0:00:00"),
        ("1969-12-31T14:59:59.999Z", "1969-12-31", "23:59:59"), ("1969-12-31T15:00:00.000Z", "1970-01-01", "0:00:00"),
    ])
    func `the day in Tokyo changes at fifteen o'clock of the world`(text: String, day: String, time: String) throws {
        let instant = try #require(Instant(text))
        #expect(instant.day.text == day)
        #expect(instant.time.withSeconds == time)
    }

    @Test func `twelve fifty-nine is on time and thirteen o'clock is not`() throws {
        let schedule = Schedule(opensAfterDays: 0, dueAfterDays: 1, dueTime: try #require(TimeOfDay("13:00")))
        let deadline = schedule.deadline(for: day)
        #expect(try #require(Instant("2021-01-20T03:59:59.999Z")) < deadline)
        #expect(try #require(Instant("2021-01-20T04:00:00.000Z")) >= deadline)
        #expect(deadline.words == "1月20日(水) 13:00")
        #expect(schedule.opens(for: day).words == "1月19日(火) 0:00")
    }

    @Test(arguments: [
        "2021-01-20T04:00:00.000Z", "1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "2020-02-29T23:59:59.001Z",
        "9999-12-31T23:59:59.999Z",
    ])
    func `an instant is written and read to the millisecond`(text: String) throws {
        let instant = try #require(Instant(text))
        #expect(instant.text == text)
        #expect(Instant(milliseconds: instant.milliseconds) == instant)
    }

    @Test(arguments: [
        "", "2021-01-20T04:00:00Z", "2021-01-20 04:00:00.000Z", "2021-01-20T24:00:00.000Z", "2021-01-20T04:60:00.000Z",
        "2021-02-30T04:00:00.000Z", "2021-01-20T04:00:00.000", "2021-01-20T04:00:00.000+", "2021-01-20T04:00:60.000Z",
    ])
    func `what is no instant is not read`(text: String) { #expect(Instant(text) == nil) }

    @Test(arguments: ["24:00", "13:60", "1300", "9:00", "13:00:00", "１３:00", "", "-1:00"])
    func `what is no time of day is not read`(text: String) { #expect(TimeOfDay(text) == nil) }

    @Test func `a time of day is said without a leading zero and stored with one`() throws {
        let time = try #require(TimeOfDay("09:05"))
        #expect(time.words == "9:05")
        #expect(time.text == "09:05")
    }
}
