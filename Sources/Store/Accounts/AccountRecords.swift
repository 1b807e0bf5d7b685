import Database
import Domain
import Foundation

/// What was written to an ID's people and done about it, for the help desk's page.
public struct AccountRecord: Sendable {
    public enum Content: Sendable {
        case mail(id: String, purpose: MailDraft.Purpose?, address: String, state: String, answer: String)
        case letter(batch: String, dispatchedAt: Instant?)
        /// After a check: `reset`, `rest:closed`, `call:password`.
        case procedure(action: String, way: IdentityCheck.Way?, checked: [IdentityCheck.Part])
        /// Everything else that the audit tells of the ID.
        case deed(action: String, detail: [String: String])
    }

    public let at: Instant
    public let content: Content
    /// By key.
    public let actor: String
    /// Who that is, as pages name it; nil for the product itself.
    public let by: String?
}

/// Reads the records of an ID.
public struct AccountRecordStore {
    let db: any Connection

    /// Of each sort so many at most.
    static let most = 200

    /// The newest first.
    public func all(of account: String) throws -> [AccountRecord] {
        let checks = try procedures(account)
        let checked = Set(checks.map { "\($0.at.text) \($0.actor)" })
        let deeds = try deeds(account).filter { !checked.contains("\($0.at.text) \($0.actor)") }
        let found = try mails(account) + letters(account) + checks + deeds
        let names = try names(Set(found.map(\.actor)))
        return found.map { AccountRecord(at: $0.at, content: $0.content, actor: $0.actor, by: names[$0.actor]) }
            .sorted { $0.at > $1.at }
    }

    private func mails(_ account: String) throws -> [AccountRecord] {
        try db.query(
            """
            SELECT mail_id, purpose, address, state, answer, recorded_at, recorded_by, sent_at FROM mail
            WHERE account_id = \(account) ORDER BY recorded_at DESC LIMIT \(Self.most)
            """
        ).map { row in
            AccountRecord(
                at: try row.optionalInstant("sent_at") ?? row.instant("recorded_at"),
                content: .mail(
                    id: try row.string("mail_id"), purpose: MailDraft.Purpose(rawValue: try row.string("purpose")),
                    address: try row.string("address"), state: try row.string("state"),
                    answer: try row.string("answer")), actor: try row.string("recorded_by"), by: nil)
        }
    }

    private func letters(_ account: String) throws -> [AccountRecord] {
        try db.query(
            """
            SELECT b.batch_id, b.recorded_at, b.recorded_by, b.dispatched_at FROM letter l
            JOIN letter_batch b ON b.batch_id = l.batch_id
            WHERE l.account_id = \(account) ORDER BY b.recorded_at DESC LIMIT \(Self.most)
            """
        ).map { row in
            let dispatched = try row.optionalInstant("dispatched_at")
            return AccountRecord(
                at: try dispatched ?? row.instant("recorded_at"),
                content: .letter(batch: try row.string("batch_id"), dispatchedAt: dispatched),
                actor: try row.string("recorded_by"), by: nil)
        }
    }

    private func procedures(_ account: String) throws -> [AccountRecord] {
        try db.query(
            """
            SELECT recorded_at, recorded_by, way, checked, action FROM identity_check
            WHERE account_id = \(account) ORDER BY recorded_at DESC LIMIT \(Self.most)
            """
        ).map { row in
            let checked = try row.string("checked").split(separator: ",")
            return AccountRecord(
                at: try row.instant("recorded_at"),
                content: .procedure(
                    action: try row.string("action"), way: IdentityCheck.Way(rawValue: try row.string("way")),
                    checked: checked.compactMap { IdentityCheck.Part(rawValue: String($0)) }),
                actor: try row.string("recorded_by"), by: nil)
        }
    }

    /// Sign-ins and looks are many and say little of the ID's life: the administrator reads them in the audit.
    private func deeds(_ account: String) throws -> [AccountRecord] {
        try db.query(
            """
            SELECT recorded_at, actor, action, detail FROM audit WHERE subject = \("account:" + account)
                AND action NOT LIKE 'session.%' AND action <> 'account.look'
            ORDER BY recorded_at DESC, number DESC LIMIT \(Self.most)
            """
        ).map { row in
            let detail = Data(try row.string("detail").utf8)
            return AccountRecord(
                at: try row.instant("recorded_at"),
                content: .deed(
                    action: try row.string("action"),
                    detail: (try? JSONDecoder().decode([String: String].self, from: detail)) ?? [:]),
                actor: try row.string("actor"), by: nil)
        }
    }

    private func names(_ keys: Set<String>) throws -> [String: String] {
        let sorted = keys.sorted()
        let rows = try db.query(
            """
            SELECT account_id AS id, name FROM account WHERE account_id IN (\(.list(sorted)))
            UNION ALL SELECT colleague_id, name FROM colleague WHERE colleague_id IN (\(.list(sorted)))
            """)
        var names = ["administrator": "管理者"]
        for row in rows { names[try row.string("id")] = try row.string("name") }
        return names
    }
}

extension Connection {
    public var accountRecords: AccountRecordStore { AccountRecordStore(db: self) }
}
