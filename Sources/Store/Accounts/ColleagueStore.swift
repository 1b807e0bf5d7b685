import Database
import Domain
import Sodium

/// The named people under an ID (R28).
public struct ColleagueStore {
    let db: any Connection

    /// One of them, as the owner's page lists them.
    public struct Listed: Sendable {
        public let colleague: Colleague
        public let mail: String
        public let createdAt: Instant
        public let activatedAt: Instant?
        public let endedAt: Instant?
    }

    /// Who may sign in with the own address.
    struct Known {
        let colleague: Colleague
        let passwordHash: String?
    }

    /// - Throws: `Problem.invalid` when somebody with the address is there already.
    /// - Returns: the new one's key.
    public func add(name: String, mail: String, to account: Account, at now: Instant) throws -> Colleague {
        guard try find(mail: mail, of: account.id) == nil else {
            throw Problem.invalid([
                FieldProblem(field: "mail", label: "メールアドレス", sentence: "このメールアドレスの同僚は、もう登録されています。")
            ])
        }
        let colleague = Colleague(id: "c-" + Sodium.hex(Sodium.random(12)), name: name)
        try db.execute(
            """
            INSERT INTO colleague (colleague_id, account_id, name, mail, mail_key, created_at)
            VALUES (\(colleague.id), \(account.id), \(name), \(mail), \(Contact.key(ofMail: mail)), \(now.text))
            """)
        try db.audit.record(
            AuditEntry(
                actor: account.actor, action: "colleague.create", subject: "account:\(account.id)",
                detail: ["colleague": colleague.id]), at: now)
        return colleague
    }

    /// Ends somebody's access, with the open sessions and links.
    ///
    /// - Throws: `Problem.notFound` for somebody of another ID.
    public func end(_ colleague: String, of account: Account, at now: Instant) throws {
        let ended = try db.execute(
            """
            UPDATE colleague SET ended_at = \(now.text)
            WHERE colleague_id = \(colleague) AND account_id = \(account.id) AND ended_at IS NULL
            """)
        guard ended == 1 else { throw Problem.notFound }
        let theirs = account.acting(as: Colleague(id: colleague, name: ""))
        try db.sessions.endAll(of: theirs, at: now)
        try db.oneTimeCodes.cancel(.password, of: theirs, at: now)
        try db.audit.record(
            AuditEntry(
                actor: account.actor, action: "colleague.end", subject: "account:\(account.id)",
                detail: ["colleague": colleague]), at: now)
    }

    /// Everybody, in the order in which they came.
    public func all(of account: String) throws -> [Listed] {
        try db.query(
            """
            SELECT colleague_id, name, mail, created_at, activated_at, ended_at FROM colleague
            WHERE account_id = \(account) ORDER BY created_at, colleague_id
            """
        ).map { row in
            Listed(
                colleague: Colleague(id: try row.string("colleague_id"), name: try row.string("name")),
                mail: try row.string("mail"), createdAt: try row.instant("created_at"),
                activatedAt: try row.optionalInstant("activated_at"), endedAt: try row.optionalInstant("ended_at"))
        }
    }

    /// By key; nil for somebody of another ID, or whose access has ended.
    public func find(_ colleague: String, of account: String) throws -> (colleague: Colleague, mail: String)? {
        try db.query(
            """
            SELECT colleague_id, name, mail FROM colleague
            WHERE colleague_id = \(colleague) AND account_id = \(account) AND ended_at IS NULL
            """
        ).first.map { row in
            (Colleague(id: try row.string("colleague_id"), name: try row.string("name")), try row.string("mail"))
        }
    }

    func find(mail: String, of account: String) throws -> Known? {
        let key = Contact.key(ofMail: mail)
        guard !key.isEmpty else { return nil }
        return try db.query(
            """
            SELECT colleague_id, name, password_hash FROM colleague
            WHERE account_id = \(account) AND mail_key = \(key) AND ended_at IS NULL
            """
        ).first.map { row in
            Known(
                colleague: Colleague(id: try row.string("colleague_id"), name: try row.string("name")),
                passwordHash: try row.optionalString("password_hash"))
        }
    }

    func setPassword(hash: String, of colleague: String, at now: Instant) throws {
        try db.execute(
            """
            UPDATE colleague SET password_hash = \(hash), activated_at = COALESCE(activated_at, \(now.text))
            WHERE colleague_id = \(colleague)
            """)
    }

    func hasPassword(_ colleague: String) throws -> Bool {
        try !db.query(
            "SELECT 1 AS one FROM colleague WHERE colleague_id = \(colleague) AND password_hash IS NOT NULL"
        ).isEmpty
    }
}

extension Connection {
    public var colleagues: ColleagueStore { ColleagueStore(db: self) }
}
