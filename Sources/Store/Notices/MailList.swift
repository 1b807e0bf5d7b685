import Database
import Domain

/// A mail as the help desk's lists show it.
public struct MailEntry: Sendable {
    public let id: String
    public let purpose: MailDraft.Purpose
    public let state: MailState
    public let address: String
    public let subject: String
    /// The ID that it is about, by key; nil for none.
    public let account: String?
    public let loginId: String?
    public let recordedAt: Instant
    public let sentAt: Instant?
    /// The server's answer, or why it was not sent.
    public let answer: String

    public init(
        id: String, purpose: MailDraft.Purpose, state: MailState, address: String, subject: String, account: String?,
        loginId: String?, recordedAt: Instant, sentAt: Instant?, answer: String
    ) {
        self.id = id
        self.purpose = purpose
        self.state = state
        self.address = address
        self.subject = subject
        self.account = account
        self.loginId = loginId
        self.recordedAt = recordedAt
        self.sentAt = sentAt
        self.answer = answer
    }
}

/// Which mails are looked for.
public struct MailFilter: Sendable, Equatable {
    public var state: MailState?
    public var purpose: MailDraft.Purpose?
    public var batch: String?

    public init(state: MailState? = nil, purpose: MailDraft.Purpose? = nil, batch: String? = nil) {
        self.state = state
        self.purpose = purpose
        self.batch = batch
    }
}

/// One mail with everything about it.
public struct KeptMail: Sendable {
    public let entry: MailEntry
    /// What was sent without its link; before that what is to be.
    public let body: String
    public let batch: String
    public let attempts: Int
    public let nextAt: Instant
    public let isErased: Bool

    public init(entry: MailEntry, body: String, batch: String, attempts: Int, nextAt: Instant, isErased: Bool) {
        self.entry = entry
        self.body = body
        self.batch = batch
        self.attempts = attempts
        self.nextAt = nextAt
        self.isErased = isErased
    }
}

/// Mails that wait together until they are released.
public struct HeldBatch: Sendable {
    public let batch: String
    public let mails: Int
    public let since: Instant

    public init(batch: String, mails: Int, since: Instant) {
        self.batch = batch
        self.mails = mails
        self.since = since
    }
}

extension MailStore {
    /// The newest first.
    ///
    /// - Parameter before: the key of the last mail of the page before; nil for the first page.
    public func list(_ filter: MailFilter, before: String?, limit: Int) throws -> [MailEntry] {
        var conditions: [SQL] = ["TRUE"]
        if let state = filter.state { conditions.append("m.state = \(state.rawValue)") }
        if let purpose = filter.purpose { conditions.append("m.purpose = \(purpose.rawValue)") }
        if let batch = filter.batch { conditions.append("m.batch = \(batch)") }
        if let before, let last = try db.query("SELECT recorded_at FROM mail WHERE mail_id = \(before)").first {
            let instant = try last.string("recorded_at")
            conditions.append(
                "(m.recorded_at < \(instant) OR (m.recorded_at = \(instant) AND m.mail_id < \(before)))")
        }
        return try db.query(
            """
            SELECT \(Self.entryColumns) FROM mail m LEFT JOIN account a ON a.account_id = m.account_id
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY m.recorded_at DESC, m.mail_id DESC LIMIT \(limit)
            """
        ).map(Self.entry)
    }

    /// nil where there is none such.
    public func mail(_ id: String) throws -> KeptMail? {
        try db.query(
            """
            SELECT \(Self.entryColumns), m.body, m.batch, m.attempts, m.next_at, m.erased_at
            FROM mail m LEFT JOIN account a ON a.account_id = m.account_id WHERE m.mail_id = \(id)
            """
        ).first.map { row in
            KeptMail(
                entry: try Self.entry(row), body: try row.string("body"), batch: try row.string("batch"),
                attempts: try row.int("attempts"), nextAt: try row.instant("next_at"),
                isErased: try row.optionalString("erased_at") != nil)
        }
    }

    /// How many stand in a state that somebody may have to see to; those sent and cancelled are not counted, they are too many.
    public func counts() throws -> [MailState: Int] {
        let states = [MailState.held, .queued, .sending, .failed, .bounced].map(\.rawValue)
        var counts: [MailState: Int] = [:]
        for row in try db.query(
            "SELECT state, count(*) AS n FROM mail WHERE state IN (\(.list(states))) GROUP BY state")
        {
            if let state = MailState(rawValue: try row.string("state")) { counts[state] = try row.int("n") }
        }
        return counts
    }

    /// Batches that wait to be released, the newest first.
    public func heldBatches() throws -> [HeldBatch] {
        try db.query(
            """
            SELECT batch, count(*) AS n, min(recorded_at) AS since FROM mail WHERE state = 'held' AND batch <> ''
            GROUP BY batch ORDER BY since DESC, batch
            """
        ).map {
            HeldBatch(batch: try $0.string("batch"), mails: try $0.int("n"), since: try $0.instant("since"))
        }
    }

    private static let entryColumns: SQL = """
        m.mail_id, m.purpose, m.state, m.address, m.subject, m.account_id, a.login_id, m.recorded_at, m.sent_at, m.answer
        """

    private static func entry(_ row: Row) throws -> MailEntry {
        let (purpose, state) = (try row.string("purpose"), try row.string("state"))
        guard let purpose = MailDraft.Purpose(rawValue: purpose), let state = MailState(rawValue: state) else {
            throw DatabaseError.other("mail with purpose \(purpose), state \(state)")
        }
        return MailEntry(
            id: try row.string("mail_id"), purpose: purpose, state: state, address: try row.string("address"),
            subject: try row.string("subject"), account: try row.optionalString("account_id"),
            loginId: try row.optionalString("login_id"), recordedAt: try row.instant("recorded_at"),
            sentAt: try row.optionalInstant("sent_at"), answer: try row.string("answer"))
    }

    /// As it was queued.
    static func draft(_ row: Row) throws -> MailDraft {
        let word = try row.string("purpose")
        guard let purpose = MailDraft.Purpose(rawValue: word) else { throw DatabaseError.other("mail for \(word)") }
        let code = try row.optionalString("code_purpose").flatMap(OneTimeCode.Purpose.init(rawValue:)).map {
            MailDraft.Code($0, payload: try row.string("code_payload"), seconds: try row.int("code_seconds"))
        }
        return MailDraft(
            purpose: purpose, address: try row.string("address"), subject: try row.string("subject"),
            body: try row.string("body"), code: code)
    }
}
