import Database
import Domain
import Store

/// One try at a secret beside the sign-in itself: a letter's code, a code of the second factor, the known password within a session.
/// It is counted before it is looked at, so that of many at once no more are answered than one after the other.
struct ThrottledGuess: Sendable {
    private let kind: SignInAttemptStore.Origin.Kind
    private let origin: SignInAttemptStore.Origin
    private let subject: String

    /// - Parameters:
    ///   - loginId: as typed, or the key of whose session it is.
    ///   - account: whose secret it is, where that is known.
    init(_ kind: SignInAttemptStore.Origin.Kind, loginId: String, account: Account?, from address: String) {
        self.kind = kind
        origin = SignInAttemptStore.Origin(kind, loginId: loginId, address: address)
        subject = account.map { "account:\($0.id)" } ?? "account"
    }

    /// Counts it. The wait, where one is on: then it must not be looked at.
    func count(_ db: any Connection, at now: Instant) throws -> SignInThrottle.Wait? {
        guard let wait = try db.signInAttempts.record(origin, at: now) else { return nil }
        if try db.signInAttempts.note(wait, for: origin) {
            try db.audit.record(
                AuditEntry(
                    actor: "visitor", action: "session.throttle", subject: subject,
                    detail: ["by": wait.cause.rawValue, "of": kind.rawValue]), at: now)
        }
        return wait
    }

    /// It was right: what was wrong before is forgotten, and the try itself.
    func wasRight(_ db: any Connection) throws { try db.signInAttempts.forget(origin) }

    /// It was wrong: it stays counted.
    func wasWrong(_ db: any Connection, at now: Instant) throws {
        try db.audit.record(
            AuditEntry(actor: "visitor", action: "session.refuse", subject: subject, detail: ["of": kind.rawValue]),
            at: now)
    }
}

/// The known password, asked for again before something that matters.
enum PasswordProof {
    enum Outcome { case right, wrong, wait(SignInThrottle.Wait) }

    static func check(_ typed: String, _ visit: Visit, _ account: Account) async throws -> Outcome {
        let guess = ThrottledGuess(.password, loginId: account.holder, account: account, from: visit.address)
        let now = visit.arrived
        let (wait, hash) = try await visit.house.pool.write { db in
            (try guess.count(db, at: now), try db.accounts.passwordHash(of: account))
        }
        if let wait { return .wait(wait) }
        let matches = try await visit.house.passwords.verify(typed, against: hash)
        try await visit.house.pool.write { db in
            if matches { try guess.wasRight(db) } else { try guess.wasWrong(db, at: now) }
        }
        return matches ? .right : .wrong
    }
}
