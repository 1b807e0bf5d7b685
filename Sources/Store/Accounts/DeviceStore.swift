import Database
import Domain
import Sodium

/// Browsers that signed in before, by the SHA-256 of their long-lived cookie: a sign-in from another one is told to the owner.
public struct DeviceStore {
    let db: any Connection

    /// Notes a sign-in; true when this browser was never seen with the ID, and another one was.
    public func isNew(_ token: String, holder: String, at now: Instant) throws -> Bool {
        let hash = Sodium.sha256Hex("device:" + token)
        let seen = try db.execute(
            """
            UPDATE known_device SET last_seen_at = \(now.text) WHERE holder = \(holder) AND device_hash = \(hash)
            """)
        if seen == 1 { return false }
        let isFirst = try db.query("SELECT 1 AS one FROM known_device WHERE holder = \(holder) LIMIT 1").isEmpty
        try db.execute(
            """
            INSERT INTO known_device (holder, device_hash, first_seen_at, last_seen_at)
            VALUES (\(holder), \(hash), \(now.text), \(now.text)) ON CONFLICT (holder, device_hash) DO NOTHING
            """)
        return !isFirst
    }
}

extension Connection {
    public var devices: DeviceStore { DeviceStore(db: self) }
}
