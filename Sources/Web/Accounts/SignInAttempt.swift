import Database
import Domain
import Store

/// One try to sign in, from the typed ID to its end (R14). What it does is the same for unknown IDs and people, so that the answer
/// and its time tell nothing of who is known.
struct SignInAttempt: Sendable {
    private let pool: any ConnectionPool
    private let now: Instant
    private let day: Day
    private let loginId: String
    private let mail: String
    private let origin: SignInAttemptStore.Origin

    /// The owner is told of a series of wrong tries once in so many seconds: an hour.
    private static let tellsAgainAfter = 60 * 60

    /// - Parameter mail: of one of the ID's people; empty for the ID itself.
    init(_ visit: Visit, _ loginId: String, mail: String) {
        pool = visit.house.pool
        now = visit.arrived
        day = visit.now.day
        self.loginId = loginId
        self.mail = mail
        origin = SignInAttemptStore.Origin(loginId: loginId, mail: mail, address: visit.address)
    }

    /// Whom the ID belongs to, and the wait that is on: then the try ends here.
    func begin() async throws -> (known: AccountStore.Credentials?, wait: SignInThrottle.Wait?) {
        let (known, wait, isNoted) = try await pool.read { [now, day, loginId, mail, origin] db in
            let known =
                mail.isEmpty
                ? try db.accounts.credentials(loginId: loginId, on: day)
                : try db.accounts.credentials(loginId: loginId, mail: mail, on: day)
            let wait = try db.signInAttempts.wait(for: origin, at: now)
            return (known, wait, try wait.map { try db.signInAttempts.isNoted($0, for: origin) } ?? true)
        }
        // Looked up before, so that a flood of tries which are not taken writes nothing.
        if let wait, !isNoted {
            let account = known?.account
            try await pool.write { db in try note(wait, account, db) }
        }
        return (known, wait)
    }

    /// The password was wrong.
    ///
    /// - Returns: the wait in which it fell all the same, since others tried meanwhile: then it must not be told.
    func refuse(_ account: Account?) async throws -> SignInThrottle.Wait? {
        try await pool.write { db in
            if let wait = try db.signInAttempts.record(origin, at: now) {
                try note(wait, account, db)
                return wait
            }
            try db.audit.record(
                AuditEntry(actor: "visitor", action: "session.refuse", subject: Self.subject(account)), at: now)
            return nil
        }
    }

    /// The password was right: begins the session.
    ///
    /// - Parameter session: nil for an account that goes no further; what it is told stays behind the same door.
    /// - Returns: the wait in which it fell all the same; then there is no session.
    func admit(_ account: Account, _ session: NewSession?) async throws -> SignInThrottle.Wait? {
        try await pool.write { db in
            if let wait = try db.signInAttempts.admit(origin, at: now) {
                try note(wait, account, db)
                return wait
            }
            guard let session else { return nil }
            if let (old, new) = session.newHash { try db.accounts.replaceHash(old, with: new, of: account) }
            try db.sessions.create(
                token: session.token, account: account.id, colleague: account.colleague?.id,
                device: session.device.words, awaitsFactor: session.awaitsFactor,
                readsOnly: session.readsOnly, leadsTo: session.awaitsFactor ? session.onward.text : "", at: now)
            guard session.awaitsFactor else {
                try session.device.noteSignIn(account, db, at: now)
                return nil
            }
            try db.audit.record(
                AuditEntry(actor: account.actor, action: "session.awaitFactor", subject: Self.subject(account)),
                at: now)
            return nil
        }
    }

    /// One entry a wait, by whoever runs into it first. When it is the ID's own, its owner is told, with a way in.
    private func note(_ wait: SignInThrottle.Wait, _ account: Account?, _ db: any Connection) throws {
        guard try db.signInAttempts.note(wait, for: origin) else { return }
        try db.audit.record(
            AuditEntry(
                actor: "visitor", action: "session.throttle", subject: Self.subject(account),
                detail: ["by": wait.cause.rawValue]),
            at: now)
        guard wait.cause == .login, let account, try db.accountLives.restReason(account, on: day) == nil,
            let address = try db.contacts.address(of: account),
            try !db.mails.wasQueued(.lockout, for: account, since: now.adding(seconds: -Self.tellsAgainAfter))
        else { return }
        try db.mails.queue(MailDraft.lockout(account, to: address), for: account, at: now, by: "product")
    }

    private static func subject(_ account: Account?) -> String { account.map { "account:\($0.id)" } ?? "account" }
}
