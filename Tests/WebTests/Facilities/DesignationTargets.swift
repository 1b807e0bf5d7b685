import Database
import Domain
import Store
import TestSupport

@testable import Web

/// One designation report of the prefecture, compared and with a row that waits to be decided, for routes that name such.
enum DesignationTargets {
    static let report = "d-test"
    static let line = "2"

    /// Writes it down.
    static func add(to world: WebWorld) async throws {
        let now = world.clock.now.text
        let shown = """
            {"name":"見本","cityName":"","designation":"","party":"","notification":"","changes":[],"faults":[],"notes":[],\
            "candidates":[],"facts":""}
            """
        try await world.pool.write { db in
            try db.execute(
                """
                INSERT INTO designation_report (report_id, prefecture, file_name, scope, valid_from, state, row_count,
                    checked_count, recorded_at, recorded_by)
                VALUES (\(report), '13', 'list.csv', 'changes', '2021-09-20', 'checked', 1, 1, \(now),
                    \(TestWorld.officer.id))
                """)
            try db.execute(
                """
                INSERT INTO designation_row (report_id, line, typed, verdict, shown)
                VALUES (\(report), 2, '{}', 'undecided', \(shown))
                """)
        }
    }

    /// What a prefecture's address names, and whether it is the person's.
    static func all(of route: Route, for person: Person) -> [Target] {
        if route.path.contains(":report") { return [Target(isTheirs: person == .prefecture)] }
        return RegisterTargets.all(of: route, for: person)
    }
}
