import Database
import Domain
import Sodium

/// Looks of the help desk at institutions' pages, with a code that the institution reads out.
public struct SharedViewStore {
    let db: any Connection

    /// What became of a typed code.
    public enum Opening: Sendable, Equatable {
        case open(until: Instant)
        /// Wrong; so many tries are left, none: it is over.
        case wrong(triesLeft: Int)
        /// There is none that waits for a code.
        case none
    }

    /// A new code of six digits; the earlier one, and the look it opened, end.
    public func create(of account: Account, at now: Instant) throws -> String {
        try end(of: account.id, at: now)
        let code = Self.newCode()
        let id = "v-" + Sodium.hex(Sodium.random(12))
        let expires = now.adding(seconds: SharedView.seconds)
        try db.execute(
            """
            INSERT INTO shared_view (share_id, account_id, code_hash, created_at, expires_at)
            VALUES (\(id), \(account.id), \(Self.hash(code, of: id)), \(now.text), \(expires.text))
            """)
        try db.audit.record(
            AuditEntry(actor: account.actor, action: "look.share", subject: "account:\(account.id)"), at: now)
        return code
    }

    /// Opens the look for who typed the right code.
    public func open(_ typed: String, of account: String, for viewer: Account, at now: Instant) throws -> Opening {
        let row = try db.query(
            """
            SELECT share_id, code_hash, tries FROM shared_view
            WHERE account_id = \(account) AND expires_at > \(now.text) AND opened_at IS NULL
                AND tries < \(SharedView.mostTries)
            ORDER BY created_at DESC LIMIT 1 \(db.dialect.forUpdate)
            """
        ).first
        guard let row else { return .none }
        let (id, tries) = (try row.string("share_id"), try row.int("tries"))
        guard try row.string("code_hash") == Self.hash(SharedView.key(of: typed), of: id) else {
            try db.execute("UPDATE shared_view SET tries = tries + 1 WHERE share_id = \(id)")
            return .wrong(triesLeft: SharedView.mostTries - tries - 1)
        }
        let until = now.adding(seconds: SharedView.seconds)
        try db.execute(
            """
            UPDATE shared_view SET viewer = \(viewer.id), opened_at = \(now.text), viewed_until = \(until.text)
            WHERE share_id = \(id)
            """)
        return .open(until: until)
    }

    /// Until when this one of the help desk may look; nil: not.
    public func viewedUntil(of account: String, by viewer: Account, at now: Instant) throws -> Instant? {
        try db.query(
            """
            SELECT viewed_until FROM shared_view
            WHERE account_id = \(account) AND viewer = \(viewer.id) AND viewed_until > \(now.text)
            ORDER BY created_at DESC LIMIT 1
            """
        ).first?.optionalInstant("viewed_until")
    }

    /// Until when anybody looks, or may type the code; nil: neither.
    public func openUntil(of account: String, at now: Instant) throws -> (until: Instant, isViewed: Bool)? {
        let row = try db.query(
            """
            SELECT expires_at, viewed_until FROM shared_view
            WHERE account_id = \(account) AND (viewed_until > \(now.text)
                OR (opened_at IS NULL AND expires_at > \(now.text) AND tries < \(SharedView.mostTries)))
            ORDER BY created_at DESC LIMIT 1
            """
        ).first
        guard let row else { return nil }
        if let until = try row.optionalInstant("viewed_until") { return (until, true) }
        return (try row.instant("expires_at"), false)
    }

    /// Ends codes that wait, and looks that are open.
    public func end(of account: String, at now: Instant) throws {
        try db.execute(
            """
            UPDATE shared_view SET expires_at = \(now.text)
            WHERE account_id = \(account) AND opened_at IS NULL AND expires_at > \(now.text)
            """)
        try db.execute(
            """
            UPDATE shared_view SET viewed_until = \(now.text)
            WHERE account_id = \(account) AND viewed_until > \(now.text)
            """)
    }

    private static func newCode() -> String {
        // Of 2^32 values the remainder favours none by more than one in 4,000.
        let number = Sodium.random(4).reduce(0) { $0 << 8 | Int($1) } % 1_000_000
        let digits = String(number)
        return String(repeating: "0", count: SharedView.codeDigits - digits.count) + digits
    }

    private static func hash(_ code: String, of id: String) -> String { Sodium.sha256Hex("share:\(id):\(code)") }
}

extension Connection {
    public var sharedViews: SharedViewStore { SharedViewStore(db: self) }
}
