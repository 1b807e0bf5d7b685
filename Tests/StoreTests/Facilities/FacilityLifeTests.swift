import Database
import Domain
import Store
import TestSupport
import Testing

/// An institution through its life, and under its association (R13 R22 R28).
struct FacilityLifeTests {
    private static let tomorrow = TestWorld.today.adding(1)

    private func asked(_ world: TestWorld, on day: Day) async throws -> AskedFacts? {
        try await world.pool.read { try $0.facilities.day(of: TestWorld.own, on: day)?.asked }
    }

    private func counted(_ world: TestWorld, on day: Day) async throws -> Int? {
        let surveys = world.surveys
        return try await world.pool.read { db in
            let form = try #require(surveys.form(DailySurvey.survey, on: day))
            return try db.facilities.roster(on: day).counts(askedBy: form).asked["nation"]
        }
    }

    @Test(arguments: Engine.available)
    func `at rest nothing is asked of it, and back everything again`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.record(.life(.resting), from: Self.tomorrow, until: Self.tomorrow.adding(3))
            #expect(try await asked(world, on: TestWorld.today) != nil)
            #expect(try await asked(world, on: Self.tomorrow) == nil)
            #expect(try await asked(world, on: Self.tomorrow.adding(2)) == nil)
            #expect(try await asked(world, on: Self.tomorrow.adding(3)) != nil)
            #expect(try await counted(world, on: TestWorld.today) == 3)
            #expect(try await counted(world, on: Self.tomorrow) == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `merged into another it keeps its past and is asked no more`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(TestWorld.functions("normal", "normal", "normal"))
            try await world.record(.life(.merged(into: TestWorld.neighbour)), from: Self.tomorrow)
            #expect(try await asked(world, on: TestWorld.today) != nil)
            #expect(try await asked(world, on: Self.tomorrow) == nil)
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `open sessions end on the day an association takes over, and new ones may begin when it ends`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let token = String(repeating: "a", count: 64)
            let before = Instant(Self.tomorrow, TimeOfDay(milliseconds: 0)).adding(seconds: -1)
            try await world.pool.write { db in
                try db.associations.create(
                    id: "A13000001", name: "見本医師会", prefecture: TestWorld.tokyo, at: TestWorld.now)
                try db.sessions.create(token: token, account: TestWorld.clerk.id, at: before)
            }
            try await world.record(
                .reportingParty(.association("A13000001")), from: Self.tomorrow, until: Self.tomorrow.adding(10))
            let (last, first, standing, after) = try await world.pool.read { db in
                (
                    try db.sessions.live(token: token, at: before, on: before.day),
                    try db.sessions.live(token: token, at: before.adding(seconds: 1), on: Self.tomorrow),
                    try db.facilities.signInStanding(of: TestWorld.own, on: Self.tomorrow),
                    try db.facilities.signInStanding(of: TestWorld.own, on: Self.tomorrow.adding(10))
                )
            }
            #expect(last != nil)
            #expect(first == nil)
            #expect(standing == .atRest(association: "見本医師会", since: Self.tomorrow))
            #expect(after == .allowed)
        }
    }

    @Test(arguments: Engine.available)
    func `a permit of the party that reported until now stores nothing any more`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write {
                try $0.associations.create(id: "A1", name: "見本会", prefecture: TestWorld.tokyo, at: TestWorld.now)
            }
            // Given before the association took over, used after it.
            try await world.record(.reportingParty(.association("A1")), from: TestWorld.today)
            let before = try await Contents(world.pool)
            await #expect(throws: Problem.notFound) {
                try await world.report(TestWorld.functions("normal", "normal", "normal"))
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `a designation and a contract decide what is asked`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.record(.contract(true), from: Self.tomorrow)
            try await world.record(.designation(Designation(consults: true, tests: true)), from: Self.tomorrow)
            let facts = try #require(try await asked(world, on: Self.tomorrow))
            #expect(facts == AskedFacts(kind: .hospital, consults: true, tests: true, contract: true))
            #expect(try await asked(world, on: TestWorld.today) == AskedFacts(kind: .hospital))
        }
    }

    @Test(arguments: Engine.available)
    func `an association's key is taken once`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write {
                try $0.associations.create(id: "A1", name: "見本会", prefecture: TestWorld.tokyo, at: TestWorld.now)
            }
            await #expect(throws: Problem.self) {
                try await world.pool.write {
                    try $0.associations.create(id: "A1", name: "別の会", prefecture: TestWorld.tokyo, at: TestWorld.now)
                }
            }
        }
    }
}
