import Database
import Domain

extension SessionStore {
    /// How many sessions of an ID are alive, those of its people included.
    public func countOpen(of account: String, at now: Instant) throws -> Int {
        let since = now.adding(seconds: -SessionRule.absoluteSeconds)
        return try db.query(
            """
            SELECT created_at, last_seen_at FROM session
            WHERE account_id = \(account) AND ended_at IS NULL AND created_at > \(since.text)
            """
        ).count { row in
            SessionRule.isAlive(
                signedInAt: try row.instant("created_at"), lastSeenAt: try row.instant("last_seen_at"), now: now)
        }
    }
}
