import Database
import Domain
import Sodium

/// Planned maintenance (R1 R10): every state stays, the newest holds.
public struct MaintenanceWindowStore {
    let db: any Connection

    /// A key for a window that is still being planned: sent twice it is planned once.
    public static func newId() -> String { "w-" + Sodium.hex(Sodium.random(12)) }

    /// Plans a window, moves it, ends it early or calls it off. The same state once more changes nothing.
    ///
    /// Deadlines move with it, so the register's version does too.
    public func record(_ window: MaintenanceWindow, at now: Instant, by actor: String) throws {
        let newest = try states(of: window.id).last
        guard newest?.window != window else { return }
        try db.execute(
            """
            INSERT INTO maintenance_window (window_id, number, starts_at, ends_at, announced_from, reason, cancelled,
                recorded_at, recorded_by)
            VALUES (\(window.id), \((newest?.number ?? 0) + 1), \(window.startsAt.text), \(window.endsAt.text),
                \(window.announcedFrom.text), \(window.reason), \(window.isCancelled), \(now.text), \(actor))
            """)
        try db.facilities.moveRegisterVersion()
        try db.audit.record(
            AuditEntry(
                actor: actor, action: newest == nil ? "maintenance.plan" : "maintenance.change",
                subject: "maintenance:\(window.id)",
                detail: [
                    "startsAt": window.startsAt.text, "endsAt": window.endsAt.text,
                    "cancelled": window.isCancelled ? "1" : "0",
                ]), at: now)
    }

    /// Those that end after an instant and were not called off, by their beginning; a few at most.
    public func standing(after instant: Instant) throws -> [MaintenanceWindow] {
        try db.query(
            """
            SELECT \(Self.columns) FROM maintenance_window w
            WHERE w.ends_at > \(instant.text) AND NOT w.cancelled AND w.number = (
                SELECT max(n.number) FROM maintenance_window n WHERE n.window_id = w.window_id)
            ORDER BY w.starts_at, w.window_id
            """
        ).map { try Self.window($0) }
    }

    /// Everything that is coming or running, the first to begin first; then of those that are over or called off the newest.
    ///
    /// - Parameter limit: how many of the latter.
    public func all(at now: Instant, limit: Int) throws -> [MaintenanceWindow] {
        let over = try db.query(
            """
            SELECT \(Self.columns) FROM maintenance_window w
            WHERE (w.ends_at <= \(now.text) OR w.cancelled) AND w.number = (
                SELECT max(n.number) FROM maintenance_window n WHERE n.window_id = w.window_id)
            ORDER BY w.starts_at DESC, w.window_id LIMIT \(limit)
            """
        ).map { try Self.window($0) }
        return try standing(after: now) + over
    }

    /// The one in which nothing can be entered at an instant.
    public func covering(_ instant: Instant) throws -> MaintenanceWindow? {
        try standing(after: instant).first { $0.covers(instant) }
    }

    /// Every state of one, the oldest first.
    public func states(
        of id: String
    ) throws -> [(number: Int, window: MaintenanceWindow, recordedAt: Instant, by: String)] {
        try db.query(
            """
            SELECT \(Self.columns), w.number, w.recorded_at, w.recorded_by FROM maintenance_window w
            WHERE w.window_id = \(id) ORDER BY w.number
            """
        ).map {
            (try $0.int("number"), try Self.window($0), try $0.instant("recorded_at"), try $0.string("recorded_by"))
        }
    }

    private static let columns: SQL =
        "w.window_id, w.starts_at, w.ends_at, w.announced_from, w.reason, w.cancelled"

    private static func window(_ row: Row) throws -> MaintenanceWindow {
        MaintenanceWindow(
            id: try row.string("window_id"), startsAt: try row.instant("starts_at"), endsAt: try row.instant("ends_at"),
            announcedFrom: try row.instant("announced_from"), reason: try row.string("reason"),
            isCancelled: try row.bool("cancelled"))
    }
}

extension Connection {
    public var maintenanceWindows: MaintenanceWindowStore { MaintenanceWindowStore(db: self) }
}
