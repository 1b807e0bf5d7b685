import Database
import Domain
import Store

/// The windows to be told of, at hand for every page (R10). Their edges are shown to the millisecond; what was planned elsewhere
/// shows after a few seconds. Whether something may be entered is never asked here but of the database.
struct MaintenanceCache: Sendable {
    private let cache = MomentCache { db, span in
        try db.maintenanceWindows.standing(after: span.lowerBound)
    }

    /// Those that pages tell of, the first to begin first.
    func announced(at now: Instant, arrived: Instant, _ house: House) async throws -> [MaintenanceWindow] {
        try await cache.value(at: now, arrived: arrived, house.pool).filter { $0.isAnnounced(at: now) }
    }

    /// One was planned, changed or ended.
    func forget() async { await cache.forget() }
}
