import Database
import Domain
import Sodium

/// Where somebody is signed in, for the owner's own page.
public struct OpenSession: Sendable {
    /// Names the session on pages; nobody can sign in with it.
    public let key: String
    /// Browser and system in words.
    public let device: String
    public let signedInAt: Instant
    public let lastSeenAt: Instant
    /// The one that asks.
    public let isThis: Bool
}

extension SessionStore {
    /// The sessions of the ID itself, or of one of its people, that are alive; the newest first.
    public func open(of account: Account, asking token: String, at now: Instant) throws -> [OpenSession] {
        let holder: SQL = account.colleague.map { "colleague_id = \($0.id)" } ?? "colleague_id IS NULL"
        let since = now.adding(seconds: -SessionRule.absoluteSeconds)
        let own = Sodium.sha256Hex(token)
        return try db.query(
            """
            SELECT token_hash, device, created_at, last_seen_at FROM session
            WHERE account_id = \(account.id) AND \(holder) AND ended_at IS NULL AND created_at > \(since.text)
            ORDER BY created_at DESC, token_hash
            """
        ).map { row in
            OpenSession(
                key: try row.string("token_hash"), device: try row.string("device"),
                signedInAt: try row.instant("created_at"), lastSeenAt: try row.instant("last_seen_at"),
                isThis: try row.string("token_hash") == own)
        }.filter { SessionRule.isAlive(signedInAt: $0.signedInAt, lastSeenAt: $0.lastSeenAt, now: now) }
    }

    /// Ends one of one's own.
    ///
    /// - Throws: `Problem.notFound` for somebody else's.
    public func end(key: String, of account: Account, at now: Instant) throws {
        let holder: SQL = account.colleague.map { "colleague_id = \($0.id)" } ?? "colleague_id IS NULL"
        let ended = try db.execute(
            """
            UPDATE session SET ended_at = \(now.text)
            WHERE token_hash = \(key) AND account_id = \(account.id) AND \(holder) AND ended_at IS NULL
            """)
        guard ended == 1 else { throw Problem.notFound }
        try db.audit.record(
            AuditEntry(actor: account.actor, action: "session.end", subject: "account:\(account.id)"), at: now)
    }
}
