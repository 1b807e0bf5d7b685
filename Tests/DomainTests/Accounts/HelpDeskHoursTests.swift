import Domain
import Testing

/// When the help desk's phone is answered (R6).
struct HelpDeskHoursTests {
    private let hours = HelpDeskHours.usual
    private let holidays: Holidays

    init() throws {
        let days = [
            "2021-01-01", "2021-04-29", "2021-05-03", "2021-05-04", "2021-05-05", "2021-08-09", "2027-01-01",
        ]
        holidays = Holidays(
            try days.map { Holiday(day: try #require(Day($0)), name: "祝日", state: .attested) })
    }

    /// At a wall clock in Tokyo, `HH:MM:SS.mmm`.
    private func at(_ day: String, _ time: String) throws -> Instant {
        try #require(Instant("\(day)T\(time)Z")).adding(seconds: -9 * 3600)
    }

    private func isOpen(_ day: String, _ time: String = "12:00:00.000") throws -> Bool {
        hours.isOpen(at: try at(day, time), holidays: holidays)
    }

    private func next(_ day: String, _ time: String = "12:00:00.000") throws -> String? {
        hours.nextOpening(after: try at(day, time), holidays: holidays).map { "\($0.day.text) \($0.time.words)" }
    }

    @Test(
        arguments: [
            ("00:00:00.000", false), ("08:59:59.999", false), ("09:00:00.000", true), ("16:59:59.999", true),
            ("17:00:00.000", false), ("23:59:59.999", false),
        ])
    func `open from nine up to, not including, seventeen o'clock`(time: String, expected: Bool) throws {
        #expect(try isOpen("2021-01-19", time) == expected)
    }

    @Test(
        arguments: [
            ("2021-01-22", true), ("2021-01-23", false), ("2021-01-24", false), ("2021-01-25", true),
            // A Sunday's holiday is made up for on the Monday.
            ("2021-08-06", true), ("2021-08-09", false), ("2021-08-10", true),
            ("2021-04-28", true), ("2021-04-29", false), ("2021-04-30", true), ("2021-05-03", false),
            ("2021-05-04", false), ("2021-05-05", false), ("2021-05-06", true),
            // 28 December and 4 January, both Mondays.
            ("2020-12-28", true), ("2020-12-29", false), ("2020-12-31", false), ("2021-01-01", false),
            ("2021-01-04", true), ("2026-12-28", true), ("2026-12-29", false),
        ])
    func `closed on weekends, holidays and closing days`(day: String, expected: Bool) throws {
        #expect(try isOpen(day) == expected)
    }

    @Test(
        arguments: [
            ("2021-01-19", "08:59:59.999", "2021-01-19 9:00"), ("2021-01-19", "09:00:00.000", "2021-01-20 9:00"),
            ("2021-01-22", "17:00:00.000", "2021-01-25 9:00"), ("2021-04-28", "17:00:00.000", "2021-04-30 9:00"),
            ("2021-04-30", "17:00:00.000", "2021-05-06 9:00"), ("2021-08-06", "17:00:00.000", "2021-08-10 9:00"),
            ("2020-12-28", "17:00:00.000", "2021-01-04 9:00"),
            // 3 January 2025 is a Friday: the weekend comes after it.
            ("2024-12-27", "17:00:00.000", "2025-01-06 9:00"), ("2025-01-03", "12:00:00.000", "2025-01-06 9:00"),
        ])
    func `it opens again on the next working day`(day: String, time: String, expected: String) throws {
        #expect(try next(day, time) == expected)
    }

    @Test func `pages say how it stands`() throws {
        #expect(hours.standing(at: try at("2021-01-19", "09:00:00.000"), holidays: holidays) == "いま受付中")
        #expect(
            hours.standing(at: try at("2020-12-28", "17:00:00.000"), holidays: holidays)
                == "いまは時間外です。次は1月4日(月) 9:00から")
    }

    @Test func `what is closed the whole year never opens`() throws {
        let always = try #require(ClosingDays("01-01..12-31"))
        let closed = try #require(HelpDeskHours("09:00-17:00", closings: [always]))
        let now = try at("2021-01-19", "12:00:00.000")
        #expect(!closed.isOpen(at: now, holidays: holidays))
        #expect(closed.nextOpening(after: now, holidays: holidays) == nil)
        #expect(closed.standing(at: now, holidays: holidays) == "いまは時間外です")
    }

    @Test func `hours and closing days are as they are set`() throws {
        let closings = [try #require(ClosingDays("2021-01-20")), try #require(ClosingDays("08-13..08-15"))]
        let hours = try #require(HelpDeskHours("08:30-18:15", closings: closings))
        for (day, time, expected) in [
            ("2021-01-19", "08:29:59.999", false), ("2021-01-19", "08:30:00.000", true),
            ("2021-01-19", "18:14:59.999", true), ("2021-01-19", "18:15:00.000", false),
            ("2021-01-20", "12:00:00.000", false), ("2022-01-20", "12:00:00.000", true),
            ("2021-08-12", "12:00:00.000", true), ("2021-08-13", "12:00:00.000", false),
            ("2022-08-15", "12:00:00.000", false), ("2022-08-16", "12:00:00.000", true),
            ("2020-12-29", "12:00:00.000", true),
        ] {
            #expect(hours.isOpen(at: try at(day, time), holidays: holidays) == expected, "\(day) \(time)")
        }
        #expect(hours.words == "平日 8:30〜18:15(土・日・祝日・8月13日〜8月15日はお休みです)")
        #expect(HelpDeskHours.usual.words == "平日 9:00〜17:00(土・日・祝日・12月29日〜1月3日はお休みです)")
        #expect(HelpDeskHours("09:00-17:00")?.words == "平日 9:00〜17:00(土・日・祝日はお休みです)")
    }

    @Test func `one day of every year is a closing day too, 29 February in leap years`() throws {
        let leap = try #require(ClosingDays("02-29"))
        for (day, expected) in [("2024-02-29", true), ("2023-02-28", false), ("2023-03-01", false)] {
            #expect(leap.contains(try #require(Day(day))) == expected, "\(day)")
        }
    }

    @Test(arguments: [
        "", "9:00-17:00", "09:00", "17:00-09:00", "09:00-09:00", "09:00-24:00", "09:00-12:00-17:00", "09:00–17:00",
    ])
    func `what are no hours is not read`(text: String) {
        #expect(HelpDeskHours(text) == nil)
    }

    @Test(arguments: [
        "", "12-32", "13-01", "02-30", "2021-02-29", "12-29...01-03", "12-29..", "..01-03", "12/29",
        "2021-12-29..01-03",
    ])
    func `what are no closing days is not read`(text: String) {
        #expect(ClosingDays(text) == nil)
    }
}
