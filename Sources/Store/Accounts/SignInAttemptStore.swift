import Database
import Domain
import Sodium

/// Wrong tries to sign in, as `SignInThrottle` counts them (R14). IDs and addresses are personal data: kept are only their SHA-256,
/// and for a day.
public struct SignInAttemptStore {
    let db: any Connection

    /// Who tries, and from where.
    public struct Origin: Sendable {
        let login: String
        let address: String

        /// What is tried. Each is counted apart for the ID, and all together for the address.
        public enum Kind: String, Sendable {
            /// The password of an ID, or of one of its people.
            case login
            /// A letter's code.
            case letter
            /// A code of the second factor.
            case factor
            /// A program's key (R43).
            case key
            /// The known password, asked for again within a session.
            case password
        }

        /// - Parameters:
        ///   - loginId: as typed; width, case and blanks around it do not matter (R13). Within a session: the holder's key.
        ///   - mail: of one of the ID's people, as typed; empty for the ID itself.
        public init(_ kind: Kind = .login, loginId: String, mail: String = "", address: String) {
            // The words in front keep an ID that is written like an address apart from it.
            let person = mail.isEmpty ? "" : "\n\(Contact.key(ofMail: mail))"
            login = Sodium.sha256Hex("\(kind.rawValue):\(Account.key(of: loginId))\(person)")
            self.address = Sodium.sha256Hex("address:\(address)")
        }
    }

    /// Rows removed with each try: more than it adds, so that none stays long, and few enough that nobody waits for them.
    static let mostErased = 100
    /// How often a number that somebody else took at the same moment is tried anew.
    private static let mostRounds = 20

    /// The wait at this moment; nil when a try is taken. Reads a few rows, however many there are.
    public func wait(for origin: Origin, at now: Instant) throws -> SignInThrottle.Wait? {
        let login = try db.query(
            """
            SELECT recorded_at FROM sign_in_attempt WHERE login_hash = \(origin.login)
            ORDER BY number DESC LIMIT \(SignInThrottle.mostLoginTries)
            """)
        let address = try db.query(
            """
            SELECT recorded_at FROM sign_in_attempt WHERE address_hash = \(origin.address)
            ORDER BY recorded_at DESC LIMIT \(SignInThrottle.addressTries)
            """)
        return SignInThrottle.wait(login: try login.map(Self.instant), address: try address.map(Self.instant), at: now)
    }

    /// Counts a try as wrong, or gives the wait in which it fell: others may have tried since `wait` was asked, and of many at
    /// once no more are taken than one after the other. Forgets what is older than a day.
    public func record(_ origin: Origin, at now: Instant) throws -> SignInThrottle.Wait? {
        for _ in 1...Self.mostRounds {
            if let wait = try wait(for: origin, at: now) { return wait }
            let last = try db.query(
                """
                SELECT number FROM sign_in_attempt WHERE login_hash = \(origin.login) ORDER BY number DESC LIMIT 1
                """
            ).first
            let number = (try last?.int("number") ?? 0) + 1
            let added = try db.execute(
                """
                INSERT INTO sign_in_attempt (login_hash, number, address_hash, recorded_at, login_noted, address_noted)
                VALUES (\(origin.login), \(number), \(origin.address), \(now.text), \(false), \(false))
                ON CONFLICT (login_hash, number) DO NOTHING
                """)
            if added == 1 {
                try erase(before: now.adding(seconds: -SignInThrottle.memorySeconds))
                return nil
            }
        }
        throw Problem.busy
    }

    /// Takes a try whose password was right: the ID's wrong ones are forgotten, from wherever they came. Or gives the wait in which
    /// it fell; it is counted first, so that of many tries at once none is answered out of turn.
    public func admit(_ origin: Origin, at now: Instant) throws -> SignInThrottle.Wait? {
        if let wait = try record(origin, at: now) { return wait }
        try forget(origin)
        return nil
    }

    /// The ID's wrong tries are forgotten, from wherever they came: its owner has set another password.
    public func forget(_ origin: Origin) throws {
        try db.execute("DELETE FROM sign_in_attempt WHERE login_hash = \(origin.login)")
    }

    /// Whether the wait stands in the audit already.
    public func isNoted(_ wait: SignInThrottle.Wait, for origin: Origin) throws -> Bool {
        guard let newest = try newest(wait.cause, origin) else { return true }
        return wait.cause == .login ? try newest.bool("login_noted") : try newest.bool("address_noted")
    }

    /// Notes that the wait stands in the audit; false when it did before.
    public func note(_ wait: SignInThrottle.Wait, for origin: Origin) throws -> Bool {
        guard let newest = try newest(wait.cause, origin) else { return false }
        let (login, number) = (try newest.string("login_hash"), try newest.int("number"))
        let noted: SQL =
            wait.cause == .login
            ? """
            UPDATE sign_in_attempt SET login_noted = \(true)
            WHERE login_hash = \(login) AND number = \(number) AND login_noted = \(false)
            """
            : """
            UPDATE sign_in_attempt SET address_noted = \(true)
            WHERE login_hash = \(login) AND number = \(number) AND address_noted = \(false)
            """
        return try db.execute(noted) == 1
    }

    /// Removes tries from before, the oldest first, `mostErased` at most.
    @discardableResult public func erase(before: Instant) throws -> Int {
        try db.execute(
            """
            DELETE FROM sign_in_attempt WHERE (login_hash, number) IN (
                SELECT login_hash, number FROM sign_in_attempt WHERE recorded_at < \(before.text)
                ORDER BY recorded_at, login_hash, number LIMIT \(Self.mostErased))
            """)
    }

    /// The try with which a wait began: none is counted while it lasts.
    private func newest(_ cause: SignInThrottle.Cause, _ origin: Origin) throws -> Row? {
        let sql: SQL =
            cause == .login
            ? """
            SELECT login_hash, number, login_noted, address_noted FROM sign_in_attempt
            WHERE login_hash = \(origin.login) ORDER BY number DESC LIMIT 1
            """
            : """
            SELECT login_hash, number, login_noted, address_noted FROM sign_in_attempt
            WHERE address_hash = \(origin.address) ORDER BY recorded_at DESC, login_hash, number DESC LIMIT 1
            """
        return try db.query(sql).first
    }

    private static func instant(_ row: Row) throws -> Instant {
        let text = try row.string("recorded_at")
        guard let instant = Instant(text) else { throw DatabaseError.other("\(text) is no instant") }
        return instant
    }
}

extension Connection {
    public var signInAttempts: SignInAttemptStore { SignInAttemptStore(db: self) }
}
