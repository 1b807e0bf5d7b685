import Database
import Domain

/// A mail address that waits for its owner to open the link in a mail (R28).
public struct AddressConfirmation: Sendable, Equatable {
    public enum State: Sendable, Equatable {
        /// The mail is on its way, or the link in it can be opened.
        case waiting
        case expired
        /// The mail did not arrive.
        case failed
    }

    public let address: String
    public let state: State
    public let askedAt: Instant
}

extension ContactStore {
    /// So many mails may be asked for in 24 hours.
    public static let mostConfirmations = 10

    /// The address that was told last and not confirmed yet; nil where there is none.
    public func awaited(of account: String, at now: Instant) throws -> AddressConfirmation? {
        let mail = try db.query(
            """
            SELECT code_payload, state, recorded_at FROM mail
            WHERE account_id = \(account) AND colleague_id IS NULL AND code_purpose = 'confirmMail'
            ORDER BY recorded_at DESC, mail_id DESC LIMIT 1
            """
        ).first
        guard let mail else { return nil }
        let (address, askedAt) = (try mail.string("code_payload"), try mail.instant("recorded_at"))
        guard !address.isEmpty else { return nil }
        func confirmation(_ state: AddressConfirmation.State) -> AddressConfirmation {
            AddressConfirmation(address: address, state: state, askedAt: askedAt)
        }
        switch try mail.string("state") {
        case "cancelled": return nil
        case "failed", "bounced": return confirmation(.failed)
        case "sent": break
        default: return confirmation(.waiting)
        }
        let code = try db.query(
            """
            SELECT used_at, cancelled_at, expires_at FROM one_time_code
            WHERE account_id = \(account) AND colleague_id IS NULL AND purpose = 'confirmMail' AND payload = \(address)
            ORDER BY created_at DESC LIMIT 1
            """
        ).first
        guard let code, try code.optionalString("used_at") == nil, try code.optionalString("cancelled_at") == nil else {
            return nil
        }
        return confirmation(now < (try code.instant("expires_at")) ? .waiting : .expired)
    }

    /// Queues the mail to an address that is to be confirmed; one that waited before is given up.
    ///
    /// - Throws: `Problem.invalid` when too many were asked for.
    public func askToConfirm(_ address: String, of account: Account, at now: Instant) throws {
        let since = now.adding(seconds: -24 * 60 * 60)
        let asked = try db.query(
            """
            SELECT count(*) AS n FROM mail
            WHERE account_id = \(account.id) AND code_purpose = 'confirmMail' AND recorded_at > \(since.text)
            """
        ).first?.int("n")
        guard (asked ?? 0) < Self.mostConfirmations else {
            throw Problem.invalid([
                FieldProblem(
                    field: "mail", label: "メールアドレス",
                    sentence: "確認のメールは1日に\(Self.mostConfirmations)回まで送れます。明日もう一度お試しください。")
            ])
        }
        let own = account.acting(as: nil)
        try cancelConfirmation(of: own, at: now)
        try db.mails.queue(.confirmMail(own, to: address), for: own, at: now, by: account.actor)
        try db.audit.record(
            AuditEntry(actor: account.actor, action: "contact.ask", subject: "account:\(account.id)"), at: now)
    }

    /// Gives up the address that waits: mails not sent yet are not, links sent are good for nothing.
    public func cancelConfirmation(of account: Account, at now: Instant) throws {
        try db.execute(
            """
            UPDATE mail SET state = 'cancelled'
            WHERE account_id = \(account.id) AND colleague_id IS NULL AND code_purpose = 'confirmMail'
                AND state IN ('held', 'queued', 'sending', 'failed', 'bounced')
            """)
        try db.oneTimeCodes.cancel(.confirmMail, of: account.acting(as: nil), at: now)
    }

    /// Takes the link of a mail for good: the address becomes the contact's, and the former one and the new one are told.
    ///
    /// - Parameters:
    ///   - arrived: by the true clock, as links are.
    ///   - now: when the contact changes.
    /// - Throws: `OneTimeCodeRefusal` when the link is not good, also when another address was told since.
    /// - Returns: whose it is.
    @discardableResult public func confirm(_ secret: String, at arrived: Instant, recordedAt now: Instant) throws
        -> Account
    {
        let code = try db.oneTimeCodes.look(secret, .confirmMail, at: arrived).get()
        guard let account = try db.accounts.account(id: code.account, on: now.day) else {
            throw OneTimeCodeRefusal(.unknown)
        }
        guard try awaited(of: account.id, at: arrived)?.address == code.payload else {
            throw OneTimeCodeRefusal(.cancelled)
        }
        guard try db.oneTimeCodes.use(secret, at: arrived) else { throw OneTimeCodeRefusal(.used) }
        let former = try current(of: account.id)
        var contact = former
        contact.mail = code.payload
        try record(contact, of: account.id, at: now, by: account.id)
        let addresses = [former.mail, contact.mail].filter { !$0.isEmpty }
        try db.mails.queue(
            Set(addresses).sorted().map { (MailDraft.contactChanged(account, to: $0), account) }, at: arrived,
            by: account.id)
        return account
    }
}
