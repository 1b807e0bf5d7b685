import Database
import Domain
import Sodium

/// Tells institutions of the ID that they got while an association reported, once they report themselves (R4 R22). An ID that was
/// used before needs no word: it wakes with its old password.
public struct WakingNotification: Sendable {
    let pool: any ConnectionPool
    /// IDs in one commit.
    let piece: Int

    public init(_ pool: any ConnectionPool, piece: Int = 200) {
        self.pool = pool
        self.piece = piece
    }

    /// How many are told by which way.
    public struct Summary: Sendable, Equatable {
        public var mails = 0
        public var letters = 0

        public init(mails: Int = 0, letters: Int = 0) {
            self.mails = mails
            self.letters = letters
        }
    }

    /// Everybody who is to be told. Several programs at it, or one begun anew, tell nobody twice.
    ///
    /// - Parameters:
    ///   - holds: the mails wait until the help desk releases them.
    ///   - now: its day decides who reports.
    ///   - arrived: the true time, from which on mails may be sent.
    @discardableResult public func run(
        holds: Bool, at now: Instant, arrived: Instant, _ isStopped: @Sendable () -> Bool = { false }
    ) async throws -> Summary {
        var summary = Summary()
        let batch = "b-" + Sodium.hex(Sodium.random(6))
        var last = ""
        while !isStopped() {
            let after = last
            let ids = try await pool.read { [piece] in try Self.ids(after: after, limit: piece, on: now.day, $0) }
            guard let end = ids.last else { break }
            let told = try await pool.write { db in
                try ids.compactMap { id in
                    try Self.tell(id, batch: batch, holds: holds, at: now, arrived: arrived, db)
                }
            }
            summary.mails += told.count { $0 == .mail }
            summary.letters += told.count { $0 == .letter }
            last = end
        }
        return summary
    }

    /// By the index on `notify_by` and `notified_at`: those whom nobody tells, which are the members of associations.
    private static func ids(after key: String, limit: Int, on day: Day, _ db: any Connection) throws -> [String] {
        try db.query(
            """
            SELECT a.account_id FROM account a
            WHERE a.notify_by = 'nobody' AND a.notified_at IS NULL AND a.password_hash IS NULL AND a.rested_at IS NULL
                AND a.account_id > \(key)
                AND EXISTS (
                    SELECT 1 FROM facility_reporting_party p WHERE p.facility_id = a.facility_id
                        AND p.association_id IS NOT NULL AND p.valid_from <= \(day.text))
                AND NOT EXISTS (
                    SELECT 1 FROM facility_reporting_party p WHERE p.facility_id = a.facility_id
                        AND p.association_id IS NOT NULL AND p.number = (
                            SELECT max(n.number) FROM facility_reporting_party n
                            WHERE n.facility_id = a.facility_id AND n.valid_from <= \(day.text)
                                AND n.valid_until > \(day.text)))
            ORDER BY a.account_id LIMIT \(limit)
            """
        ).map { try $0.string("account_id") }
    }

    /// - Returns: how; nil where somebody else told them in between, or the institution has ended.
    private static func tell(
        _ id: String, batch: String, holds: Bool, at now: Instant, arrived: Instant, _ db: any Connection
    ) throws -> NotificationWay? {
        guard let account = try db.accounts.account(id: id, on: now.day), let facility = account.facility,
            let known = try db.facilities.day(of: facility, on: now.day), known.party == .itself, !known.life.isEnded
        else { return nil }
        let contact = try db.contacts.current(of: id)
        let way = NotificationWay.chosen(nil, kind: known.kind, contact: contact)
        let changed = try db.execute(
            """
            UPDATE account SET notify_by = \(way.rawValue)
            WHERE account_id = \(id) AND notify_by = 'nobody' AND notified_at IS NULL AND password_hash IS NULL
            """)
        guard changed == 1 else { return nil }
        try db.audit.record(
            AuditEntry(
                actor: "product", action: "account.notifyBy", subject: "account:\(id)",
                detail: ["by": way.rawValue]), at: now)
        if way == .mail {
            try db.mails.queue(
                [(MailDraft.firstPassword(account, to: contact.mail), account)], batch: batch, holds: holds,
                at: arrived, by: "product")
        }
        return way
    }
}

extension AccountLifeStore {
    /// Nobody was told of the ID before an association took over: it is told when the institution reports itself (R4).
    func leaveUntold(_ account: Account, at now: Instant, on day: Day) throws {
        guard let facility = account.facility,
            case .association = try db.facilities.reportingParty(of: facility, on: day),
            try !hasPassword(account.acting(as: nil)), let life = try life(of: account.id), life.notifiedAt == nil,
            life.notifyBy != .nobody
        else { return }
        try setNotification(.nobody, of: account.id, at: now, by: "product")
    }
}
