import Database
import Domain

/// Whom to reach for an ID, with its history (R28).
public struct ContactStore {
    let db: any Connection

    /// Empty where none was ever told.
    public func current(of account: String) throws -> Contact {
        try db.query(
            """
            SELECT name, mail, phone FROM contact WHERE account_id = \(account) AND replaced_at IS NULL
            ORDER BY number DESC LIMIT 1
            """
        ).first.map(Self.contact) ?? Contact()
    }

    /// The newest first.
    public func history(of account: String) throws -> [Contact.Version] {
        try db.query(
            """
            SELECT number, name, mail, phone, reason, recorded_at, recorded_by, erased_at FROM contact
            WHERE account_id = \(account) ORDER BY number DESC
            """
        ).map { row in
            Contact.Version(
                number: try row.int("number"), contact: try Self.contact(row), reason: try row.string("reason"),
                recordedAt: try row.instant("recorded_at"), recordedBy: try row.string("recorded_by"),
                isErased: try row.optionalString("erased_at") != nil)
        }
    }

    /// The next version; the same once more adds none.
    ///
    /// - Parameter reason: why somebody else corrected it.
    @discardableResult public func record(
        _ contact: Contact, of account: String, reason: String = "", at now: Instant, by actor: String
    ) throws -> Bool {
        guard try current(of: account) != contact else { return false }
        let last = try db.query("SELECT max(number) AS last FROM contact WHERE account_id = \(account)").first
        try db.execute(
            """
            UPDATE contact SET replaced_at = \(now.text) WHERE account_id = \(account) AND replaced_at IS NULL
            """)
        try insert(
            [(account, contact)], number: (try last?.optionalInt("last") ?? 0) + 1, reason: reason, at: now, by: actor)
        try db.audit.record(
            AuditEntry(actor: actor, action: "contact.create", subject: "account:\(account)"), at: now)
        return true
    }

    /// The first version of many at once, without a word in the audit: for whoever tells it of all of them together.
    func insert(
        _ contacts: [(account: String, contact: Contact)], number: Int = 1, reason: String = "", at now: Instant,
        by actor: String
    ) throws {
        try db.insert(
            into: "contact",
            columns: [
                "account_id", "number", "name", "mail", "mail_key", "phone", "phone_key", "reason", "recorded_at",
                "recorded_by",
            ],
            rows: contacts.map { account, contact in
                [
                    .text(account), .integer(Int64(number)), .text(contact.name), .text(contact.mail),
                    .text(Contact.key(ofMail: contact.mail)), .text(contact.phone),
                    .text(Contact.key(ofPhone: contact.phone)), .text(reason), .text(now.text), .text(actor),
                ]
            })
    }

    static func contact(_ row: Row) throws -> Contact {
        Contact(name: try row.string("name"), mail: try row.string("mail"), phone: try row.string("phone"))
    }
}

extension Connection {
    public var contacts: ContactStore { ContactStore(db: self) }
}
