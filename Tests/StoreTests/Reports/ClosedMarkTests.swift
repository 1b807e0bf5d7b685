import Database
import Domain
import Store
import TestSupport
import Testing

/// 「開設なし・実績なし」: nothing is to be reported of a day, and figures outweigh it (R33).
struct ClosedMarkTests {
    private static let tests: [String: Answer] = [
        "tested": .count(3), "byRequest": .count(0), "pcr": .count(3), "pcrInHouse": .count(0), "antigen": .count(0),
        "pcrResults": .count(2), "pcrPositive": .count(0), "antigenResults": .count(0), "antigenPositive": .count(0),
    ]
    private static let consultation: [String: Answer] = [
        "openHours": .decimal(30), "rooms": .count(1), "feverPatients": .count(4),
    ]
    private static let all = tests.merging(consultation) { first, _ in first }

    /// Three hospitals, one of them designated to consult and test.
    private func with(
        _ engine: Engine, tests: Bool = true, _ body: (TestWorld) async throws -> Void
    ) async throws {
        try await TestWorld.with(engine) { world in
            try await world.record(
                .designation(Designation(consults: true, tests: tests)), of: TestWorld.own, from: TestWorld.since)
            try await body(world)
            try await world.expectExactSums()
            try await world.expectExactCompleteness()
        }
    }

    @Test(arguments: Engine.available)
    func `a marked day leaves the denominator, is told to the audit, and can be taken back`(engine: Engine) async throws
    {
        try await with(engine) { world in
            #expect(try await world.completeness() == Completeness(asked: 1, Turnout()))
            let mark = try #require(try await world.mark().stored)
            #expect(mark == ClosedMark(number: 1, isClosed: true, recordedAt: TestWorld.now, by: "休んだ人"))
            #expect(try await world.clinicTurnout() == Turnout(revisions: 1, closed: 1))
            #expect(try await world.completeness().expected == 0)
            #expect(try await world.state() == .closed)
            let before = try await Contents(world.pool)
            guard case .unchanged = try await world.mark() else { return #expect(Bool(false), "marked twice") }
            #expect(try await Contents(world.pool) == before)
            #expect(try await world.mark(false).stored?.number == 2)
            #expect(try await world.clinicTurnout() == Turnout(revisions: 2))
            #expect(try await world.state() == .due)
            #expect(try await world.history().map(\.isClosed) == [true, false])
            let told = try await world.pool.read { db in
                try db.query(
                    "SELECT action, subject, detail FROM audit WHERE action LIKE 'report.closed%' ORDER BY number"
                )
                .map { [try $0.string("action"), try $0.string("subject")] }
            }
            #expect(
                told == [
                    ["report.closed", "facility:F13000018"], ["report.closedLifted", "facility:F13000018"],
                ])
        }
    }

    @Test(arguments: Engine.available)
    func `figures entered lift the mark, and both stay in the history`(engine: Engine) async throws {
        try await with(engine) { world in
            try await world.mark()
            #expect(try await world.enter(Self.all).stored?.number == 1)
            #expect(try await world.history().map(\.isClosed) == [true, false])
            #expect(try await world.clinicTurnout() == Turnout(reported: 1, onTime: 1, revisions: 3))
            #expect(try await world.state() == .reported(revision: 1, onTime: true))
            // With figures there it cannot be marked; without them it is an open day again.
            guard case .reported(let report) = try await world.mark() else { return #expect(Bool(false), "marked") }
            #expect(report.revision == 1)
            try await world.takeBack(basedOn: 1)
            #expect(try await world.state() == .due)
            #expect(try await world.mark().stored?.number == 3)
            #expect(try await world.state() == .closed)
        }
    }

    @Test(arguments: Engine.available)
    func `on a day not opened the tests alone are asked`(engine: Engine) async throws {
        try await with(engine) { world in
            let refused = try await world.enter(Self.tests)
            #expect(refused.verdict?.errors.map(\.field) == ["openHours", "rooms", "feverPatients"])
            try await world.mark()
            #expect(try await world.enter(Self.tests).stored?.number == 1)
            // It stays a day not opened, and counts as reported.
            #expect(try await world.history().map(\.isClosed) == [true])
            #expect(try await world.clinicTurnout() == Turnout(reported: 1, onTime: 1, revisions: 2))
            let corrected = Self.tests.merging(["tested": .count(4), "pcr": .count(4)]) { $1 }
            #expect(try await world.enter(corrected, basedOn: 1).stored?.number == 2)
            try await world.expectExactCompleteness()
            // Taken back, nothing is to be reported of it again.
            try await world.takeBack(basedOn: 2)
            #expect(try await world.state() == .closed)
            #expect(try await world.clinicTurnout() == Turnout(withdrawn: 1, revisions: 4, closed: 1))
            // Figures of the consultation lift it after all.
            #expect(try await world.enter(Self.all, basedOn: 3).stored?.number == 4)
            #expect(try await world.history().map(\.isClosed) == [true, false])
            #expect(try await world.enter(Self.tests, basedOn: 4).verdict?.errors.count == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `who only consults is asked everything on a marked day too`(engine: Engine) async throws {
        try await with(engine, tests: false) { world in
            try await world.mark()
            #expect(try await world.enter([:]).verdict?.errors.isEmpty == false)
            #expect(try await world.state() == .closed)
            #expect(try await world.enter(Self.consultation).stored?.number == 1)
            #expect(try await world.history().map(\.isClosed) == [true, false])
        }
    }

    @Test(arguments: Engine.available)
    func `only the reporting party marks, of a day that is open, in a survey that asks designated institutions`(
        engine: Engine
    ) async throws {
        try await with(engine) { world in
            let before = try await Contents(world.pool)
            for role in [Role.prefecture(TestWorld.tokyo), .ministry, .helpDesk, .administrator] {
                #expect(throws: Problem.notFound) {
                    try Account(id: "a", loginId: "X", role: role, name: "")
                        .permit(.report, .facility(TestWorld.own, in: TestWorld.tokyo))
                }
            }
            let reading = try TestWorld.officer.permit(.readReports, .facility(TestWorld.own, in: TestWorld.tokyo))
            await #expect(throws: Problem.notFound) { try await world.mark(permit: reading) }
            await #expect(throws: Problem.notFound) { try await world.mark(survey: "supplies-weekly") }
            await #expect(throws: Problem.closedToCorrection(reason: "1月19日(火)のこの調査に、「開設なし・実績なし」はありません。")) {
                try await world.mark(survey: "hospital-counts")
            }
            await #expect(throws: Problem.self) { try await world.mark(of: TestWorld.neighbour) }
            await #expect(throws: Problem.self) { try await world.mark(on: TestWorld.today.adding(1)) }
            #expect(try await Contents(world.pool) == before)
            try await world.pool.write {
                try $0.associations.create(id: "A1", name: "見本会", prefecture: TestWorld.tokyo, at: TestWorld.now)
            }
            try await world.record(.reportingParty(.association("A1")), from: TestWorld.today)
            await #expect(throws: Problem.notFound) { try await world.mark() }
        }
    }

    @Test(arguments: Engine.available)
    func `the mark goes along with what turns out about the institution`(engine: Engine) async throws {
        try await with(engine) { world in
            try await world.mark()
            try await world.record(
                .attributes(TestWorld.attributes("移転先", in: TestWorld.ishikawa, "172014", "金沢市")),
                from: TestWorld.today)
            #expect(try await world.clinicTurnout(.prefecture(TestWorld.tokyo)).closed == 0)
            #expect(try await world.clinicTurnout(.municipality("172014")).closed == 1)
            try await world.expectExactCompleteness()
            try await world.record(.life(.closed), from: TestWorld.today)
            #expect(try await world.clinicTurnout().closed == 0)
            #expect(try await world.state() == .notExpected(.ended))
            try await world.record(.life(.open), from: TestWorld.today)
            // Contract alone: asked for the tests, and no longer as a designated institution.
            try await world.record(.contract(true), from: TestWorld.today)
            try await world.record(.designation(Designation(consults: false, tests: true)), from: TestWorld.today)
            #expect(try await world.clinicTurnout().closed == 0)
            #expect(try await world.state() == .due)
            #expect(try await world.mark(false).stored?.number == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `lists name who is closed: of an area, of some institutions, of a span of days`(engine: Engine) async throws {
        try await with(engine) { world in
            try await world.mark()
            try await world.mark(on: TestWorld.today.adding(-1))
            try await world.mark(false, on: TestWorld.today.adding(-1))
            let own = Permit.product(.readReports, .facility(TestWorld.own, in: TestWorld.tokyo))
            let other = Permit.product(.readReports, .facility(TestWorld.distant, in: TestWorld.ishikawa))
            try await world.pool.read { (db: any Connection) throws in
                let marks = db.closedMarks
                for area in [Area.nation, .prefecture(TestWorld.tokyo), .municipality("131041")] {
                    let permit = Permit.product(.watch, .area(area))
                    #expect(try marks.of("clinic-daily", TestWorld.today, permit) == [TestWorld.own])
                    #expect(try marks.of("clinic-daily", TestWorld.today.adding(-1), permit).isEmpty)
                }
                for area in [Area.prefecture(TestWorld.ishikawa), .municipality("132012")] {
                    #expect(try marks.of("clinic-daily", TestWorld.today, .product(.watch, .area(area))).isEmpty)
                }
                #expect(try marks.of("clinic-daily", TestWorld.today, [own, other]) == [TestWorld.own])
                #expect(try marks.of("clinic-daily", TestWorld.today, [other]).isEmpty)
                let (from, through) = (TestWorld.today.adding(-3), TestWorld.today)
                #expect(try marks.of(from: from, through: through, own) == ["clinic-daily": [TestWorld.today]])
                #expect(try marks.of(from: from, through: from, own).isEmpty)
                #expect(throws: Problem.notFound) { try marks.of("clinic-daily", TestWorld.today, own) }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `of two who mark at once the second finds it done`(engine: Engine) async throws {
        try await with(engine) { world in
            let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { try await world.mark().stored != nil } }
                return try await group.reduce(into: 0) { if $1 { $0 += 1 } }
            }
            #expect(outcomes == 1)
            #expect(try await world.clinicTurnout() == Turnout(revisions: 1, closed: 1))
        }
    }
}
