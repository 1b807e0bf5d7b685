import Database
import Domain

/// A mail that was sent to an ID's people, as its own page lists it.
public struct ToldMail: Sendable {
    public enum State: String, Sendable {
        case held, queued, sending, sent, failed, bounced, cancelled

        /// As pages name it.
        public var label: String {
            switch self {
            case .held, .queued, .sending: "送信待ち"
            case .sent: "送信済み"
            case .failed: "送れませんでした"
            case .bounced: "届きませんでした"
            case .cancelled: "取り消し"
            }
        }
    }

    public let purpose: MailDraft.Purpose?
    /// Empty once it was erased.
    public let subject: String
    public let address: String
    public let state: State
    public let recordedAt: Instant
    public let sentAt: Instant?
}

/// A letter with the ID.
public struct ToldLetter: Sendable {
    public let recordedAt: Instant
    public let printedAt: Instant?
    public let dispatchedAt: Instant?
}

extension MailStore {
    /// The newest mails to an ID's people.
    public func told(of account: String, limit: Int = 20) throws -> [ToldMail] {
        try db.query(
            """
            SELECT purpose, subject, address, state, recorded_at, sent_at FROM mail
            WHERE account_id = \(account) ORDER BY recorded_at DESC, mail_id LIMIT \(limit)
            """
        ).map { row in
            ToldMail(
                purpose: MailDraft.Purpose(rawValue: try row.string("purpose")), subject: try row.string("subject"),
                address: try row.string("address"), state: ToldMail.State(rawValue: try row.string("state")) ?? .sent,
                recordedAt: try row.instant("recorded_at"), sentAt: try row.optionalInstant("sent_at"))
        }
    }

    /// The newest letters to an ID's people.
    public func toldByLetter(of account: String, limit: Int = 20) throws -> [ToldLetter] {
        try db.query(
            """
            SELECT b.recorded_at, l.printed_at, b.dispatched_at
            FROM letter l JOIN letter_batch b ON b.batch_id = l.batch_id
            WHERE l.account_id = \(account) ORDER BY b.recorded_at DESC LIMIT \(limit)
            """
        ).map { row in
            ToldLetter(
                recordedAt: try row.instant("recorded_at"), printedAt: try row.optionalInstant("printed_at"),
                dispatchedAt: try row.optionalInstant("dispatched_at"))
        }
    }
}
