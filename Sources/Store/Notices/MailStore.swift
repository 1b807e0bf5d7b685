import Database
import Domain
import Sodium

/// Mails to send (R4 R14): queued in the transaction of what they tell of, sent by a job.
public struct MailStore {
    let db: any Connection

    /// Queues mails; nothing is sent before the commit.
    ///
    /// - Parameters:
    ///   - account: whose ID they are about; nil for none.
    ///   - batch: the run or notice they belong to; empty for a single one.
    ///   - holds: they wait until they are released.
    public func queue(
        _ drafts: [(draft: MailDraft, account: Account?)], batch: String = "", holds: Bool = false, at now: Instant,
        by actor: String
    ) throws {
        try db.insert(
            into: "mail",
            columns: [
                "mail_id", "account_id", "colleague_id", "purpose", "batch", "address", "subject", "body",
                "code_purpose",
                "code_payload", "code_seconds", "state", "next_at", "recorded_at", "recorded_by",
            ],
            rows: drafts.map { draft, account in
                [
                    .text("m-" + Sodium.hex(Sodium.random(12))), (account?.id).sqlValue,
                    (account?.colleague?.id).sqlValue, .text(draft.purpose.rawValue), .text(batch),
                    .text(draft.address), .text(draft.subject), .text(draft.body),
                    (draft.code?.purpose.rawValue).sqlValue, .text(draft.code?.payload ?? ""),
                    .integer(Int64(draft.code?.seconds ?? 0)), .text(holds ? "held" : "queued"), .text(now.text),
                    .text(now.text), .text(actor),
                ]
            })
    }

    /// One mail.
    public func queue(_ draft: MailDraft, for account: Account?, at now: Instant, by actor: String) throws {
        try queue([(draft, account)], at: now, by: actor)
    }

    /// Whether a mail for this was queued since then, to the ID itself or to one of its people.
    public func wasQueued(_ purpose: MailDraft.Purpose, for account: Account, since: Instant) throws -> Bool {
        let holder: SQL = account.colleague.map { "colleague_id = \($0.id)" } ?? "colleague_id IS NULL"
        return try !db.query(
            """
            SELECT 1 AS one FROM mail
            WHERE account_id = \(account.id) AND \(holder) AND purpose = \(purpose.rawValue) AND recorded_at > \(since.text)
            LIMIT 1
            """
        ).isEmpty
    }
}

extension Connection {
    public var mails: MailStore { MailStore(db: self) }
}
