import Database
import Domain
import Sodium

/// Keys of programs (R43). Kept is only their SHA-256.
public struct APIKeyStore {
    let db: any Connection

    /// Whose program comes with a key.
    public enum Found: Sendable {
        case account(Account, APIKey)
        /// Withdrawn, or its last day is over.
        case over(APIKey)
        /// The account cannot be used: why, in words (R22 R28).
        case atRest(String)
        case unknown
    }

    /// 256 random bits, written so that nobody takes them for anything else.
    public static func newToken() -> String { APIKey.prefix + Sodium.hex(Sodium.random(32)) }

    /// - Returns: the key, and what its program has to send, which is nowhere else.
    /// - Throws: `Problem.invalid` where the account has as many as it may have.
    public func create(
        name: String, endsOn: Day?, of account: Account, at now: Instant
    ) throws -> (key: APIKey, token: String) {
        guard try all(of: account.id).count(where: { $0.state(on: now.day) == .good }) < APIKey.mostGood else {
            throw Problem.invalid([
                FieldProblem(
                    field: "name", label: "キーの名前",
                    sentence: "キーは\(APIKey.mostGood)個までです。使っていないキーを取り下げてから、作ってください。")
            ])
        }
        let token = Self.newToken()
        let key = APIKey(
            id: "k-" + Sodium.hex(Sodium.random(12)), name: name, hint: String(token.suffix(4)), createdAt: now,
            createdBy: account.actor, endsOn: endsOn)
        try db.execute(
            """
            INSERT INTO api_key (key_id, account_id, token_hash, name, hint, created_at, created_by, ends_on)
            VALUES (\(key.id), \(account.id), \(Sodium.sha256Hex(token)), \(name), \(key.hint), \(now.text),
                \(account.actor), \(endsOn?.text))
            """)
        try record("apiKey.create", account.id, key.id, at: now, by: account.actor)
        return (key, token)
    }

    /// Every key of an account, the newest first.
    public func all(of account: String) throws -> [APIKey] {
        try db.query(
            """
            SELECT \(Self.columns) FROM api_key k WHERE k.account_id = \(account)
            ORDER BY k.created_at DESC, k.key_id
            """
        ).map(Self.key)
    }

    /// Withdraws one: its program is refused from that moment on. Once more changes nothing.
    ///
    /// - Throws: `Problem.notFound` for another account's.
    public func end(_ key: String, of account: String, at now: Instant, by actor: String) throws {
        let known = try db.query("SELECT ended_at FROM api_key WHERE key_id = \(key) AND account_id = \(account)").first
        guard let known else { throw Problem.notFound }
        guard try known.optionalString("ended_at") == nil else { return }
        try db.execute(
            "UPDATE api_key SET ended_at = \(now.text), ended_by = \(actor) WHERE key_id = \(key) AND ended_at IS NULL")
        try record("apiKey.end", account, key, at: now, by: actor)
    }

    /// Ends all of an ID's that is put to rest.
    func endAll(of account: String, at now: Instant, by actor: String) throws {
        try db.execute(
            """
            UPDATE api_key SET ended_at = \(now.text), ended_by = \(actor)
            WHERE account_id = \(account) AND ended_at IS NULL
            """)
    }

    /// Ends those of institutions for which an association reports or reported (R22).
    func endAll(ofMembers facilities: [String], at now: Instant) throws {
        try db.execute(
            """
            UPDATE api_key SET ended_at = \(now.text), ended_by = 'product'
            WHERE ended_at IS NULL AND account_id IN (
                SELECT a.account_id FROM account a WHERE a.facility_id IN (\(.list(facilities))) AND EXISTS (
                    SELECT 1 FROM facility_reporting_party p
                    WHERE p.facility_id = a.facility_id AND p.association_id IS NOT NULL))
            """)
    }

    /// Whose program sends this. A session may read while an association reports; a program may nothing (R22).
    ///
    /// - Parameter day: on which key and institution are looked at.
    public func find(token: String, on day: Day) throws -> Found {
        let row = try db.query(
            """
            SELECT \(Self.columns), \(AccountStore.columns), a.rested_at
            FROM api_key k JOIN account a ON a.account_id = k.account_id
            WHERE k.token_hash = \(Sodium.sha256Hex(token))
            """
        ).first
        guard let row else { return .unknown }
        let key = try Self.key(row)
        var named: String?
        if let facility = try AccountStore.role(row).facility {
            if let reason = try db.facilities.signInStanding(of: facility, on: day).reason { return .atRest(reason) }
            named = try db.facilities.attributes(of: facility, on: day)?.name
        }
        if try row.optionalString("rested_at") != nil {
            return .atRest("このIDは止められています。ご用のときは、ヘルプデスクへお電話ください。")
        }
        guard key.state(on: day) == .good else { return .over(key) }
        return .account(try AccountStore.account(row, named: named), key)
    }

    /// Notes that it was used.
    public func touch(_ key: String, at now: Instant) throws {
        try db.execute("UPDATE api_key SET last_used_at = \(now.text) WHERE key_id = \(key)")
    }

    private func record(
        _ action: String, _ account: String, _ key: String, at now: Instant, by actor: String
    ) throws {
        try db.audit.record(
            AuditEntry(actor: actor, action: action, subject: "account:\(account)", detail: ["key": key]), at: now)
    }

    private static let columns: SQL = """
        k.key_id, k.name AS key_name, k.hint, k.created_at AS made_at, k.created_by, k.ends_on, k.last_used_at,
        k.ended_at, k.ended_by
        """

    private static func key(_ row: Row) throws -> APIKey {
        APIKey(
            id: try row.string("key_id"), name: try row.string("key_name"), hint: try row.string("hint"),
            createdAt: try row.instant("made_at"), createdBy: try row.string("created_by"),
            endsOn: try row.optionalString("ends_on").flatMap { Day($0) },
            lastUsedAt: try row.optionalInstant("last_used_at"), endedAt: try row.optionalInstant("ended_at"),
            endedBy: try row.optionalString("ended_by"))
    }
}

extension Connection {
    public var apiKeys: APIKeyStore { APIKeyStore(db: self) }
}
