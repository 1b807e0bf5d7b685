import Database
import Domain

/// Forms that were sent after their session had run out, each for the person who sent it alone.
public struct KeptFormStore {
    let db: any Connection

    /// Keeps what was typed; the same form once more replaces it.
    public func keep(_ form: KeptForm, of account: Account) throws {
        let colleague = account.colleague?.id ?? ""
        try db.execute(
            """
            INSERT INTO kept_form (account_id, colleague_id, path, body, recorded_at)
            VALUES (\(account.id), \(colleague), \(form.path), \(form.body), \(form.recordedAt.text))
            ON CONFLICT (account_id, colleague_id, path)
            DO UPDATE SET body = excluded.body, recorded_at = excluded.recorded_at
            """)
        try db.execute(
            """
            DELETE FROM kept_form WHERE account_id = \(account.id) AND colleague_id = \(colleague) AND path IN (
                SELECT path FROM kept_form WHERE account_id = \(account.id) AND colleague_id = \(colleague)
                ORDER BY recorded_at DESC, path LIMIT 100 OFFSET \(KeptForm.most))
            """)
    }

    /// Those that are still offered, the newest first.
    public func all(of account: Account, at now: Instant) throws -> [KeptForm] {
        try db.query(
            """
            SELECT path, body, recorded_at FROM kept_form
            WHERE account_id = \(account.id) AND colleague_id = \(account.colleague?.id ?? "")
                AND recorded_at > \(now.adding(seconds: -KeptForm.seconds).text)
            ORDER BY recorded_at DESC, path
            """
        ).map { row in
            KeptForm(
                path: try row.string("path"), body: try row.string("body"), recordedAt: try row.instant("recorded_at"))
        }
    }

    /// The one that was sent there; nil where there is none, or no longer.
    public func form(at path: String, of account: Account, at now: Instant) throws -> KeptForm? {
        try all(of: account, at: now).first { $0.path == path }
    }

    /// It was sent again, or is not wanted any more. Where there is none nothing happens.
    public func discard(_ path: String, of account: Account) throws {
        try db.execute(
            """
            DELETE FROM kept_form
            WHERE account_id = \(account.id) AND colleague_id = \(account.colleague?.id ?? "") AND path = \(path)
            """)
    }
}

extension Connection {
    public var keptForms: KeptFormStore { KeptFormStore(db: self) }
}
