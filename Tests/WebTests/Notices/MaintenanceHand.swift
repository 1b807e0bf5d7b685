import Database
import Domain
import Store
import TestSupport

@testable import Web

extension WebWorld {
    /// Plans a window, in seconds from now on.
    @discardableResult
    func plan(_ from: Int, _ until: Int, announced: Int = 0, reason: String = "機器の交換") async throws -> String {
        let (id, now) = (MaintenanceWindowStore.newId(), clock.now)
        let plan = MaintenancePlan(
            startsAt: now.adding(seconds: from), endsAt: now.adding(seconds: until),
            announcedFrom: now.adding(seconds: announced), reason: reason)
        try await pool.plan { try $0.plan(plan, id: id, basedOn: 0, at: now, by: "desk") }
        await house.forgetWindows()
        return id
    }

    func rows(_ table: String) async throws -> Int {
        try await pool.read { db in
            try db.query("SELECT count(*) AS n FROM \(try SQL.identifier(table))").first?.int("n") ?? 0
        }
    }
}

/// One window that was called off, for routes that name such.
enum MaintenanceTargets {
    static let window = "w-000000000000000000000001"

    /// Writes it down.
    static func add(to world: WebWorld) async throws {
        let now = world.clock.now
        try await world.pool.write { db in
            try db.maintenanceWindows.record(
                MaintenanceWindow(
                    id: window, startsAt: now, endsAt: now.adding(seconds: 60), announcedFrom: now, reason: "見本",
                    isCancelled: true), at: now, by: "test")
        }
    }
}
