import Database
import Domain
import Sodium

/// Which reminders IDs want, and the links of mails that end them without signing in.
public struct ReminderSettingStore {
    let db: any Connection

    public func setting(of account: String) throws -> ReminderSetting {
        try db.query("SELECT \(Self.columns) FROM reminder_setting r WHERE r.account_id = \(account)").first
            .map(Self.setting) ?? .usual
    }

    /// Of the table `r`.
    static let columns: SQL = "r.hours_before, r.overdue, r.weekly"

    static func setting(_ row: Row) throws -> ReminderSetting {
        ReminderSetting(
            hoursBefore: try row.optionalInt("hours_before"), overdue: try row.bool("overdue"),
            weekly: try row.bool("weekly"))
    }

    /// Once more the same changes nothing.
    public func set(_ setting: ReminderSetting, of account: String, at now: Instant, by actor: String) throws {
        try set(setting, of: account, "reminder.set", at: now, by: actor)
    }

    private func set(
        _ setting: ReminderSetting, of account: String, _ action: String, at now: Instant, by actor: String
    ) throws {
        guard try self.setting(of: account) != setting else { return }
        try db.execute(
            """
            INSERT INTO reminder_setting (account_id, hours_before, overdue, weekly, recorded_at, recorded_by)
            VALUES (\(account), \(setting.hoursBefore), \(setting.overdue), \(setting.weekly), \(now.text), \(actor))
            ON CONFLICT (account_id) DO UPDATE SET hours_before = excluded.hours_before, overdue = excluded.overdue,
                weekly = excluded.weekly, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
            """)
        try db.audit.record(
            AuditEntry(
                actor: actor, action: action, subject: "account:\(account)",
                detail: [
                    "hoursBefore": setting.hoursBefore.map(String.init) ?? "0", "overdue": setting.overdue ? "1" : "0",
                    "weekly": setting.weekly ? "1" : "0",
                ]), at: now)
    }

    /// The link of a mail; only its SHA-256 is kept.
    public func addStop(_ secret: String, of account: String, seconds: Int, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO reminder_stop (code_hash, account_id, created_at, expires_at)
            VALUES (\(Self.hash(secret)), \(account), \(now.text), \(now.adding(seconds: seconds).text))
            """)
    }

    /// Whose reminders a link ends; good as often as it is opened, until it expires.
    public func look(_ secret: String, at now: Instant, on day: Day) throws -> Result<Account, OneTimeCodeRefusal> {
        let row = try db.query(
            "SELECT account_id, expires_at FROM reminder_stop WHERE code_hash = \(Self.hash(secret))"
        ).first
        guard let row, let account = try db.accounts.account(id: try row.string("account_id"), on: day) else {
            return .failure(OneTimeCodeRefusal(.unknown))
        }
        return now < (try row.instant("expires_at")) ? .success(account) : .failure(OneTimeCodeRefusal(.expired))
    }

    /// Ends all reminders of the link's ID.
    ///
    /// - Parameters:
    ///   - arrived: by the true clock, as links are.
    ///   - now: when it was done.
    @discardableResult public func stop(
        _ secret: String, at arrived: Instant, recordedAt now: Instant
    ) throws -> Result<Account, OneTimeCodeRefusal> {
        let found = try look(secret, at: arrived, on: now.day)
        if case .success(let account) = found {
            try set(.none, of: account.id, "reminder.stop", at: now, by: "visitor")
        }
        return found
    }

    private static func hash(_ secret: String) -> String { Sodium.sha256Hex("reminders:" + secret) }
}

extension Connection {
    public var reminderSettings: ReminderSettingStore { ReminderSettingStore(db: self) }
}
