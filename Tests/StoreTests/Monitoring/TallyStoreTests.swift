import Database
import Domain
import Store
import TestSupport
import Testing

/// Sums of areas, moved with each report and read by pages (decision 0002).
struct TallyStoreTests {
    private func lines(_ area: Area, _ world: TestWorld) async throws -> [TallyLine] {
        try await world.pool.read {
            try $0.tallies.lines("hospital-status", TestWorld.today, .product(.watch, .area(area)))
        }
        .filter { $0.reports != 0 }
    }

    private func fill(_ world: TestWorld) async throws {
        func beds(_ count: Int) -> [String: Answer] { ["receivableBeds": .count(count)] }
        try await world.report(TestWorld.functions("normal", "normal", "none").merging(beds(7)) { $1 })
        try await world.report(
            TestWorld.functions("normal", "limited", "none").merging(beds(0)) { $1 }, for: TestWorld.neighbour)
        try await world.report(TestWorld.functions("stopped", "limited", "normal"), for: TestWorld.distant)
    }

    @Test(arguments: Engine.available)
    func `answers add up by area, item and choice, and a zero is an answer where a blank is none`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            try await fill(world)
            #expect(
                try await lines(.prefecture(TestWorld.tokyo), world) == [
                    TallyLine(item: "emergency", choice: "none", reports: 2, total: 2),
                    TallyLine(item: "inpatient", choice: "normal", reports: 2, total: 2),
                    TallyLine(item: "outpatient", choice: "limited", reports: 1, total: 1),
                    TallyLine(item: "outpatient", choice: "normal", reports: 1, total: 1),
                    TallyLine(item: "receivableBeds", choice: "", reports: 2, total: 7),
                ])
            #expect(
                try await lines(.municipality("172014"), world) == [
                    TallyLine(item: "emergency", choice: "normal", reports: 1, total: 1),
                    TallyLine(item: "inpatient", choice: "stopped", reports: 1, total: 1),
                    TallyLine(item: "outpatient", choice: "limited", reports: 1, total: 1),
                ])
            #expect(
                try await lines(.nation, world).filter { $0.item == "inpatient" } == [
                    TallyLine(item: "inpatient", choice: "normal", reports: 2, total: 2),
                    TallyLine(item: "inpatient", choice: "stopped", reports: 1, total: 1),
                ])
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `a correction takes the old figures away and puts the new ones in`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await fill(world)
            try await world.report(
                TestWorld.functions("limited", "normal", "none").merging(["receivableBeds": .count(12)]) { $1 },
                basedOn: 1)
            #expect(
                try await lines(.municipality("131041"), world) == [
                    TallyLine(item: "emergency", choice: "none", reports: 1, total: 1),
                    TallyLine(item: "inpatient", choice: "limited", reports: 1, total: 1),
                    TallyLine(item: "outpatient", choice: "normal", reports: 1, total: 1),
                    TallyLine(item: "receivableBeds", choice: "", reports: 1, total: 12),
                ])
            // Blank again, it is not even a zero.
            try await world.report(TestWorld.functions("limited", "normal", "none"), basedOn: 2)
            #expect(try await !lines(.municipality("131041"), world).contains { $0.item == "receivableBeds" })
            #expect(
                try await lines(.nation, world).last
                    == TallyLine(item: "receivableBeds", choice: "", reports: 1, total: 0))
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `the areas inside are the nation's prefectures and a prefecture's municipalities`(engine: Engine) async throws
    {
        try await TestWorld.with(engine) { world in
            try await fill(world)
            let (nation, tokyo, town) = try await world.pool.read { db in
                func inside(_ area: Area) throws -> [String: Int] {
                    try db.tallies.turnoutsInside("hospital-status", TestWorld.today, .product(.watch, .area(area)))
                        .mapValues(\.reported)
                }
                return (
                    try inside(.nation), try inside(.prefecture(TestWorld.tokyo)), try inside(.municipality("131041"))
                )
            }
            #expect(nation == ["prefecture-13": 2, "prefecture-17": 1])
            #expect(tokyo == ["municipality-131041": 1, "municipality-132012": 1])
            #expect(town == [:])
        }
    }

    @Test(arguments: Engine.available)
    func `an officer reads the own prefecture's sums and a stranger does not`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await fill(world)
            let own = try TestWorld.officer.permit(.watch, .area(.prefecture(TestWorld.tokyo)))
            let turnout = try await world.pool.read { try $0.tallies.turnout("hospital-status", TestWorld.today, own) }
            #expect(turnout.reported == 2)
            #expect(throws: Problem.notFound) {
                try TestWorld.stranger.permit(.watch, .area(.prefecture(TestWorld.tokyo)))
            }
            #expect(throws: Problem.notFound) { try TestWorld.stranger.permit(.watch, .area(.municipality("131041"))) }
        }
    }

    @Test(arguments: Engine.available)
    func `the newest periods with reports come first`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            for back in [3, 1, 0] {
                let day = TestWorld.today.adding(-back)
                let given: [String: Answer] =
                    back == 3 ? ["inpatient": .choice("normal")] : TestWorld.functions("none", "none", "none")
                try await world.report(given, on: day, at: Instant(day))
            }
            let (all, two, latest, none) = try await world.pool.read { db in
                (
                    try db.tallies.periods("hospital-status", upTo: TestWorld.today, limit: 9).map(\.text),
                    try db.tallies.periods("hospital-status", upTo: TestWorld.today, limit: 2).map(\.text),
                    try db.tallies.latestPeriod("hospital-status", upTo: TestWorld.today.adding(-2))?.text,
                    try db.tallies.latestPeriod("clinic-daily", upTo: TestWorld.today)
                )
            }
            #expect(all == ["2021-01-19", "2021-01-18", "2021-01-16"])
            #expect(two == ["2021-01-19", "2021-01-18"])
            #expect(latest == "2021-01-16")
            #expect(none == nil)
        }
    }
}
