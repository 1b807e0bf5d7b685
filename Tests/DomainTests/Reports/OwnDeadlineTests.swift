import Testing

@testable import Domain

/// Until when one institution is to report (R25 R27): every edge, to the millisecond.
struct OwnDeadlineTests {
    private static let one = TimeOfDay(milliseconds: 46_800_000)
    private static let weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
    private let daily = Schedule(opensAfterDays: 0, dueAfterDays: 1, dueTime: one)
    private let weekly = Schedule(opensAfterDays: -6, dueAfterDays: 0, dueTime: one)

    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    /// 13:00 of a day, and so many milliseconds.
    private func at(_ text: String, _ milliseconds: Int = 0, _ time: TimeOfDay = one) throws -> Instant {
        Instant(milliseconds: Instant(try day(text), time).milliseconds + milliseconds)
    }

    private func practice(_ days: Set<Weekday> = weekdays, onHolidays: Bool = false) -> Timeline<PracticeDays> {
        Timeline([(Validity(from: Day(number: 0), until: nil), PracticeDays(days, onHolidays: onHolidays))])
    }

    private func holidays(_ days: [String]) throws -> Holidays {
        Holidays(try days.map { Holiday(day: try day($0), name: "祝日", state: .attested) })
    }

    private func window(_ from: Instant, _ until: Instant, isCancelled: Bool = false) -> MaintenanceWindow {
        MaintenanceWindow(
            id: "w-1", startsAt: from, endsAt: until, announcedFrom: from, reason: "", isCancelled: isCancelled)
    }

    private func own(
        _ period: String, _ facts: DeadlineFacts = DeadlineFacts(), _ schedule: Schedule? = nil
    ) throws -> OwnDeadline { OwnDeadline(schedule ?? daily, try day(period), facts) }

    @Test func `who told of nothing has the survey's deadline, Saturdays, Sundays and holidays included`() throws {
        let facts = DeadlineFacts(holidays: try holidays(["2021-01-11"]))
        for (period, due) in [
            ("2021-01-08", "2021-01-09"), ("2021-01-09", "2021-01-10"), ("2021-01-10", "2021-01-11"),
            ("2020-12-31", "2021-01-01"), ("2020-02-28", "2020-02-29"), ("2020-02-29", "2020-03-01"),
            ("2021-02-28", "2021-03-01"),
        ] {
            let own = try own(period, facts)
            #expect(try own.until == at(due) && own.national == at(due))
            #expect(!own.isMoved && own.causes.isEmpty && own.reason.isEmpty)
        }
    }

    @Test func `the weekly survey is due on Wednesday, or on the next practice day`() throws {
        #expect(try own("2021-01-20", DeadlineFacts(), weekly).until == at("2021-01-20"))
        let closed = DeadlineFacts(practice: practice([.monday, .tuesday, .thursday, .friday]))
        #expect(try own("2021-01-20", closed, weekly).until == at("2021-01-21"))
    }

    /// Every weekday pattern against a search of the test's own.
    @Test(arguments: 1..<128) func `every pattern of weekdays leads to its next practice day`(pattern: Int) throws {
        let days = Set(Weekday.allCases.filter { pattern & (1 << $0.rawValue) != 0 })
        for offset in 0..<7 {
            let period = try day("2021-01-17").adding(offset)
            var due = period.number + 1
            // 1970-01-01 was a Thursday.
            while pattern & (1 << ((due + 4) % 7)) == 0 { due += 1 }
            let own = OwnDeadline(daily, period, DeadlineFacts(practice: practice(days)))
            #expect(own.until == Instant(Day(number: due), Self.one))
            #expect(own.causes == (due == period.number + 1 ? [] : [.practice(period.adding(1))]))
        }
    }

    @Test func `holidays are no practice days, unless the institution practises on them`() throws {
        let newYear = try holidays(["2021-01-01"])
        let goldenWeek = try holidays(["2021-04-29", "2021-05-03", "2021-05-04", "2021-05-05"])
        let closed = DeadlineFacts(practice: practice(), holidays: newYear)
        // New Year's Day is a Friday.
        #expect(try own("2020-12-31", closed).until == at("2021-01-04"))
        #expect(try own("2020-12-30", closed).until == at("2020-12-31"))
        for period in ["2021-04-30", "2021-05-01", "2021-05-02", "2021-05-03", "2021-05-04"] {
            let own = try own(period, DeadlineFacts(practice: practice(), holidays: goldenWeek))
            #expect(try own.until == at("2021-05-06"), "\(period)")
        }
        let open = DeadlineFacts(practice: practice(onHolidays: true), holidays: goldenWeek)
        #expect(try own("2021-05-02", open).until == at("2021-05-03"))
        // A holiday on a Sunday is no practice day of one that is closed on Sundays.
        let sunday = DeadlineFacts(practice: practice(onHolidays: true), holidays: try holidays(["2021-01-17"]))
        #expect(try own("2021-01-16", sunday).until == at("2021-01-18"))
    }

    @Test func `each candidate day is judged by what holds on it`() throws {
        let monday = try day("2021-01-18")
        let closed = Timeline([
            (Validity(from: Day(number: 0), until: monday), PracticeDays([.saturday])),
            (Validity(from: monday, until: monday.adding(2)), PracticeDays([])),
        ])
        // Sunday: closed; Monday and Tuesday: closed by the new pattern; Wednesday: nothing is told.
        #expect(try own("2021-01-16", DeadlineFacts(practice: closed)).until == at("2021-01-20"))
    }

    @Test func `without a practice day in a year nothing moves, with one on the last day it does`() throws {
        let never = DeadlineFacts(practice: practice([]))
        #expect(try own("2021-01-19", never).isMoved == false)
        let due = try day("2021-01-20")
        for (gap, until) in [(365, due.adding(365)), (366, due)] {
            let gone = Timeline([(Validity(from: due, until: due.adding(gap)), PracticeDays([]))])
            #expect(try own("2021-01-19", DeadlineFacts(practice: gone)).until == Instant(until, Self.one))
        }
    }

    @Test func `a deadline that touches a window moves, both edges included, and not a millisecond more`() throws {
        let (before, after) = (try at("2021-01-20", -3_600_000), try at("2021-01-20", 3_600_000))
        let cases: [(Instant, Instant, Bool)] = [
            (before, after, true), (try at("2021-01-20"), after, true), (try at("2021-01-20", 1), after, false),
            (before, try at("2021-01-20"), true), (before, try at("2021-01-20", -1), false),
        ]
        for (from, until, moves) in cases {
            let own = try own("2021-01-19", DeadlineFacts(windows: [window(from, until)]))
            #expect(try own.until == at(moves ? "2021-01-21" : "2021-01-20"))
            #expect(own.causes == (moves ? [.maintenance(until: until)] : []))
        }
        let called = window(before, after, isCancelled: true)
        #expect(try own("2021-01-19", DeadlineFacts(windows: [called])).isMoved == false)
    }

    @Test func `after a window comes the first practice day whose hour lies behind its end`() throws {
        let start = try at("2021-01-20", -1)
        for (end, until) in [
            (try at("2021-01-22", -1), "2021-01-22"), (try at("2021-01-22"), "2021-01-23"),
            (try at("2021-01-22", 1), "2021-01-23"),
        ] {
            #expect(try own("2021-01-19", DeadlineFacts(windows: [window(start, end)])).until == at(until))
            let closed = DeadlineFacts(practice: practice(), windows: [window(start, end)])
            #expect(
                try own("2021-01-19", closed).until == at(until == "2021-01-22" ? "2021-01-22" : "2021-01-25"))
        }
    }

    @Test func `windows one behind the other are all waited for, in whatever order they come`() throws {
        let first = window(try at("2021-01-20", -1), try at("2021-01-20", 1))
        let second = window(try at("2021-01-21", -1), try at("2021-01-21", 1))
        let third = window(try at("2021-01-25", 0), try at("2021-01-25", 1))
        for windows in [[first, second, third], [third, second, first]] {
            let facts = DeadlineFacts(
                practice: practice([.monday, .tuesday, .wednesday, .thursday]), windows: windows)
            let own = try own("2021-01-19", facts)
            #expect(try own.until == at("2021-01-26"))
            let friday = try day("2021-01-22")
            #expect(
                own.causes == [
                    .maintenance(until: first.endsAt), .maintenance(until: second.endsAt), .practice(friday),
                    .maintenance(until: third.endsAt),
                ])
        }
    }

    @Test func `before the ID could be used means up to that very instant`() throws {
        for (since, until) in [
            (try at("2021-01-20", -1), "2021-01-20"), (try at("2021-01-20"), "2021-01-27"),
            (try at("2021-01-20", 1), "2021-01-27"), (try at("2021-01-20", 0, .midnight), "2021-01-20"),
            (Instant(milliseconds: try at("2021-01-21", 0, .midnight).milliseconds - 1), "2021-01-27"),
            (try at("2021-01-21", 0, .midnight), "2021-01-28"),
        ] {
            let own = try own("2021-01-19", DeadlineFacts(access: .since(since)))
            #expect(try own.until == at(until))
            #expect(own.causes == (own.isMoved ? [.access(since: since)] : []))
        }
        let leap = try at("2020-02-22", 1)
        #expect(try own("2020-02-20", DeadlineFacts(access: .since(leap))).until == at("2020-02-29"))
    }

    @Test func `seven days after the ID the same rules hold again`() throws {
        let since = try at("2021-01-16", 0)
        let end = try at("2021-01-25", 0)
        let facts = DeadlineFacts(
            practice: practice(), windows: [window(try at("2021-01-25", -9), end)], access: .since(since))
        let own = try own("2020-09-01", facts)
        #expect(try own.until == at("2021-01-26"))
        #expect(
            try own.causes == [.access(since: since), .practice(day("2021-01-23")), .maintenance(until: end)])
    }

    @Test func `while the ID cannot be used the deadline has no date`() throws {
        let own = try own("2021-01-19", DeadlineFacts(access: .notYet))
        #expect(try own.until == nil && own.isMoved && own.isAhead(at: at("2031-01-01")))
        #expect(try own.national == at("2021-01-20"))
        #expect(own.causes == [.access(since: nil)])
    }

    @Test func `a deadline is ahead up to its last millisecond`() throws {
        let own = try own("2021-01-19")
        #expect(try own.isAhead(at: at("2021-01-20", -1)))
        #expect(try !own.isAhead(at: at("2021-01-20")))
    }
}
