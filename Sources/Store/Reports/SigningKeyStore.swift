import Database
import Domain
import Foundation

/// The public keys that were ever in use.
public struct SigningKeyStore {
    let db: any Connection

    /// The newest first.
    public func all() throws -> [PublishedKey] {
        try db.query("SELECT number, public_key, used_from, used_until FROM signing_key ORDER BY number DESC").map {
            PublishedKey(
                number: try $0.int("number"), publicKey: try $0.string("public_key"),
                from: try $0.instant("used_from"),
                until: try $0.optionalInstant("used_until"))
        }
    }

    /// Publishes a key as the one in use, if it is not already, and gives its number. The one before stays published.
    ///
    /// - Throws: `DatabaseError.uniqueViolation` where another node does so at the same moment.
    func use(_ publicKey: [UInt8], at now: Instant) throws -> Int {
        let text = Data(publicKey).base64EncodedString()
        let known = try all()
        let own = known.first { $0.publicKey == text }
        if let own, own.until == nil { return own.number }
        try db.execute("UPDATE signing_key SET used_until = \(now.text) WHERE used_until IS NULL")
        let number = own?.number ?? (known.first?.number ?? 0) + 1
        if own == nil {
            try db.execute(
                "INSERT INTO signing_key (number, public_key, used_from) VALUES (\(number), \(text), \(now.text))")
        } else {
            try db.execute("UPDATE signing_key SET used_until = NULL WHERE number = \(number)")
        }
        try db.audit.record(
            AuditEntry(
                actor: "product", action: "signingKey.use", subject: "signingKey:\(number)",
                detail: ["publicKey": text]), at: now)
        return number
    }
}

extension Connection {
    public var signingKeys: SigningKeyStore { SigningKeyStore(db: self) }
}
