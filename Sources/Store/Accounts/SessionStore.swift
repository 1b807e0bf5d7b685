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
        /// Still waits for the code of the second factor: good for nothing else.
        public let awaitsFactor: Bool
    }

    /// - Parameters:
    ///   - colleague: who of the ID's people, by key.
    ///   - device: browser and system in words.
    ///   - readsOnly: good for reading alone, while an association reports (R22).
    ///   - leadsTo: the page that was asked for, until the second factor is there; empty for home.
    public func create(
        token: String, account: String, colleague: String? = nil, device: String = "", awaitsFactor: Bool = false,
        readsOnly: Bool = false, leadsTo: String = "", at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO session (token_hash, account_id, colleague_id, created_at, last_seen_at, device, awaits_factor,
                reads_only, leads_to)
            VALUES (\(Sodium.sha256Hex(token)), \(account), \(colleague), \(now.text), \(now.text), \(device),
                \(awaitsFactor), \(readsOnly), \(leadsTo))
            """)
    }

    /// The session of a cookie's token; nil when there is none or it has ended.
    ///
    /// - Parameter day: on which the institution is looked at; in a demonstration not that of `now`.
    public func live(token: String, at now: Instant, on day: Day) throws -> Live? {
        guard let row = try row(token, "s.ended_at IS NULL AND a.rested_at IS NULL"),
            SessionRule.isAlive(
                signedInAt: try row.instant("signed_in"), lastSeenAt: try row.instant("last_seen_at"), now: now)
        else { return nil }
        let facility = try AccountStore.role(row).facility
        let known = try facility.flatMap { try db.facilities.day(of: $0, on: day) }
        var standing = SignInStanding.allowed
        // Hardly any ID is at rest: only then it is asked since when.
        if let facility, known.map({ $0.party != .itself || $0.life.isEnded }) ?? true {
            standing = try db.facilities.signInStanding(of: facility, on: day)
        }
        let account = try Self.account(row, named: known?.attributes.name)
        guard let account = standing.admits(account, readsOnly: try row.bool("reads_only")) else { return nil }
        return Live(
            account: account, lastSeenAt: try row.instant("last_seen_at"), awaitsFactor: try row.bool("awaits_factor"))
    }

    /// Whose session it was that ran out by itself: not one that was ended, nor one of an ID at rest.
    ///
    /// - Parameter day: on which the institution is looked at.
    public func ranOut(token: String, on day: Day) throws -> Account? {
        guard let row = try row(token, "s.ended_at IS NULL AND a.rested_at IS NULL AND s.awaits_factor = \(false)")
        else { return nil }
        let account = try Self.account(row, named: nil)
        // Nobody is promised that it goes on who cannot sign in any more, or only to read (R22).
        guard let facility = account.facility else { return account }
        return try db.facilities.signInStanding(of: facility, on: day) == .allowed ? account : nil
    }

    private func row(_ token: String, _ condition: SQL) throws -> Row? {
        try db.query(
            """
            SELECT \(AccountStore.columns), s.created_at AS signed_in, s.last_seen_at, s.awaits_factor, s.reads_only,
                s.colleague_id, c.name AS colleague_name
            FROM session s JOIN account a ON a.account_id = s.account_id
                LEFT JOIN colleague c ON c.colleague_id = s.colleague_id
            WHERE s.token_hash = \(Sodium.sha256Hex(token)) AND \(condition)
            """
        ).first
    }

    private static func account(_ row: Row, named shown: String?) throws -> Account {
        let colleague = try row.optionalString("colleague_id").map { id in
            Colleague(id: id, name: try row.string("colleague_name"))
        }
        return try AccountStore.account(row, named: shown, colleague: colleague)
    }

    /// The code of the second factor was right: from now on it is a session like any other.
    ///
    /// - Returns: the page that was asked for before; empty for home.
    @discardableResult public func admit(token: String, at now: Instant) throws -> String {
        let row = try db.query("SELECT leads_to FROM session WHERE token_hash = \(Sodium.sha256Hex(token))").first
        try db.execute(
            """
            UPDATE session SET awaits_factor = \(false), last_seen_at = \(now.text)
            WHERE token_hash = \(Sodium.sha256Hex(token)) AND ended_at IS NULL
            """)
        return try row?.string("leads_to") ?? ""
    }

    /// Notes that it was used.
    public func touch(token: String, at now: Instant) throws {
        try db.execute(
            "UPDATE session SET last_seen_at = \(now.text) WHERE token_hash = \(Sodium.sha256Hex(token))")
    }

    public func end(token: String, at now: Instant) throws { try end(key: Sodium.sha256Hex(token), at: now) }

    private func end(key: String, at now: Instant) throws {
        try db.execute(
            "UPDATE session SET ended_at = \(now.text) WHERE token_hash = \(key) AND ended_at IS NULL")
    }

    /// Ends all of an ID's, its people's included.
    func endAll(of account: String, at now: Instant) throws {
        try db.execute(
            "UPDATE session SET ended_at = \(now.text) WHERE account_id = \(account) AND ended_at IS NULL")
    }

    /// Ends those of institutions for which an association reports or reported.
    func endAll(ofMembers facilities: [String], at now: Instant) throws {
        try db.execute(
            """
            UPDATE session SET ended_at = \(now.text)
            WHERE ended_at IS NULL AND account_id IN (
                SELECT a.account_id FROM account a WHERE a.facility_id IN (\(.list(facilities))) AND EXISTS (
                    SELECT 1 FROM facility_reporting_party p
                    WHERE p.facility_id = a.facility_id AND p.association_id IS NOT NULL))
            """)
    }

    /// Ends those of the ID itself, or of one of its people.
    ///
    /// - Parameter token: of the session that stays.
    public func endAll(of account: Account, but token: String? = nil, at now: Instant) throws {
        let holder: SQL = account.colleague.map { "colleague_id = \($0.id)" } ?? "colleague_id IS NULL"
        try db.execute(
            """
            UPDATE session SET ended_at = \(now.text)
            WHERE account_id = \(account.id) AND \(holder) AND ended_at IS NULL
                AND token_hash <> \(token.map(Sodium.sha256Hex) ?? "")
            """)
    }
}

extension SignInStanding {
    /// Who goes on in a session: what it was begun for still holds. An ID that came to rest takes its open sessions along, and when
    /// it wakes those that only read (R22).
    fileprivate func admits(_ account: Account, readsOnly: Bool) -> Account? {
        switch self {
        case .allowed: readsOnly ? nil : account
        case .readsOnly: readsOnly && account.colleague == nil ? account.reading : nil
        case .atRest, .ended: nil
        }
    }
}

extension Connection {
    public var sessions: SessionStore { SessionStore(db: self) }
}
