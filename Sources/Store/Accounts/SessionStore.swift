import Database
import Domain
import Sodium

/// Sign-ins that last. The cookie holds 256 random bits; kept is only their SHA-256.
public struct SessionStore {
    let db: any Connection

    /// A session that is alive.
    public struct Live: Sendable {
        public let account: Account
        public let lastSeenAt: Instant
    }

    public func create(token: String, account: String, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO session (token_hash, account_id, created_at, last_seen_at)
            VALUES (\(Sodium.sha256Hex(token)), \(account), \(now.text), \(now.text))
            """)
    }

    /// The session of a cookie's token; nil when there is none or it has ended.
    ///
    /// - Parameter day: on which the institution is looked at; in a demonstration not that of `now`.
    public func live(token: String, at now: Instant, on day: Day) throws -> Live? {
        let rows = try db.query(
            """
            SELECT account_id, created_at, last_seen_at FROM session
            WHERE token_hash = \(Sodium.sha256Hex(token)) AND ended_at IS NULL
            """)
        guard let row = rows.first, let signedIn = Instant(try row.string("created_at")),
            let lastSeen = Instant(try row.string("last_seen_at")),
            SessionRule.isAlive(signedInAt: signedIn, lastSeenAt: lastSeen, now: now),
            let account = try db.accounts.account(id: try row.string("account_id"), on: day)
        else { return nil }
        // An ID that came to rest takes its open sessions along (R22).
        if let facility = account.facility,
            try db.facilities.signInStanding(of: facility, on: day) != .allowed
        {
            return nil
        }
        return Live(account: account, lastSeenAt: lastSeen)
    }

    /// Notes that it was used.
    public func touch(token: String, at now: Instant) throws {
        try db.execute(
            "UPDATE session SET last_seen_at = \(now.text) WHERE token_hash = \(Sodium.sha256Hex(token))")
    }

    public func end(token: String, at now: Instant) throws {
        try db.execute(
            """
            UPDATE session SET ended_at = \(now.text)
            WHERE token_hash = \(Sodium.sha256Hex(token)) AND ended_at IS NULL
            """)
    }
}

extension Connection {
    public var sessions: SessionStore { SessionStore(db: self) }
}
