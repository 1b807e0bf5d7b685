import Database
import Domain
import Sodium

/// Something that somebody of the help desk has to see to: a mail that did not arrive (R4 R14).
public struct WorkItem: Sendable {
    public enum Kind: String, Sendable { case bounce, mailFailed }

    public let id: String
    public let kind: Kind
    public let openedAt: Instant
    /// nil where the mail belonged to nobody's ID.
    public let account: Account?
    public let mail: String?
    public let purpose: MailDraft.Purpose?
    public let address: String
    /// The server's answer.
    public let answer: String

    public init(
        id: String, kind: Kind, openedAt: Instant, account: Account?, mail: String?, purpose: MailDraft.Purpose?,
        address: String, answer: String
    ) {
        self.id = id
        self.kind = kind
        self.openedAt = openedAt
        self.account = account
        self.mail = mail
        self.purpose = purpose
        self.address = address
        self.answer = answer
    }
}

/// What waits for the help desk.
public struct WorkItemStore {
    let db: any Connection

    /// One item a mail is open at a time.
    func open(_ kind: WorkItem.Kind, mail: String, account: String?, at now: Instant) throws {
        guard
            try db.query(
                "SELECT 1 AS one FROM work_item WHERE mail_id = \(mail) AND closed_at IS NULL"
            ).isEmpty
        else { return }
        try db.execute(
            """
            INSERT INTO work_item (work_item_id, kind, account_id, mail_id, opened_at)
            VALUES (\("w-" + Sodium.hex(Sodium.random(12))), \(kind.rawValue), \(account), \(mail), \(now.text))
            """)
    }

    /// The open ones, the oldest first.
    ///
    /// - Parameter day: on which institutions are named.
    public func open(on day: Day, limit: Int) throws -> [WorkItem] {
        try db.query(
            """
            SELECT w.work_item_id, w.kind, w.opened_at, w.mail_id, w.account_id AS whose, m.purpose, m.address, m.answer
            FROM work_item w LEFT JOIN mail m ON m.mail_id = w.mail_id
            WHERE w.closed_at IS NULL ORDER BY w.opened_at, w.work_item_id LIMIT \(limit)
            """
        ).map { row in
            WorkItem(
                id: try row.string("work_item_id"), kind: WorkItem.Kind(rawValue: try row.string("kind")) ?? .bounce,
                openedAt: try row.instant("opened_at"),
                account: try row.optionalString("whose").flatMap { try db.accounts.account(id: $0, on: day) },
                mail: try row.optionalString("mail_id"),
                purpose: try row.optionalString("purpose").flatMap(MailDraft.Purpose.init(rawValue:)),
                address: try row.optionalString("address") ?? "", answer: try row.optionalString("answer") ?? "")
        }
    }

    /// How many are open.
    public func count() throws -> Int {
        try db.query("SELECT count(*) AS n FROM work_item WHERE closed_at IS NULL").first?.int("n") ?? 0
    }

    /// Somebody has seen to it. Once more changes nothing.
    ///
    /// - Throws: `Problem.notFound` when there is none such.
    public func close(_ item: String, _ outcome: WorkOutcome, at now: Instant, by actor: String) throws {
        guard try !db.query("SELECT 1 AS one FROM work_item WHERE work_item_id = \(item)").isEmpty else {
            throw Problem.notFound
        }
        let changed = try db.execute(
            """
            UPDATE work_item SET closed_at = \(now.text), closed_by = \(actor), outcome = \(outcome.rawValue)
            WHERE work_item_id = \(item) AND closed_at IS NULL
            """)
        guard changed == 1 else { return }
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "workItem.close", subject: "workItem:\(item)",
                detail: ["outcome": outcome.rawValue]), at: now)
    }
}

extension Connection {
    public var workItems: WorkItemStore { WorkItemStore(db: self) }
}
