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
            SELECT \(AccountStore.columns), s.created_at AS signed_in, s.last_seen_at
            FROM session s JOIN account a ON a.account_id = s.account_id
            WHERE s.token_hash = \(Sodium.sha256Hex(token)) AND s.ended_at IS NULL
            """)
        guard let row = rows.first, let signedIn = Instant(try row.string("signed_in")),
            let lastSeen = Instant(try row.string("last_seen_at")),
            SessionRule.isAlive(signedInAt: signedIn, lastSeenAt: lastSeen, now: now)
        else { return nil }
        let facility = try AccountStore.role(row).facility
        let known = try facility.flatMap { try db.facilities.day(of: $0, on: day) }
        // An ID that came to rest takes its open sessions along (R22). Hardly any is: only then it is asked since when.
        if let facility, known.map({ $0.party != .itself || $0.life.isEnded }) ?? true,
            try db.facilities.signInStanding(of: facility, on: day) != .allowed
        {
            return nil
        }
        return Live(account: try AccountStore.account(row, named: known?.attributes.name), lastSeenAt: lastSeen)
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
