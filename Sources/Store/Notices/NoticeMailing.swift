import Database
import Domain

/// Queues the mails of notices, a piece a commit: so many mails in one transaction would hold up everybody. How far it came stands
/// with the notice, so that after a stop, and with several programs at it, nobody gets one twice.
public struct NoticeMailing: Sendable {
    let pool: any ConnectionPool
    /// Mails in one commit.
    let piece: Int

    public init(_ pool: any ConnectionPool, piece: Int = 500) {
        self.pool = pool
        self.piece = piece
    }

    /// Queues everything that is to be queued.
    ///
    /// - Parameters:
    ///   - now: decides what is shown, and so mailed.
    ///   - arrived: the true time, from which on the mails may be sent.
    /// - Returns: how many mails were queued.
    @discardableResult
    public func run(at now: Instant, arrived: Instant, _ isStopped: @Sendable () -> Bool = { false }) async throws
        -> Int
    {
        var queued = 0
        while !isStopped() {
            let waiting = try await pool.read { try Self.waiting($0, at: now) }
            guard let id = waiting.first else { break }
            while !isStopped() {
                let step = try await step(id, at: now, arrived: arrived)
                queued += step.queued
                if step.isDone { break }
            }
        }
        return queued
    }

    /// Notices that are shown and whose mails are not all queued.
    private static func waiting(_ db: any Connection, at now: Instant) throws -> [String] {
        try db.query(
            """
            SELECT notice_id FROM notice
            WHERE shown_until > \(now.text) AND shown_from <= \(now.text) AND by_mail AND mailed_at IS NULL
                AND withdrawn_at IS NULL ORDER BY shown_from, notice_id LIMIT 1
            """
        ).map { try $0.string("notice_id") }
    }

    /// The next piece. Who of two comes second finds the notice moved on and does nothing.
    private func step(_ id: String, at now: Instant, arrived: Instant) async throws -> (queued: Int, isDone: Bool) {
        try await pool.write { [piece] db in
            let row = try db.query(
                """
                SELECT \(NoticeStore.columns), mailed_through FROM notice
                WHERE notice_id = \(id) AND mailed_at IS NULL AND withdrawn_at IS NULL \(db.dialect.forUpdate)
                """
            ).first
            guard let row else { return (0, true) }
            let notice = try NoticeStore.notice(row)
            let found = try Self.recipients(
                of: notice.text, after: try row.string("mailed_through"), limit: piece, on: now.day, db)
            try db.mails.queue(
                found.map { account, address in
                    let draft = MailDraft.notice(
                        account, title: notice.text.title, text: notice.text.body, to: address)
                    return (draft, account)
                }, batch: id, at: arrived, by: "product")
            let isDone = found.count < piece
            if let last = found.last {
                try db.execute("UPDATE notice SET mailed_through = \(last.account.id) WHERE notice_id = \(id)")
            }
            if isDone { try db.execute("UPDATE notice SET mailed_at = \(arrived.text) WHERE notice_id = \(id)") }
            return (found.count, isDone)
        }
    }

    /// IDs with a mail address, by key. Those at rest are left out, and those whose people are told by nobody.
    private static func recipients(
        of text: NoticeText, after key: String, limit: Int, on day: Day, _ db: any Connection
    ) throws -> [(account: Account, address: String)] {
        let role: SQL = text.audience == .everybody ? "TRUE" : "a.role = \(text.audience.rawValue)"
        let place: SQL =
            text.prefecture.map { "COALESCE(a.prefecture, f.prefecture, s.prefecture) = \($0.code)" } ?? "TRUE"
        return try db.query(
            """
            SELECT \(AccountStore.columns), c.mail, f.name AS facility_name
            \(AccountStore.reachable(on: day))
            LEFT JOIN association s ON s.association_id = a.association_id
            WHERE a.account_id > \(key) AND a.rested_at IS NULL AND a.notify_by <> 'nobody'
                AND \(role) AND \(place)
            ORDER BY a.account_id LIMIT \(limit)
            """
        ).map { row in
            (try AccountStore.account(row, named: try row.optionalString("facility_name")), try row.string("mail"))
        }
    }
}
