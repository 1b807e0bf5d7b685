import Database
import Domain
import Sodium

/// Tells the people of IDs that were brought over or issued: everybody whom nobody told yet, a piece a commit (R4). Begun anew after a
/// stop it goes on with those who have no mail yet, so that nobody gets two.
public struct AccountNotification: Sendable {
    /// What was done, and what waits.
    public struct Summary: Sendable, Equatable {
        /// Under which the mails stand.
        public let batch: String
        public var mails = 0
        /// Told by letter, once the help desk prints them.
        public var letters = 0
        /// To be told by mail, without an address.
        public var withoutAddress = 0
    }

    let pool: any ConnectionPool
    let piece: Int

    public init(_ pool: any ConnectionPool, piece: Int = 500) {
        self.pool = pool
        self.piece = piece
    }

    /// - Parameter holds: the mails wait until the help desk releases them.
    public func run(
        holds: Bool, at now: Instant, by actor: String = "administrator",
        progress: @Sendable (_ fraction: Double) -> Void = { _ in }
    ) async throws -> Summary {
        var summary = Summary(batch: "b-" + Sodium.hex(Sodium.random(6)))
        let (whole, letters, without) = try await pool.read { try Self.count($0) }
        (summary.letters, summary.withoutAddress) = (letters, without)
        var last = ""
        while true {
            let (batch, after) = (summary.batch, last)
            let queued = try await pool.write { [piece] db in
                let ids = try Self.ids(after: after, limit: piece, db)
                let found = try Self.recipients(ids, on: now.day, db)
                try db.mails.queue(
                    found.map { (MailDraft.firstPassword($0.account, to: $0.address), $0.account) }, batch: batch,
                    holds: holds, at: now, by: actor)
                return (count: found.count, last: ids.last)
            }
            summary.mails += queued.count
            progress(Double(summary.mails) / Double(max(1, whole)))
            guard let end = queued.last else { break }
            last = end
        }
        if summary.mails > 0 {
            let (mails, batch) = (summary.mails, summary.batch)
            try await pool.write { db in
                try db.audit.record(
                    AuditEntry(
                        actor: actor, action: "account.notifyAll", subject: "batch:\(batch)",
                        detail: ["mails": String(mails), "held": holds ? "1" : "0"]), at: now)
            }
        }
        return summary
    }

    /// Not told, not in use, not at rest; of the table `a`.
    private static let waiting: SQL = "a.notified_at IS NULL AND a.activated_at IS NULL AND a.rested_at IS NULL"
    private static let address: SQL =
        "SELECT 1 FROM contact c WHERE c.account_id = a.account_id AND c.replaced_at IS NULL AND c.mail <> ''"
    /// A mail for it that was not called off, whatever became of it: what came back is for the help desk to see to.
    private static let mailed: SQL = """
        SELECT 1 FROM mail m WHERE m.account_id = a.account_id AND m.purpose = 'firstPassword' AND m.state <> 'cancelled'
        """

    private static func count(_ db: any Connection) throws -> (mails: Int, letters: Int, withoutAddress: Int) {
        func count(_ condition: SQL) throws -> Int {
            try db.query("SELECT count(*) AS n FROM account a WHERE \(waiting) AND \(condition)").first?.int("n") ?? 0
        }
        return (
            try count("a.notify_by = 'mail' AND EXISTS (\(address)) AND NOT EXISTS (\(mailed))"),
            try count("a.notify_by = 'letter'"), try count("a.notify_by = 'mail' AND NOT EXISTS (\(address))")
        )
    }

    private static func ids(after key: String, limit: Int, _ db: any Connection) throws -> [String] {
        try db.query(
            """
            SELECT a.account_id FROM account a
            WHERE a.notify_by = 'mail' AND \(waiting) AND a.account_id > \(key) ORDER BY a.account_id LIMIT \(limit)
            """
        ).map { try $0.string("account_id") }
    }

    /// Who of them gets a mail; they are held before it is looked whether they have a mail, so that two at once never write both.
    private static func recipients(
        _ ids: [String], on day: Day, _ db: any Connection
    ) throws -> [(account: Account, address: String)] {
        guard !ids.isEmpty else { return [] }
        _ = try db.query(
            """
            SELECT account_id FROM account WHERE account_id IN (\(.list(ids))) ORDER BY account_id
            \(db.dialect.forUpdate)
            """)
        return try db.query(
            """
            SELECT \(AccountStore.columns), c.mail, f.name AS facility_name
            \(AccountStore.reachable(on: day))
            WHERE a.account_id IN (\(.list(ids))) AND \(waiting) AND NOT EXISTS (\(mailed))
            ORDER BY a.account_id
            """
        ).map { row in
            (try AccountStore.account(row, named: try row.optionalString("facility_name")), try row.string("mail"))
        }
    }
}
