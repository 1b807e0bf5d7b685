import Database
import Domain
import Store
import TestSupport

/// A small demonstration in a database of its own.
struct DemonstrationTrial {
    let world: TestWorld
    let demonstration: DemonstrationWorld

    /// 2021-01-20, 12:48 in Tokyo.
    static let noon = instant("2021-01-20", 12, 48)

    static func instant(_ day: String, _ hour: Int, _ minute: Int = 0) -> Instant {
        Instant(.written(day), TimeOfDay(milliseconds: (hour * 60 + minute) * 60_000))
    }

    @discardableResult
    static func with<T>(
        _ engine: Engine = .sqlite, at now: Instant = noon, days: Int = 14, share: Int = 1_000,
        _ body: (DemonstrationTrial) async throws -> T
    ) async throws -> T {
        let demonstration = try DemonstrationWorld(now: now, days: days, share: share)
        return try await TestWorld.empty(engine) { world in
            let trial = DemonstrationTrial(world: world, demonstration: demonstration)
            try await trial.fill()
            return try await body(trial)
        }
    }

    func fill() async throws {
        let (demonstration, surveys) = (demonstration, world.surveys)
        try await world.pool.writeAlone { try demonstration.fill($0, surveys: surveys) }
    }

    /// The account of a printed sign-in.
    func account(_ label: String) -> Account? { demonstration.signIns.first { $0.label == label }?.account }

    func facility(_ label: String) -> Facility.ID? { account(label)?.facility }

    func query(_ sql: SQL) async throws -> [Row] { try await world.pool.read { try $0.query(sql) } }

    func number(_ sql: SQL) async throws -> Int { try await query(sql).first?.int("n") ?? 0 }

    /// Every institution as it is known on a day.
    func roster(on day: Day) async throws -> [Facility.ID: FacilityDay] {
        try await world.pool.read { try $0.facilities.roster(on: day).facilities }
    }

    func turnout(_ survey: String, _ day: Day) async throws -> Turnout {
        try await world.pool.read { try $0.tallies.turnout(survey, day, .product(.watch, .area(.nation))) }
    }
}
