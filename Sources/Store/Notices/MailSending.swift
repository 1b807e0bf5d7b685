import Database
import Domain

/// A mail that a sender has for itself.
public struct ClaimedMail: Sendable {
    /// By key; its Message-ID is made of it, so that every try has the same.
    public let id: String
    public let draft: MailDraft
    /// What it was queued with; empty for a single one.
    public let batch: String
    /// Whose ID it is about.
    public let account: String?
    public let colleague: String?
    /// This try included.
    public let attempts: Int
}

/// Sending the mails that are queued: any number of senders, on any number of nodes, each mail by one of them at a time (R4 R14).
public struct MailSendingStore {
    let db: any Connection

    /// Takes the next mail for a sender alone until the lease ends: first what another sender left behind, then single mails, then
    /// those of batches. nil when there is nothing to do.
    ///
    /// A mail that is good for nothing any more is cancelled on the way: the ID came to rest meanwhile, or what it reminds of is past.
    ///
    /// - Parameter shown: the product's clock, whose day institutions are looked at on; nil for `now`.
    public func claim(by sender: String, at now: Instant, shown: Instant? = nil) throws -> ClaimedMail? {
        while let row = try next(at: now) {
            let mail = try Self.claimed(row)
            if let reason = try whyNot(mail, at: now, shown: shown ?? now) {
                try db.execute(
                    """
                    UPDATE mail SET state = 'cancelled', sender = NULL, leased_until = NULL, answer = \(reason)
                    WHERE mail_id = \(mail.id)
                    """)
                continue
            }
            let until = now.adding(seconds: MailSchedule.leaseSeconds)
            let taken = try db.execute(
                """
                UPDATE mail SET state = 'sending', sender = \(sender), leased_until = \(until.text),
                    attempts = attempts + 1
                WHERE mail_id = \(mail.id) AND (state = 'queued' OR (state = 'sending' AND leased_until <= \(now.text)))
                """)
            if taken == 1 { return mail }
        }
        return nil
    }

    /// Why it is not sent any more; nil for one that is.
    private func whyNot(_ mail: ClaimedMail, at now: Instant, shown: Instant) throws -> String? {
        if let run = ReminderRun(id: mail.batch), run.worthUntil <= shown { return "お知らせする時期を過ぎたため、送りませんでした" }
        let isAtRest = try mail.draft.code != nil && isAtRest(mail, at: now, on: shown.day)
        return isAtRest ? "IDが休止中のため、送りませんでした" : nil
    }

    private func next(at now: Instant) throws -> Row? {
        let piles: [SQL] = [
            "state = 'sending' AND leased_until <= \(now.text) ORDER BY leased_until",
            "state = 'queued' AND batch = '' AND next_at <= \(now.text) ORDER BY next_at",
            "state = 'queued' AND next_at <= \(now.text) ORDER BY next_at",
        ]
        for pile in piles {
            let found = try db.query(
                """
                SELECT mail_id, account_id, colleague_id, purpose, batch, address, subject, body, code_purpose,
                    code_payload, code_seconds, attempts
                FROM mail WHERE \(pile) LIMIT 1 \(db.dialect.forUpdateOfFree)
                """)
            if let row = found.first { return row }
        }
        return nil
    }

    /// Put to rest, ended as one of the ID's people, or an association reports (R22).
    private func isAtRest(_ mail: ClaimedMail, at now: Instant, on day: Day) throws -> Bool {
        guard let id = mail.account else { return false }
        guard let account = try db.accounts.account(id: id, colleague: mail.colleague, on: day) else { return true }
        guard try db.accountLives.restReason(account, on: day) != nil else { return false }
        if mail.draft.purpose == .firstPassword { try db.accountLives.leaveUntold(account, at: now, on: day) }
        return true
    }

    private static func claimed(_ row: Row) throws -> ClaimedMail {
        ClaimedMail(
            id: try row.string("mail_id"), draft: try MailStore.draft(row), batch: try row.string("batch"),
            account: try row.optionalString("account_id"), colleague: try row.optionalString("colleague_id"),
            attempts: try row.int("attempts") + 1)
    }

    /// Notes what became of the try.
    ///
    /// - Parameters:
    ///   - text: what was sent, without its link; it stays with the mail.
    ///   - due: the clock by which mails are claimed.
    ///   - now: the instant that pages show.
    /// - Returns: false when the lease had ended and somebody else has the mail.
    @discardableResult public func finish(
        _ mail: ClaimedMail, _ outcome: MailOutcome, text: String, by sender: String, due: Instant, at now: Instant
    ) throws -> Bool {
        switch outcome {
        case .sent(let answer): return try noteSent(mail, answer, text, by: sender, at: now)
        case .notNow(let answer):
            guard let next = MailSchedule.next(afterAttempt: mail.attempts, at: due) else {
                guard try close(mail, "failed", answer, text, by: sender) else { return false }
                try db.workItems.open(.mailFailed, mail: mail.id, account: mail.account, at: now)
                return true
            }
            return try requeue(mail, answer, at: next, counted: true, by: sender)
        case .refused(let answer):
            guard try close(mail, "bounced", answer, text, by: sender) else { return false }
            try noteBounced(mail.id, mail.draft.purpose, mail.account, at: now)
            return true
        case .paused(let reason):
            try noteFault(reason, of: sender, at: now)
            return try requeue(mail, reason, at: due, counted: false, by: sender)
        }
    }

    /// It went out, whoever has it now: were the lease over, another try might double it, and this ends that.
    private func noteSent(
        _ mail: ClaimedMail, _ answer: String, _ text: String, by sender: String, at now: Instant
    ) throws -> Bool {
        let changed = try db.execute(
            """
            UPDATE mail SET state = 'sent', sent_at = \(now.text), answer = \(answer), body = \(text), sender = NULL,
                leased_until = NULL
            WHERE mail_id = \(mail.id) AND state IN ('sending', 'queued')
            """)
        try db.execute("DELETE FROM mail_fault WHERE sender = \(sender)")
        guard changed == 1 else { return false }
        if mail.draft.purpose == .firstPassword, let account = mail.account {
            try db.accountLives.noteNotified(account, by: .mail, at: now)
        }
        return true
    }

    private func close(
        _ mail: ClaimedMail, _ state: String, _ answer: String, _ text: String, by sender: String
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE mail SET state = \(state), answer = \(answer), body = \(text), sender = NULL, leased_until = NULL
            WHERE mail_id = \(mail.id) AND state = 'sending' AND sender = \(sender)
            """) == 1
    }

    private func requeue(
        _ mail: ClaimedMail, _ answer: String, at next: Instant, counted: Bool, by sender: String
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE mail SET state = 'queued', next_at = \(next.text), answer = \(answer), sender = NULL,
                leased_until = NULL, attempts = attempts - \(counted ? 0 : 1)
            WHERE mail_id = \(mail.id) AND state = 'sending' AND sender = \(sender)
            """) == 1
    }

    /// Whoever was to be told of an ID was not; somebody has to see to it.
    func noteBounced(_ mail: String, _ purpose: MailDraft.Purpose, _ account: String?, at now: Instant) throws {
        try db.workItems.open(.bounce, mail: mail, account: account, at: now)
        if purpose == .firstPassword, let account { try db.accountLives.noteBounced(account, at: now) }
    }

    private func noteFault(_ reason: String, of sender: String, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO mail_fault (sender, reason, noted_at) VALUES (\(sender), \(reason), \(now.text))
            ON CONFLICT (sender) DO UPDATE SET reason = excluded.reason, noted_at = excluded.noted_at
            """)
    }

    /// Why senders stopped, those of the last ten minutes: they try again every minute.
    public func faults(at now: Instant) throws -> [String] {
        let since = now.adding(seconds: -600)
        return try db.query("SELECT DISTINCT reason FROM mail_fault WHERE noted_at > \(since.text) ORDER BY reason")
            .map { try $0.string("reason") }
    }
}

extension Connection {
    public var mailSending: MailSendingStore { MailSendingStore(db: self) }
}
