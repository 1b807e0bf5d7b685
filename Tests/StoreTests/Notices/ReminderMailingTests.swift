import Database
import Domain
import Store
import TestSupport
import Testing

/// Who is reminded, when and of what; nobody twice (R22 R25 R33 R59).
struct ReminderMailingTests {
    /// Monday: the run is older than the tests' Tuesday.
    private static let begun = TestWorld.at("2021-01-18", "08:00")
    private static let nine = TestWorld.at("2021-01-19", "09:00")

    private func world(
        _ engine: Engine, clinics: Int = 1, _ body: (TestWorld) async throws -> Void
    ) async throws {
        try await TestWorld.with(engine) { world in
            try await world.addClinics(clinics)
            try await world.remind(at: Self.begun)
            try await body(world)
        }
    }

    @Test(arguments: Engine.available)
    func `it works: the morning after, at nine, one mail with the day that is open, and its form`(engine: Engine)
        async throws
    {
        try await world(engine) { world in
            #expect(try await world.remind(at: Instant(milliseconds: Self.nine.milliseconds - 1)) == [])
            #expect(try await world.remind(at: Self.nine) == ["clinic1"])
            let (subject, body) = try await world.newestReminder()
            #expect(subject == "【G-MIS事務局】まだ報告のない日のご案内（1月17日(日)）")
            #expect(body.hasPrefix("見本1医院 ご担当者様\n"))
            #expect(body.contains("・1月17日(日)の報告　診療・検査医療機関 日次調査（締切 1月18日(月) 13:00）"))
            #expect(body.contains("\n{{page form clinic-daily 2021-01-17}}\n"))
            #expect(!body.contains("1月18日(月)の報告") && body.contains("条件の一つ"))
            #expect(try await world.remind(at: Self.nine.adding(seconds: 3_600)) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `who brings reminders in at noon reminds nobody of that morning`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.addClinics(1)
            try await world.want(ReminderSetting(hoursBefore: 3, overdue: true, weekly: true))
            #expect(try await world.remind(at: TestWorld.at("2021-01-19", "12:30")) == [])
            #expect(try await world.remind(at: TestWorld.at("2021-01-19", "12:31")) == [])
            #expect(try await world.remind(at: TestWorld.at("2021-01-20", "09:00")) == ["clinic1"])
        }
    }

    @Test(arguments: Engine.available)
    func `in pieces, stopped in between and by several programs at once, everybody gets exactly one`(engine: Engine)
        async throws
    {
        try await world(engine, clinics: 11) { world in
            let first = try await world.reminders(piece: 2)
            let counter = Counter()
            try await first.run(at: Self.nine, arrived: Self.nine) { counter.next() > 4 }
            let part = try await world.reminded().count
            #expect(part > 0 && part < 11)
            // While the first may still be at it the others leave it alone; when it was not heard of they go on.
            let other = try await world.reminders(piece: 2, worker: "w-2")
            try await other.run(at: Self.nine, arrived: Self.nine)
            #expect(try await world.reminded().count == part)
            let later = Self.nine.adding(seconds: ReminderMailing.leaseSeconds + 1)
            let third = try await world.reminders(piece: 2, worker: "w-3")
            async let one = other.run(at: Self.nine, arrived: later)
            async let two = third.run(at: Self.nine, arrived: later)
            async let back = first.run(at: Self.nine, arrived: later)
            let queued = try await (one.queued, two.queued, back.queued)
            #expect(queued.0 + queued.1 + queued.2 == 11 - part)
            #expect(Set(try await world.reminded()).count == 11)
            #expect(try await world.reminded().count == 11)
        }
    }

    @Test(arguments: Engine.available)
    func `one look ends after some pieces, and the next goes on`(engine: Engine) async throws {
        try await world(engine, clinics: 25) { world in
            let mailing = try await world.reminders(piece: 1)
            let first = try await mailing.run(at: Self.nine, arrived: Self.nine)
            #expect(first.hasMore && first.queued == 20)
            let second = try await mailing.run(at: Self.nine, arrived: Self.nine)
            #expect(!second.hasMore && second.queued == 5)
        }
    }

    @Test(arguments: Engine.available)
    func `nobody is reminded who cannot report, has nothing to report or does not practise that day`(engine: Engine)
        async throws
    {
        try await world(engine, clinics: 8) { world in
            try await world.addAssociation()
            try await world.pool.write { db in
                try db.accountLives.rest(TestWorld.account(1).id, at: TestWorld.now, by: "desk")
                try db.accountLives.setNotification(.nobody, of: TestWorld.account(2).id, at: TestWorld.now, by: "desk")
                _ = try db.contacts.record(Contact(), of: TestWorld.account(3).id, at: TestWorld.now, by: "desk")
                try db.execute("UPDATE account SET password_hash = NULL WHERE account_id = \(TestWorld.account(4).id)")
            }
            try await world.mark(of: TestWorld.clinic(5), on: TestWorld.sunday)
            try await world.record(.life(.resting), of: TestWorld.clinic(6), from: TestWorld.today)
            try await world.record(
                .practiceDays(PracticeDays([.monday, .wednesday])), of: TestWorld.clinic(7), from: TestWorld.sunday)
            try await world.record(
                .reportingParty(.association(TestWorld.association)), of: TestWorld.clinic(8), from: TestWorld.today)
            #expect(try await world.remind(at: Self.nine) == ["ishikai"])
            // The next day on which it practises.
            #expect(try await world.remind(at: TestWorld.at("2021-01-20", "09:00")).contains("clinic7"))
        }
    }

    @Test(arguments: Engine.available)
    func `before a deadline, for who wants it, all surveys due then in one mail; not what is reported`(engine: Engine)
        async throws
    {
        try await world(engine, clinics: 3) { world in
            let wanted = ReminderSetting(hoursBefore: 2, overdue: false, weekly: false)
            for number in 1...2 { try await world.want(wanted, TestWorld.account(number)) }
            try await world.want(.none, TestWorld.account(3))
            for survey in ["clinic-daily", "supplies-weekly"] {
                try await world.settle(survey, of: TestWorld.clinic(2), on: survey == "clinic-daily" ? 19 : 20)
            }
            let eleven = TestWorld.at("2021-01-20", "11:00")
            #expect(try await world.remind(at: Instant(milliseconds: eleven.milliseconds - 1)) == [])
            #expect(try await world.remind(at: eleven) == ["clinic1"])
            let (subject, body) = try await world.newestReminder()
            #expect(subject == "【G-MIS事務局】1月20日(水) 13:00が締切の報告のご案内")
            #expect(body.contains("{{page form clinic-daily 2021-01-19}}"))
            #expect(body.contains("{{page form supplies-weekly 2021-01-20}}"))
            #expect(
                !body.contains("2021-01-18") && !body.contains("clinic-daily 2021-01-20")
                    && !body.contains("{{page together"))
            #expect(try await world.remind(at: TestWorld.at("2021-01-20", "12:30")) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a mail that waited until its deadline is not sent any more`(engine: Engine) async throws {
        try await world(engine, clinics: 2) { world in
            for number in 1...2 {
                try await world.want(
                    ReminderSetting(hoursBefore: 1, overdue: false, weekly: false), TestWorld.account(number))
            }
            #expect(try await world.remind(at: TestWorld.at("2021-01-20", "12:59")).count == 2)
            let deadline = TestWorld.at("2021-01-20", "13:00")
            let before = Instant(milliseconds: deadline.milliseconds - 1)
            let first = try await world.pool.write { try $0.mailSending.claim(by: "s", at: before) }
            #expect(first?.draft.purpose == .reminder)
            #expect(try await world.pool.write { try $0.mailSending.claim(by: "s", at: deadline)?.id } == nil)
            let rows = try await world.pool.read { db in
                try db.query("SELECT state FROM mail ORDER BY state").map { try $0.string("state") }
            }
            #expect(rows == ["cancelled", "sending"])
        }
    }

    @Test(arguments: Engine.available)
    func `where an association reports it gets one mail with those of its members that are open`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            try await world.addAssociation()
            try await world.addClinics(13, of: TestWorld.association)
            try await world.remind(at: Self.begun)
            try await world.settle("clinic-daily", of: TestWorld.clinic(13), on: 17)
            #expect(try await world.remind(at: Self.nine) == ["ishikai"])
            let body = try await world.newestReminder().body
            #expect(body.contains("まだの会員 12件: 見本1医院、見本2医院"))
            #expect(body.contains("、ほか2件") && !body.contains("見本13医院"))
            #expect(body.contains("\n{{page members clinic-daily 2021-01-17}}\n"))
        }
    }

    @Test(arguments: Engine.available)
    func `what is new is told after three days, and the week begins with a summary`(engine: Engine) async throws {
        try await world(engine) { world in
            var told: [String] = []
            for day in 19...26 where try await !world.remind(at: TestWorld.at("2021-01-\(day)", "09:00")).isEmpty {
                told.append("\(day) \(try await world.newestReminder().subject.hasPrefix("【G-MIS事務局】今週のまとめ"))")
            }
            #expect(told == ["19 false", "22 false", "25 true"])
            let body = try await world.newestReminder().body
            #expect(body.contains("この4週間の報告") && body.contains("2021-01-17"))
        }
    }
}

extension TestWorld {
    /// A report is there, whatever it says: a day of January 2021.
    func settle(_ survey: String, of facility: Facility.ID, on day: Int) async throws {
        let period = Day.written("2021-01-\(day)")
        try await pool.write { db in
            _ = try db.execute(
                """
                INSERT INTO report (survey, period, facility_id, form, number, status, answers, prefecture, municipality,
                    submitted_at, recorded_at, route, expected)
                VALUES (\(survey), \(period.text), \(facility.text), '2020-09-01', 1, 'submitted', '[]', '13', '131041',
                    \(Instant(period).text), \(Instant(period).text), 'web', \(true))
                """)
        }
    }
}
