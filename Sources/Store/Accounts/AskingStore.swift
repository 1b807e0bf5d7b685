import Database
import Domain
import Sodium

/// Askings for mails, as `Asking` counts them. They stand among the tries to sign in, as hashes of their own, and are forgotten like
/// those after a day.
public struct AskingStore {
    let db: any Connection

    /// How often a number that somebody else took at the same moment is tried anew.
    private static let mostRounds = 20

    /// Counts one; false when it is one too many, which writes nothing.
    ///
    /// - Parameters:
    ///   - subject: the ID as typed, or whatever else is asked for; whether it is known does not matter.
    ///   - address: where it comes from.
    public func take(_ asking: Asking, of subject: String, from address: String, at now: Instant) throws -> Bool {
        let subjectHash = Sodium.sha256Hex("\(asking.rawValue):\(Account.key(of: subject))")
        let addressHash = Sodium.sha256Hex("asking:\(address)")
        for _ in 1...Self.mostRounds {
            let own = try db.query(
                """
                SELECT number, recorded_at FROM sign_in_attempt WHERE login_hash = \(subjectHash)
                ORDER BY number DESC LIMIT \(Asking.most)
                """)
            let others = try db.query(
                """
                SELECT recorded_at FROM sign_in_attempt WHERE address_hash = \(addressHash)
                ORDER BY recorded_at DESC LIMIT \(Asking.mostFromAddress)
                """)
            let (subjects, addresses) = (
                try own.map { try $0.instant("recorded_at") }, try others.map { try $0.instant("recorded_at") }
            )
            guard Asking.isFree(subject: subjects, address: addresses, at: now) else { return false }
            let number = (try own.first?.int("number") ?? 0) + 1
            let added = try db.execute(
                """
                INSERT INTO sign_in_attempt (login_hash, number, address_hash, recorded_at, login_noted, address_noted)
                VALUES (\(subjectHash), \(number), \(addressHash), \(now.text), \(false), \(false))
                ON CONFLICT (login_hash, number) DO NOTHING
                """)
            if added == 1 {
                try db.signInAttempts.erase(before: now.adding(seconds: -SignInThrottle.memorySeconds))
                return true
            }
        }
        throw Problem.busy
    }
}

extension Connection {
    public var askings: AskingStore { AskingStore(db: self) }
}
