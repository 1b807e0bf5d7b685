import Database
import Domain
import Store
import TestSupport
import Testing

/// 期限延長 in turnout and completeness (R25): today is a Tuesday, on which `own` does not practise, so that what is due at 13:00 is
/// due at 13:00 of Wednesday for it.
struct ExtensionTests {
    private static let due = Instant(TestWorld.today, TimeOfDay(milliseconds: 46_800_000))
    private static let own = due.adding(seconds: 86_400)
    private static let figures = TestWorld.functions("normal", "normal", "normal")

    private static func before(_ instant: Instant) -> Instant { Instant(milliseconds: instant.milliseconds - 1) }

    private func world(_ engine: Engine, _ body: (TestWorld) async throws -> Void) async throws {
        try await TestWorld.with(engine) { world in
            try await world.setUsable(since: Instant(TestWorld.since))
            try await world.record(
                .practiceDays(PracticeDays([.monday, .wednesday, .thursday, .friday])), from: TestWorld.since)
            try await body(world)
        }
    }

    @Test(arguments: Engine.available)
    func `a report is on time, within the extension or late, to the millisecond`(engine: Engine) async throws {
        let cases: [(at: Instant, counted: Turnout)] = [
            (Self.before(Self.due), Turnout(reported: 1, onTime: 1, revisions: 1)),
            (Self.due, Turnout(reported: 1, revisions: 1, extended: 1)),
            (Self.before(Self.own), Turnout(reported: 1, revisions: 1, extended: 1)),
            (Self.own, Turnout(reported: 1, late: 1, revisions: 1)),
        ]
        for (instant, counted) in cases {
            try await world(engine) { world in
                try await world.report(Self.figures, at: instant)
                #expect(try await world.turnout() == counted, "at \(instant.text)")
                try await world.expectExactSums()
                try await world.expectExactCompleteness()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what was known when it was first submitted decides, until it is taken back`(engine: Engine) async throws {
        try await world(engine) { world in
            try await world.report(Self.figures, at: Self.before(Self.own))
            try await world.record(.practiceDays(PracticeDays(Set(PracticeDays.week))), from: TestWorld.since)
            #expect(try await world.turnout().extended == 1)
            try await world.report(
                TestWorld.functions("limited", "normal", "normal"), at: Self.own, basedOn: 1, passed: Self.notes(world))
            #expect(try await world.turnout() == Turnout(reported: 1, revisions: 2, extended: 1))
            try await world.expectExactSums()
            try await world.withdraw(at: Self.own, basedOn: 2)
            #expect(try await world.turnout() == Turnout(withdrawn: 1, revisions: 3))
            try await world.report(Self.figures, at: Self.own, basedOn: 3, passed: Self.notes(world))
            #expect(try await world.turnout() == Turnout(reported: 1, late: 1, revisions: 4))
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `whoever still has time is not missing, from the survey's deadline up to its own`(engine: Engine) async throws
    {
        try await world(engine) { world in
            func standing(_ now: Instant) async throws -> [Int] {
                let whole = try await world.hospitals(at: now)
                return [whole.expected, whole.reported, whole.extended, whole.missing]
            }
            #expect(try await standing(Self.before(Self.due)) == [3, 0, 0, 3])
            #expect(try await standing(Self.due) == [3, 0, 1, 2])
            #expect(try await standing(Self.before(Self.own)) == [3, 0, 1, 2])
            #expect(try await standing(Self.own) == [3, 0, 0, 3])
            try await world.report(Self.figures, at: Self.due)
            #expect(try await standing(Self.due) == [3, 1, 0, 2])
            try await world.withdraw(at: Self.due, basedOn: 1)
            #expect(try await standing(Self.due) == [3, 0, 1, 2])
        }
    }

    @Test(arguments: Engine.available)
    func `windows and IDs that came late extend too, and what is told later is counted at once`(engine: Engine)
        async throws
    {
        try await world(engine) { world in
            let window = MaintenanceWindow(
                id: "w-1", startsAt: Self.due.adding(seconds: -60), endsAt: Self.due.adding(seconds: 60),
                announcedFrom: Instant(TestWorld.since), reason: "点検")
            try await world.pool.write { try $0.maintenanceWindows.record(window, at: TestWorld.now, by: "test") }
            #expect(try await world.hospitals(at: Self.due).extended == 3)
            #expect(try await world.hospitals(at: Self.own).extended == 0)
            try await world.setUsable(since: nil)
            #expect(try await world.hospitals(at: Self.due.adding(seconds: 400 * 86_400)).extended == 3)
            #expect(try await world.hospitals(at: Self.due.adding(seconds: 400 * 86_400)).missing == 0)
            try await world.expectExactCompleteness()
        }
    }

    @Test(arguments: Engine.available)
    func `of very many that have time those that reported are left out`(engine: Engine) async throws {
        try await world(engine) { world in
            let many = (0..<501).compactMap {
                Facility.ID(LoginID.make(.facility, prefecture: TestWorld.tokyo, serial: 50_000 + $0))
            }
            let facts = many.flatMap { id in
                let known = TestWorld.attributes("多数病院", in: TestWorld.tokyo, "131041", "新宿区")
                return [FacilityFact.attributes(known), .kind(.hospital), .listed(true)].map {
                    DatedFact(id, $0, Validity(from: TestWorld.since, until: nil))
                }
            }
            try await world.pool.write { [surveys = world.surveys] db in
                try db.facilities.register(many, at: TestWorld.now)
                try db.facilities.record(facts, surveys: surveys, at: TestWorld.now, by: "test")
            }
            try await world.report(Self.figures, at: Self.due)
            try await world.report(Self.figures, for: many[0], at: Self.due)
            let whole = try await world.hospitals(at: Self.due)
            #expect([whole.expected, whole.reported, whole.extended, whole.missing] == [504, 2, 500, 2])
            #expect(whole.withinExtension == 2)
            try await world.expectExactCompleteness()
        }
    }

    private static func notes(_ world: TestWorld) -> Set<String> {
        Set(world.surveys.form("hospital-status", on: TestWorld.today)?.checks.map(\.id) ?? [])
    }
}

extension TestWorld {
    /// Since when the IDs of the three hospitals can be used; nil: they cannot.
    func setUsable(since: Instant?) async throws {
        try await pool.write { db in
            for (id, name) in [(Self.neighbour, "つむぎ野病院"), (Self.distant, "架空が丘病院")] {
                let account = Account(id: "account-\(id)", loginId: id.text, role: .facility(id), name: name)
                do { try db.accounts.create(account, passwordHash: nil, at: Self.now) } catch Problem.refused {}
            }
            _ = try db.execute("UPDATE account SET usable_since = \(since?.text) WHERE role = 'facility'")
        }
    }

    /// The nation's completeness in the hospital survey of today, as pages of an area make it.
    fileprivate func hospitals(at now: Instant) async throws -> Completeness {
        let form = surveys.form("hospital-status", on: Self.today)
        let nation = Permit.product(.watch, .area(.nation))
        return try await pool.read { db in
            guard let form else { throw Problem.notFound }
            let counts = try db.facilities.roster(on: Self.today).counts(askedBy: form)
            return Completeness(
                asked: counts.asked["nation"] ?? 0,
                extended: try db.tallies.extended(form, Self.today, counts, at: now, nation)["nation"] ?? 0,
                try db.tallies.turnout(form.survey, Self.today, nation))
        }
    }
}
