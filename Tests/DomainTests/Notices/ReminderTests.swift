import Testing

@testable import Domain

/// When somebody is reminded, and of what.
struct ReminderTests {
    /// A Wednesday.
    private static let day = Day.written("2021-01-20")

    private func at(_ time: String, _ day: Day = day) throws -> Instant {
        Instant(day, try #require(TimeOfDay(time)))
    }

    private func earlier(_ instant: Instant) -> Instant { Instant(milliseconds: instant.milliseconds - 1) }

    private func surveys() throws -> Surveys { Surveys([try SampleForm.form()]) }

    @Test func `the morning's mails begin at nine and end at eighteen, to the millisecond`() throws {
        let run = ReminderRun(.morning(Self.day))
        #expect(!run.isDue(at: earlier(try at("09:00"))))
        #expect(run.isDue(at: try at("09:00")))
        #expect(run.isDue(at: earlier(try at("18:00"))))
        #expect(!run.isDue(at: try at("18:00")))
    }

    @Test func `a deadline is told of one, two and three hours before it, and never when it has passed`() throws {
        func hours(_ now: Instant) throws -> [Int] {
            ReminderRun.due(try surveys(), at: now).compactMap {
                if case .before(let deadline, let hours) = $0.kind, deadline.time.text == "13:00" { hours } else { nil }
            }
        }
        #expect(try hours(earlier(at("10:00"))) == [])
        #expect(try hours(at("10:00")) == [3])
        #expect(try hours(earlier(at("12:00"))) == [2, 3])
        #expect(try hours(at("12:00")) == [1, 2, 3])
        #expect(try hours(earlier(at("13:00"))) == [1, 2, 3])
        #expect(try hours(at("13:00")) == [])
    }

    @Test func `every run has a name of its own`() throws {
        let noon = try at("12:00"), deadline = try at("13:00")
        #expect(
            ReminderRun.due(try surveys(), at: noon).map(\.id) == [
                "reminder-2021-01-20-1300-1", "reminder-2021-01-20-1300-2", "reminder-2021-01-20-1300-3",
                "reminder-2021-01-20",
            ])
        #expect(
            ReminderRun(.before(deadline: deadline, hours: 1)).id != ReminderRun(.before(deadline: noon, hours: 1)).id)
    }

    @Test func `a run's name says what it is about, and until when its mails are worth sending`() throws {
        let runs = ReminderRun.due(try surveys(), at: try at("12:00"))
        #expect(runs.map { ReminderRun(id: $0.id) } == runs)
        #expect(
            runs.map(\.worthUntil) == Array(repeating: try at("13:00"), count: 3) + [
                try at("09:00", Self.day.adding(1))
            ])
        for other in [
            "", "b-0123456789ab", "n-000000000000000000000001", "reminder-2021-02-30", "reminder-2021-01-20-13-1",
        ] {
            #expect(ReminderRun(id: other) == nil)
        }
    }

    @Test func `days past their deadline are told of once, and while more are missed every three days`() throws {
        let missed = try at("13:00", Self.day.adding(-1)), nine = try at("09:00")
        func told(_ when: Instant?, _ open: [Instant], _ now: Instant) -> Bool {
            ReminderRule.morning(.usual, open: open, told: when, opensWeek: false, at: now) == .overdue
        }
        #expect(told(nil, [missed], nine))
        #expect(!told(nil, [], nine))
        // Told of already: nothing new.
        #expect(!told(missed.adding(seconds: 1), [missed], try at("09:00", Self.day.adding(30))))
        #expect(told(missed, [missed], try at("09:00", Self.day.adding(30))))
        // New, but told of something two days ago; three days ago.
        #expect(!told(try at("09:00", Self.day.adding(-2)), [missed], nine))
        #expect(told(try at("09:00", Self.day.adding(-3)), [missed], nine))
        // A clock that was set back tells anew.
        #expect(told(nine.adding(seconds: 1), [missed], nine))
    }

    @Test func `the week's summary comes on its first day alone, in place of the other mail, and each can be left out`()
        throws
    {
        let open = [try at("13:00", Self.day.adding(-1))], nine = try at("09:00")
        func mail(_ setting: ReminderSetting, _ opensWeek: Bool) -> ReminderRule.Morning? {
            ReminderRule.morning(setting, open: open, told: nil, opensWeek: opensWeek, at: nine)
        }
        #expect(mail(.usual, true) == .weekly)
        #expect(mail(.usual, false) == .overdue)
        #expect(mail(ReminderSetting(hoursBefore: nil, overdue: true, weekly: false), true) == .overdue)
        #expect(mail(ReminderSetting(hoursBefore: nil, overdue: false, weekly: true), false) == nil)
        #expect(mail(.none, true) == nil)
        #expect(ReminderRule.morning(.usual, open: [], told: nil, opensWeek: true, at: nine) == nil)
    }

    @Test func `a week opens on the first day on which it practises, holidays told apart`() {
        let monday = Day.written("2021-01-11")
        let holidays = Holidays([Holiday(day: monday, name: "成人の日", state: .attested)])
        let weekdays = PracticeDays([.monday, .tuesday, .wednesday])
        func opens(_ days: PracticeDays?, _ offset: Int) -> Bool {
            ReminderRule.opensWeek(days, on: monday.adding(offset), holidays)
        }
        #expect((0..<7).map { opens(nil, $0) } == [true, false, false, false, false, false, false])
        #expect((0..<7).map { opens(weekdays, $0) } == [false, true, false, false, false, false, false])
        #expect((7..<14).map { opens(weekdays, $0) } == [true, false, false, false, false, false, false])
        #expect(opens(PracticeDays([.monday], onHolidays: true), 0))
        #expect((0..<7).map { opens(PracticeDays([.sunday]), $0) } == Array(repeating: false, count: 6) + [true])
        #expect((0..<7).allSatisfy { !opens(PracticeDays([]), $0) })
    }

    @Test(arguments: [
        MailPlace.reportForm(survey: "clinic-daily", day), .together(day), .members(survey: "supplies-weekly", day),
        .home,
    ])
    func `a page of a mail is read as it was written`(place: MailPlace) {
        #expect(MailPlace(mark: Substring(place.mark)) == place)
    }

    @Test(arguments: [
        "", "{{page}}", "{{page form}}", "{{page form a 2021-02-30}}", "{{page home}} ", "x{{page home}}",
    ])
    func `any other line is none`(line: String) {
        #expect(MailPlace(mark: Substring(line)) == nil)
    }

    @Test func `a mail has few lines however much is open, names no duty and breaks no line at a name`() throws {
        let form = try SampleForm.form()
        let entries = (0..<40).map {
            Reminder.Entry(
                form: form, period: Self.day.adding(-$0), deadline: form.schedule.deadline(for: Self.day.adding(-$0)),
                members: (0..<300).map { "会員\n{{link}}\($0)" })
        }
        let account = Account(id: "a", loginId: "A1", role: .association("A1"), name: "見本医師会")
        for kind in [Reminder.Kind.before(try at("13:00")), .overdue, .weekly] {
            let draft = MailDraft.reminder(
                Reminder(kind, entries, isDesignated: nil), for: account, on: Self.day, to: "a@example.jp")
            let lines = draft.body.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count < 70 && draft.body.utf8.count < 20_000)
            #expect(lines.filter { $0 == MailDraft.linkMark }.count == 1)
            #expect(draft.body.contains("ほかに30件") && draft.body.contains("、ほか290件"))
            for word in ["義務", "督促", "違反", "罰"] { #expect(!(draft.subject + draft.body).contains(word)) }
        }
    }
}
