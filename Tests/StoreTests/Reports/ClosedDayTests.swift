import Database
import Domain
import Store
import TestSupport
import Testing

/// When a report may come in, for whom, and whether it was in time.
struct ClosedDayTests {
    private static let usual = TestWorld.functions("normal", "normal", "normal")

    private func reason(_ body: () async throws -> IntakeOutcome) async throws -> String {
        do {
            let outcome = try await body()
            Issue.record("taken: \(outcome)")
            return ""
        } catch Problem.closedToCorrection(let reason) {
            return reason
        }
    }

    @Test(arguments: Engine.available)
    func `before its day a report is refused, from midnight on it is taken`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let opens = Instant(TestWorld.today)
            let before = try await Contents(world.pool)
            let reason = try await reason {
                try await world.report(Self.usual, at: Instant(milliseconds: opens.milliseconds - 1))
            }
            #expect(reason == "1月19日(火)の報告は、1月19日(火) 0:00から入力できます。")
            #expect(try await Contents(world.pool) == before)
            #expect(try await world.report(Self.usual, at: opens).stored != nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a millisecond before one o'clock is in time, one o'clock is late`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let one = Instant("2021-01-19T04:00:00.000Z")
            let deadline = try #require(one)
            // Its ID could be used all the time: otherwise its deadline would move.
            let other = Account(
                id: "account-neighbour", loginId: TestWorld.neighbour.text, role: .facility(TestWorld.neighbour),
                name: "つむぎ野病院")
            try await world.pool.write {
                try $0.accounts.create(other, passwordHash: "hash", at: Instant(TestWorld.since))
            }
            try await world.report(Self.usual, at: Instant(milliseconds: deadline.milliseconds - 1))
            try await world.report(Self.usual, for: TestWorld.neighbour, at: deadline)
            #expect(try await world.turnout() == Turnout(reported: 2, onTime: 1, late: 1, revisions: 2))
            #expect(try await world.turnout(.municipality("131041")).onTime == 1)
            #expect(try await world.turnout(.municipality("132012")).late == 1)
            // A correction after the deadline leaves in time what was; one of a late report leaves it late.
            let evening = deadline.adding(seconds: 20_000)
            try await world.report(TestWorld.functions("limited", "normal", "normal"), at: evening, basedOn: 1)
            try await world.report(
                TestWorld.functions("limited", "normal", "normal"), for: TestWorld.neighbour, at: evening, basedOn: 1)
            #expect(try await world.turnout() == Turnout(reported: 2, onTime: 1, late: 1, revisions: 4))
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `an institution that is not asked is told so`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.record(.kind(.clinic), from: TestWorld.today)
            let before = try await Contents(world.pool)
            #expect(try await reason { try await world.report(Self.usual) }.contains("この調査の対象ではありません"))
            #expect(try await Contents(world.pool) == before)
            // The day before it was still a hospital.
            let yesterday = TestWorld.today.adding(-1)
            #expect(try await world.report(Self.usual, on: yesterday, at: Instant(yesterday)).stored != nil)
        }
    }

    @Test(arguments: Engine.available)
    func `an institution that was not known yet on a day is not asked for it`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let hospital = InventedHospital(id: TestWorld.own.text, answers: ["未回答"])
            try await world.takeOver(InventedFile("2021-01-19", [hospital]))
            let reason = try await reason {
                try await world.report(Self.usual, on: .written("2021-01-18"), at: TestWorld.now)
            }
            #expect(reason.contains("1月18日(月)"))
            #expect(try await world.report(Self.usual).stored?.number == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a survey or a period that there is not is not found`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let permit = try TestWorld.clerk.permit(.report, .facility(TestWorld.own, in: TestWorld.tokyo))
            let periods = [
                ("no-such-survey", "2021-01-19"), ("hospital-status", "2020-03-25"), ("supplies-weekly", "2021-01-19"),
            ]
            for (survey, period) in periods {
                let entry = ReportEntry(
                    survey: survey, period: .written(period), answers: Answers(values: []), basedOn: 0,
                    recordedAt: TestWorld.now, by: "入力した人", route: .web)
                await #expect(throws: Problem.notFound) {
                    try await world.pool.take(entry, permit, surveys: world.surveys)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a permit for another thing opens no report`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            let surveys = world.surveys
            let facility = Subject.facility(TestWorld.own, in: TestWorld.tokyo)
            #expect(throws: Problem.notFound) { try TestWorld.stranger.permit(.readReports, facility) }
            #expect(throws: Problem.notFound) { try TestWorld.officer.permit(.report, facility) }
            let watching = try TestWorld.officer.permit(.watch, .area(.prefecture(TestWorld.tokyo)))
            let reading = try TestWorld.officer.permit(.readReports, facility)
            let before = try await Contents(world.pool)
            for permit in [watching, reading] {
                let entry = ReportEntry(
                    survey: "hospital-status", period: TestWorld.today, answers: world.answers(Self.usual), basedOn: 1,
                    recordedAt: TestWorld.now, by: "入力した人", route: .web)
                await #expect(throws: Problem.notFound) { try await world.pool.take(entry, permit, surveys: surveys) }
            }
            #expect(try await Contents(world.pool) == before)
            let looks: [@Sendable (any Connection, Day) throws -> Void] = [
                { _ = try $0.reports.current("hospital-status", $1, watching, surveys) },
                { _ = try $0.reports.revisions("hospital-status", $1, watching, surveys) },
                { _ = try $0.reports.earlier("hospital-status", before: $1, limit: 1, watching, surveys) },
                { _ = try $0.reports.between("hospital-status", from: $1, through: $1, watching, surveys) },
                { _ = try $0.tallies.lines("hospital-status", $1, reading) },
                { _ = try $0.tallies.turnout("hospital-status", $1, reading) },
                { _ = try $0.tallies.turnoutsInside("hospital-status", $1, reading) },
            ]
            for look in looks {
                await #expect(throws: Problem.notFound) { try await world.pool.read { try look($0, TestWorld.today) } }
            }
            let seen = try await world.pool.read {
                try $0.reports.current("hospital-status", TestWorld.today, reading, surveys)
            }
            #expect(seen?.revision == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `the permit decides whose report it is`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            try await world.report(TestWorld.functions("stopped", "stopped", "stopped"), for: TestWorld.neighbour)
            #expect(try await world.current(of: TestWorld.distant) == nil)
            #expect(try await world.current()?.answers == world.answers(Self.usual))
            #expect(try await world.revisions(of: TestWorld.neighbour).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a report of 2020 is kept and corrected under the form of its day`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let day = Day.written("2021-01-17")
            let weekend: [String: Answer] = ["outpatientWeekend": .choice("limited"), "inpatient": .choice("normal")]
            try await world.report(weekend, on: day, at: Instant(day))
            let corrected = weekend.merging(["dialysis": .choice("stopped")]) { $1 }
            try await world.report(corrected, on: day, at: TestWorld.now, basedOn: 1)
            let revisions = try await world.revisions(on: day)
            #expect(revisions.map(\.form) == [TestWorld.since, TestWorld.since])
            #expect(revisions.map(\.answers) == [world.answers(weekend, on: day), world.answers(corrected, on: day)])
            let text = try await world.publishedText("2021-01-17")
            #expect(text.contains("\"外来（土日）\",\"制限\""))
            #expect(text.contains("\"透析\",\"停止\""))
            try await world.expectExactSums()
        }
    }
}
