import Database
import Domain
import Store

/// One try to sign in, from the typed ID to its end (R14). What it does is the same for unknown IDs, so that the answer and its time
/// tell nothing of who is known.
struct SignInAttempt: Sendable {
    private let pool: any ConnectionPool
    private let now: Instant
    private let day: Day
    private let loginId: String
    private let origin: SignInAttemptStore.Origin

    init(_ visit: Visit, _ loginId: String) {
        pool = visit.house.pool
        now = visit.arrived
        day = visit.now.day
        self.loginId = loginId
        origin = SignInAttemptStore.Origin(loginId: loginId, address: visit.address)
    }

    /// Whom the ID belongs to, and the wait that is on: then the try ends here.
    func begin() async throws -> (known: AccountStore.Credentials?, wait: SignInThrottle.Wait?) {
        let (known, wait, isNoted) = try await pool.read { [now, day, loginId, origin] db in
            let known = try db.accounts.credentials(loginId: loginId, on: day)
            let wait = try db.signInAttempts.wait(for: origin, at: now)
            return (known, wait, try wait.map { try db.signInAttempts.isNoted($0, for: origin) } ?? true)
        }
        // Looked up before, so that a flood of tries which are not taken writes nothing.
        if let wait, !isNoted {
            let subject = Self.subject(known?.account)
            try await pool.write { [now, origin] db in try Self.note(wait, origin, subject, db, at: now) }
        }
        return (known, wait)
    }

    /// The password was wrong.
    ///
    /// - Returns: the wait in which it fell all the same, since others tried meanwhile: then it must not be told.
    func refuse(_ account: Account?) async throws -> SignInThrottle.Wait? {
        let subject = Self.subject(account)
        return try await pool.write { [now, origin] db in
            if let wait = try db.signInAttempts.record(origin, at: now) {
                try Self.note(wait, origin, subject, db, at: now)
                return wait
            }
            try db.audit.record(AuditEntry(actor: "visitor", action: "session.refuse", subject: subject), at: now)
            return nil
        }
    }

    /// The password was right: begins the session.
    ///
    /// - Parameter token: nil for an account that goes no further; what it is told stays behind the same door.
    /// - Returns: the wait in which it fell all the same; then there is no session.
    func admit(_ account: Account, _ token: String?) async throws -> SignInThrottle.Wait? {
        let subject = Self.subject(account)
        return try await pool.write { [now, origin] db in
            if let wait = try db.signInAttempts.admit(origin, at: now) {
                try Self.note(wait, origin, subject, db, at: now)
                return wait
            }
            guard let token else { return nil }
            try db.sessions.create(token: token, account: account.id, at: now)
            try db.audit.record(AuditEntry(actor: account.id, action: "session.create", subject: subject), at: now)
            return nil
        }
    }

    /// One entry a wait, by whoever runs into it first.
    private static func note(
        _ wait: SignInThrottle.Wait, _ origin: SignInAttemptStore.Origin, _ subject: String, _ db: any Connection,
        at now: Instant
    ) throws {
        guard try db.signInAttempts.note(wait, for: origin) else { return }
        try db.audit.record(
            AuditEntry(
                actor: "visitor", action: "session.throttle", subject: subject, detail: ["by": wait.cause.rawValue]),
            at: now)
    }

    private static func subject(_ account: Account?) -> String { account.map { "account:\($0.id)" } ?? "account" }
}
