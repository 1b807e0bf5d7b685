import Database
import Domain
import Sodium

/// What the help desk does for somebody after it has checked who they are (R12 R15): each with the check and the audit in one
/// transaction.
public struct ProcedureStore {
    let db: any Connection

    /// Who helps whom, with what was checked, and when.
    public struct Case: Sendable {
        public let account: Account
        public let check: IdentityCheck
        public let at: Instant
        /// The help desk's key.
        public let actor: String

        public init(_ account: Account, _ check: IdentityCheck, at now: Instant, by actor: String) {
            self.account = account
            self.check = check
            at = now
            self.actor = actor
        }
    }

    /// A link for another password, to the registered address.
    ///
    /// - Throws: `Problem.refused` without an address, or where the ID is not to be used now.
    public func sendReset(_ one: Case) throws {
        try requireUsable(one)
        try db.mails.queue(.reset(one.account, to: try address(of: one)), for: one.account, at: one.at, by: one.actor)
        try note(.reset, one)
    }

    /// Tells of the ID once more by mail.
    ///
    /// - Throws: `Problem.refused` without an address, after the first password was set, or where the ID is not to be used now.
    public func resendId(_ one: Case) throws {
        try requireUsable(one)
        guard try db.accountLives.life(of: one.account.id)?.activatedAt == nil else {
            throw Problem.refused(
                japanese: "もう利用を始めています。パスワードがわからないときは、再設定メールを送ってください。",
                english: "the first password was set")
        }
        let draft = MailDraft.firstPassword(one.account, to: try address(of: one))
        try db.execute(
            """
            UPDATE account SET notify_by = 'mail', notified_at = NULL, bounced_at = NULL
            WHERE account_id = \(one.account.id)
            """)
        try cancelWaiting(one.account)
        try db.mails.queue(draft, for: one.account, at: one.at, by: one.actor)
        try note(.resendId, one)
    }

    /// A letter with the ID and a code, in the next batch; links that wait to be mailed do not go any more.
    ///
    /// - Throws: `Problem.refused` for an office, whose address is not known, or where the ID is not to be used now.
    public func queueLetter(_ one: Case) throws {
        try requireUsable(one)
        guard one.account.facility != nil else {
            throw Problem.refused(
                japanese: "手紙を作れるのは医療機関だけです。", english: "letters go to facilities only")
        }
        try cancelWaiting(one.account)
        try db.execute(
            "UPDATE account SET notify_by = 'letter', notified_at = NULL WHERE account_id = \(one.account.id)")
        try note(.letter, one)
    }

    /// The ID was told on the phone, or goes by mail to the registered address.
    public func tellId(_ one: Case, byMail: Bool) throws {
        if byMail {
            let draft = MailDraft.lostId(one.account, to: try address(of: one))
            try db.mails.queue(draft, for: one.account, at: one.at, by: one.actor)
        }
        try note(byMail ? .mailId : .tellId, one)
    }

    /// The contact as it should be; the former address and the new one are told where the address changes.
    ///
    /// - Returns: false where nothing was other than before.
    public func correct(_ contact: Contact, reason: String, _ one: Case) throws -> Bool {
        let before = try db.contacts.current(of: one.account.id)
        let changed = try db.contacts.record(
            contact, of: one.account.id, reason: reason, at: one.at, by: one.actor)
        guard changed else { return false }
        if Contact.key(ofMail: before.mail) != Contact.key(ofMail: contact.mail) {
            let addresses = [before.mail, contact.mail].filter { !$0.isEmpty }
            try db.mails.queue(
                addresses.map { (.contactChanged(one.account, to: $0), one.account) }, at: one.at, by: one.actor)
            // Links on their way to the former address are good for nothing any more.
            try db.oneTimeCodes.cancel(.password, of: one.account, way: .mail, at: one.at)
            try redirectWaiting(one.account, to: contact.mail)
        }
        try note(.contact, one)
        return true
    }

    public func rest(_ reason: RestReason, _ one: Case) throws {
        try db.accountLives.rest(one.account.id, at: one.at, by: one.actor)
        try note(.rest, one, more: reason.rawValue)
    }

    public func wake(_ one: Case) throws {
        try db.accountLives.wake(one.account.id, at: one.at, by: one.actor)
        try note(.wake, one)
    }

    /// Turns off the second factor of an ID whose people lost it.
    ///
    /// - Throws: `Problem.refused` where none is on, and for the help desk's own IDs: those an operator sees to.
    public func removeFactor(_ one: Case) throws {
        guard one.account.mayLoseFactorAtDesk else {
            throw Problem.refused(
                japanese: "事務局のIDの2段階認証は、管理者がコマンドで外します。", english: "an operator removes it by command")
        }
        try db.secondFactors.removeLost(of: one.account, at: one.at, by: one.actor)
        try note(.removeFactor, one)
    }

    /// A call that needed nothing but words.
    public func noteCall(_ kind: CallKind, _ one: Case) throws { try note("call:\(kind.rawValue)", one) }

    private func note(_ procedure: Procedure, _ one: Case, more: String? = nil) throws {
        try note(procedure.rawValue + (more.map { ":\($0)" } ?? ""), one)
    }

    private func note(_ action: String, _ one: Case) throws {
        let checked = one.check.parts.map(\.rawValue).joined(separator: ",")
        try db.execute(
            """
            INSERT INTO identity_check (check_id, account_id, recorded_at, recorded_by, way, checked, action)
            VALUES (\("k-" + Sodium.hex(Sodium.random(12))), \(one.account.id), \(one.at.text), \(one.actor),
                \(one.check.way.rawValue), \(checked), \(action))
            """)
        try db.audit.record(
            AuditEntry(
                actor: one.actor, action: "helpDesk.\(action.prefix { $0 != ":" })",
                subject: "account:\(one.account.id)",
                detail: ["way": one.check.way.rawValue, "checked": checked, "action": action]), at: one.at)
    }

    private func requireUsable(_ one: Case) throws {
        let life = try db.accountLives.life(of: one.account.id)
        if life?.restedAt != nil {
            throw Problem.refused(
                japanese: "このIDは止められています。先に「また使えるようにする」を行ってください。", english: "the ID is at rest")
        }
        guard let facility = one.account.facility else { return }
        if let sentence = try db.facilities.signInStanding(of: facility, on: one.at.day).sentence {
            throw Problem.refused(japanese: sentence, english: "the facility may not sign in")
        }
    }

    private func address(of one: Case) throws -> String {
        let mail = try db.contacts.current(of: one.account.id).mail
        guard !mail.isEmpty else {
            throw Problem.refused(
                japanese: "メールアドレスが登録されていません。連絡先を直すか、手紙を作ってください。",
                english: "there is no address to mail to")
        }
        return mail
    }

    private func cancelWaiting(_ account: Account) throws {
        try db.execute(
            """
            UPDATE mail SET state = 'cancelled' WHERE account_id = \(account.id) AND purpose = 'firstPassword'
                AND state IN ('held', 'queued')
            """)
    }

    /// Mails with a link that wait go to the new address, or nowhere.
    private func redirectWaiting(_ account: Account, to mail: String) throws {
        let waiting: SQL = """
            WHERE account_id = \(account.id) AND colleague_id IS NULL AND code_purpose = 'password'
                AND state IN ('held', 'queued')
            """
        try db.execute(
            mail.isEmpty
                ? "UPDATE mail SET state = 'cancelled' \(waiting)" : "UPDATE mail SET address = \(mail) \(waiting)")
    }
}

extension Connection {
    public var procedures: ProcedureStore { ProcedureStore(db: self) }
}
