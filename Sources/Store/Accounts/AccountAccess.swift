import Database
import Domain

/// Since when IDs can be used (R25): told of, or the first password set, whichever came first. Deadlines move with it, and so does
/// the register's version.
extension AccountLifeStore {
    /// The ID can be used from now on; once more changes nothing.
    func noteUsable(_ account: String, at now: Instant) throws {
        let changed = try db.execute(
            "UPDATE account SET usable_since = \(now.text) WHERE account_id = \(account) AND usable_since IS NULL")
        if changed > 0 { try db.facilities.moveRegisterVersion() }
    }

    /// What told of the ID did not arrive: unless it is in use already, it cannot be used yet.
    func noteNotUsable(_ account: String) throws {
        let changed = try db.execute(
            """
            UPDATE account SET usable_since = NULL
            WHERE account_id = \(account) AND usable_since IS NOT NULL AND activated_at IS NULL
            """)
        if changed > 0 { try db.facilities.moveRegisterVersion() }
    }
}
