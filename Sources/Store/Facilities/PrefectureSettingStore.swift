import Database
import Domain

/// What a prefecture decided for itself.
public struct PrefectureSettingStore {
    let db: any Connection

    /// What holds, and since when by whose decision; nil where nothing was decided yet.
    public struct Decision: Sendable, Equatable {
        /// An institution whose association reports may read and download its own reports (R22).
        public let restingMayRead: Bool
        public let recordedAt: Instant
        /// By key.
        public let recordedBy: String
    }

    public func decision(of prefecture: Prefecture) throws -> Decision? {
        try db.query(
            """
            SELECT resting_may_read, recorded_at, recorded_by FROM prefecture_setting
            WHERE prefecture = \(prefecture.code)
            """
        ).first.map { row in
            Decision(
                restingMayRead: try row.bool("resting_may_read"), recordedAt: try row.instant("recorded_at"),
                recordedBy: try row.string("recorded_by"))
        }
    }

    /// Whether an ID at rest may read its own reports; no, until the prefecture says so (R22).
    public func restingMayRead(in prefecture: Prefecture) throws -> Bool {
        try decision(of: prefecture)?.restingMayRead ?? false
    }

    /// Decides it. The same once more changes nothing; when it ends, sessions of IDs at rest end with it.
    public func setRestingMayRead(_ may: Bool, in prefecture: Prefecture, at now: Instant, by actor: String) throws {
        guard try restingMayRead(in: prefecture) != may else { return }
        try db.execute(
            """
            INSERT INTO prefecture_setting (prefecture, resting_may_read, recorded_at, recorded_by)
            VALUES (\(prefecture.code), \(may), \(now.text), \(actor))
            ON CONFLICT (prefecture) DO UPDATE SET resting_may_read = excluded.resting_may_read,
                recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
            """)
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "prefecture.restingMayRead", subject: "prefecture:\(prefecture.code)",
                detail: ["on": may ? "1" : "0"]), at: now)
    }
}

extension Connection {
    public var prefectureSettings: PrefectureSettingStore { PrefectureSettingStore(db: self) }
}
