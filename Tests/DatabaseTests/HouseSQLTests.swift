import TestSupport
import Testing

@testable import Database

/// The card of house SQL is this test: each line on each engine.
@Suite struct HouseSQLTests {
    private func outcome(_ probe: HouseProbe, _ pool: any ConnectionPool) async -> HouseProbe.Outcome {
        do {
            return .rows(try await pool.write { try probe.run(on: $0) })
        } catch {
            return .fails
        }
    }

    @Test(arguments: Engine.available)
    func `what is on the card's left gives the same on both engines`(engine: Engine) async throws {
        for probe in HouseSQL.same {
            try await TestDatabase.withPool(engine, migrations: [HouseSQL.tables]) { pool in
                #expect(await outcome(probe, pool) == probe.expected(on: pool.dialect), "\(probe)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is on the card's right differs as it says`(engine: Engine) async throws {
        for probe in HouseSQL.different {
            try await TestDatabase.withPool(engine, migrations: [HouseSQL.tables]) { pool in
                #expect(await outcome(probe, pool) == probe.expected(on: pool.dialect), "\(probe)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the engines' own time of day has two formats`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine) { pool in
            let now = try await pool.read { try $0.query("SELECT CAST(CURRENT_TIMESTAMP AS TEXT) AS t")[0].string("t") }
            #expect((now.count == "2021-01-19 10:00:00".count) == (engine == .sqlite))
        }
    }
}
