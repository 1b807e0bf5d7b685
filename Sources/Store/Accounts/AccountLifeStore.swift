import Database
import Domain

/// Where IDs stand: told of, activated, at rest (R4 R22).
public struct AccountLifeStore {
    let db: any Connection

    public func life(of account: String) throws -> AccountLife? {
        try db.query("SELECT \(Self.columns) FROM account a WHERE a.account_id = \(account)").first.map(Self.life)
    }

    /// Of the table `a`.
    static let columns: SQL = """
        a.notify_by, a.created_at AS issued_at, a.notified_at, a.notified_by, a.bounced_at, a.activated_at, a.rested_at,
        a.last_sign_in_at
        """

    static func life(_ row: Row) throws -> AccountLife {
        let way = try row.string("notify_by")
        guard let notifyBy = NotificationWay(rawValue: way) else { throw DatabaseError.other("notify_by \(way)") }
        return AccountLife(
            notifyBy: notifyBy, issuedAt: try row.instant("issued_at"),
            notifiedAt: try row.optionalInstant("notified_at"),
            notifiedBy: try row.optionalString("notified_by").flatMap(NotificationWay.init(rawValue:)),
            bouncedAt: try row.optionalInstant("bounced_at"), activatedAt: try row.optionalInstant("activated_at"),
            restedAt: try row.optionalInstant("rested_at"), lastSignInAt: try row.optionalInstant("last_sign_in_at"))
    }

    /// The ID can no longer be used; its sessions end at that moment. Once more changes nothing.
    ///
    /// - Parameter reason: why, for the audit; names nobody.
    public func rest(_ account: String, reason: String = "", at now: Instant, by actor: String) throws {
        let changed = try db.execute(
            "UPDATE account SET rested_at = \(now.text) WHERE account_id = \(account) AND rested_at IS NULL")
        guard changed == 1 else { return }
        try db.sessions.endAll(of: account, at: now)
        try db.apiKeys.endAll(of: account, at: now, by: actor)
        try db.oneTimeCodes.cancel(of: account, at: now)
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "account.rest", subject: "account:\(account)",
                detail: reason.isEmpty ? [:] : ["reason": reason]), at: now)
    }

    /// Back with its old password. Once more changes nothing.
    public func wake(_ account: String, at now: Instant, by actor: String) throws {
        let changed = try db.execute(
            "UPDATE account SET rested_at = NULL WHERE account_id = \(account) AND rested_at IS NOT NULL")
        guard changed == 1 else { return }
        try db.audit.record(AuditEntry(actor: actor, action: "account.wake", subject: "account:\(account)"), at: now)
    }

    /// Its people were told of the ID.
    public func noteNotified(_ account: String, by way: NotificationWay, at now: Instant) throws {
        try db.execute(
            """
            UPDATE account SET notified_at = \(now.text), notified_by = \(way.rawValue), bounced_at = NULL
            WHERE account_id = \(account)
            """)
        try noteUsable(account, at: now)
        try db.audit.record(
            AuditEntry(
                actor: "product", action: "account.notify", subject: "account:\(account)", detail: ["by": way.rawValue]),
            at: now)
    }

    /// The mail that told of the ID came back.
    public func noteBounced(_ account: String, at now: Instant) throws {
        try db.execute("UPDATE account SET bounced_at = \(now.text) WHERE account_id = \(account)")
        try noteNotUsable(account)
    }

    /// How its people are to be told of it.
    public func setNotification(_ way: NotificationWay, of account: String, at now: Instant, by actor: String) throws {
        try db.execute("UPDATE account SET notify_by = \(way.rawValue) WHERE account_id = \(account)")
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "account.notifyBy", subject: "account:\(account)", detail: ["by": way.rawValue]),
            at: now)
    }

    public func noteSignIn(_ account: String, at now: Instant) throws {
        try db.execute("UPDATE account SET last_sign_in_at = \(now.text) WHERE account_id = \(account)")
    }

    /// Sets a password, of the ID or of one of its people: open links and letter codes of the same holder end, and so do all
    /// sessions of it (R14).
    ///
    /// - Parameter keeping: the token of the session that stays: the one in which it was changed.
    public func setPassword(
        hash: String, of account: Account, keeping token: String? = nil, at now: Instant
    ) throws {
        if let colleague = account.colleague {
            try db.colleagues.setPassword(hash: hash, of: colleague.id, at: now)
        } else {
            try db.execute(
                """
                UPDATE account SET password_hash = \(hash), activated_at = COALESCE(activated_at, \(now.text))
                WHERE account_id = \(account.id)
                """)
            try noteUsable(account.id, at: now)
        }
        try db.oneTimeCodes.cancel(.password, of: account, at: now)
        try db.sessions.endAll(of: account, but: token, at: now)
        try db.audit.record(
            AuditEntry(actor: account.actor, action: "password.set", subject: "account:\(account.id)"), at: now)
    }

    /// Whether a first password was ever set, of the ID or of one of its people.
    public func hasPassword(_ account: Account) throws -> Bool {
        if let colleague = account.colleague { return try db.colleagues.hasPassword(colleague.id) }
        return try !db.query(
            "SELECT 1 AS one FROM account WHERE account_id = \(account.id) AND password_hash IS NOT NULL"
        ).isEmpty
    }

    /// Whether sign-ins from new devices are told.
    public func tellsOfDevices(_ account: String) throws -> Bool {
        try db.query("SELECT tells_of_devices FROM account WHERE account_id = \(account)")
            .first?.bool("tells_of_devices") ?? false
    }

    public func setTellsOfDevices(_ tells: Bool, of account: String, at now: Instant, by actor: String) throws {
        try db.execute("UPDATE account SET tells_of_devices = \(tells) WHERE account_id = \(account)")
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "account.tellsOfDevices", subject: "account:\(account)",
                detail: ["on": tells ? "1" : "0"]), at: now)
    }
}

extension Connection {
    public var accountLives: AccountLifeStore { AccountLifeStore(db: self) }
}

extension Row {
    /// An instant as the tables hold it.
    func instant(_ column: String) throws -> Instant {
        guard let instant = try optionalInstant(column) else { throw DatabaseError.other("\(column) is null") }
        return instant
    }

    func optionalInstant(_ column: String) throws -> Instant? {
        guard let text = try optionalString(column) else { return nil }
        guard let instant = Instant(text) else { throw DatabaseError.other("\(column): \(text) is no instant") }
        return instant
    }
}
