import Database
import Domain

/// Personal data whose time is over: how many, and away with them. What was erased is counted in the audit.
public struct ErasingStore {
    let db: any Connection

    /// So many of each kind go in one transaction, so that nobody who reports waits for it.
    public static let together = 2_000

    /// How many of each kind would go.
    public func due(_ keeping: Keeping, at now: Instant) throws -> [Keeping.Kind: Int] {
        var counts: [Keeping.Kind: Int] = [:]
        for erasure in Erasure.all(keeping, at: now) {
            let row = try db.query("SELECT count(*) AS n FROM \(erasure.table) x WHERE \(erasure.condition)").first
            counts[erasure.kind, default: 0] += try row?.int("n") ?? 0
        }
        return counts.filter { $0.value > 0 }
    }

    /// Erases up to `limit` rows of each kind; none left gives none.
    public func apply(
        _ keeping: Keeping, at now: Instant, limit: Int = ErasingStore.together
    ) throws -> [Keeping.Kind: Int] {
        var counts: [Keeping.Kind: Int] = [:]
        for erasure in Erasure.all(keeping, at: now) {
            counts[erasure.kind, default: 0] += try db.execute(erasure.statement(limit: limit))
        }
        counts = counts.filter { $0.value > 0 }
        guard !counts.isEmpty else { return [:] }
        try forgetTraces(keeping, at: now)
        let detail = Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, String($0.value)) })
        try db.audit.record(
            AuditEntry(actor: "product", action: Self.action, subject: "personalData", detail: detail), at: now)
        return counts
    }

    static let action = "erase"

    /// What hangs on the erased: second factors and devices of colleagues, diagnostics that repeat an address, empty batches.
    private func forgetTraces(_ keeping: Keeping, at now: Instant) throws {
        let gone: SQL = "SELECT colleague_id FROM colleague WHERE erased_at = \(now.text)"
        try db.execute("DELETE FROM second_factor WHERE holder IN (\(gone))")
        try db.execute("DELETE FROM recovery_code WHERE holder IN (\(gone))")
        try db.execute("DELETE FROM known_device WHERE holder IN (\(gone))")
        try db.execute(
            """
            UPDATE delivery_report SET diagnostic = ''
            WHERE diagnostic <> '' AND recorded_at <= \(keeping.end(of: .mails, at: now).text)
            """)
        try db.execute(
            """
            DELETE FROM letter_batch WHERE recorded_at <= \(keeping.end(of: .letters, at: now).text)
                AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.batch_id = letter_batch.batch_id)
            """)
    }
}

/// One kind in one table: which rows (of `x`), and what is done to them.
private struct Erasure {
    let kind: Keeping.Kind
    let table: SQL
    let key: SQL
    let condition: SQL
    /// What is blanked; nil: the row goes.
    var blanked: SQL?

    func statement(limit: Int) -> SQL {
        let rows: SQL = "(\(key)) IN (SELECT \(key) FROM \(table) x WHERE \(condition) LIMIT \(limit))"
        guard let blanked else { return "DELETE FROM \(table) WHERE \(rows)" }
        return "UPDATE \(table) SET \(blanked) WHERE \(rows)"
    }

    static func all(_ keeping: Keeping, at now: Instant) -> [Erasure] {
        func end(_ kind: Keeping.Kind) -> String { keeping.end(of: kind, at: now).text }
        return [
            // Nobody's session outlives twelve hours: its age alone says that it is over.
            Erasure(
                kind: .sessions, table: "session", key: "token_hash", condition: "x.created_at <= \(end(.sessions))"),
            Erasure(
                kind: .letters, table: "letter", key: "batch_id, number",
                condition: """
                    x.batch_id IN (SELECT b.batch_id FROM letter_batch b WHERE b.recorded_at <= \(end(.letters)))
                    """),
            Erasure(
                kind: .codes, table: "one_time_code", key: "code_hash", condition: "x.expires_at <= \(end(.codes))"),
            Erasure(
                kind: .codes, table: "reminder_stop", key: "code_hash", condition: "x.expires_at <= \(end(.codes))"),
            Erasure(
                kind: .forms, table: "kept_form", key: "account_id, colleague_id, path",
                condition: "x.recorded_at <= \(end(.forms))"),
            Erasure(
                kind: .memberFiles, table: "member_file", key: "file_id",
                condition: "x.recorded_at <= \(end(.memberFiles))"),
            Erasure(kind: .acts, table: "act", key: "scope, act_id", condition: "x.recorded_at <= \(end(.acts))"),
            Erasure(
                kind: .sharedViews, table: "shared_view", key: "share_id",
                condition: "x.created_at <= \(end(.sharedViews))"),
            Erasure(
                kind: .identityChecks, table: "identity_check", key: "check_id",
                condition: "x.recorded_at <= \(end(.identityChecks))"),
            Erasure(
                kind: .devices, table: "known_device", key: "holder, device_hash",
                condition: "x.last_seen_at <= \(end(.devices))"),
        ] + blanking(keeping, at: now)
    }

    private static func blanking(_ keeping: Keeping, at now: Instant) -> [Erasure] {
        let mails = keeping.end(of: .mails, at: now).text
        let contacts = keeping.end(of: .contacts, at: now)
        let colleagues = keeping.end(of: .colleagues, at: now)
        let contact: SQL = "name = '', mail = '', mail_key = '', phone = '', phone_key = '', reason = ''"
        return [
            Erasure(
                kind: .mails, table: "mail", key: "mail_id",
                condition: """
                    x.erased_at IS NULL AND x.recorded_at <= \(mails) AND COALESCE(x.sent_at, '') <= \(mails)
                        AND x.state NOT IN ('held', 'queued', 'sending')
                    """,
                blanked: """
                    address = '', subject = '', body = '', code_payload = '', answer = '', erased_at = \(now.text)
                    """),
            Erasure(
                kind: .contacts, table: "contact", key: "account_id, number",
                condition: "x.erased_at IS NULL AND x.replaced_at <= \(contacts.text)",
                blanked: "\(contact), erased_at = \(now.text)"),
            Erasure(
                kind: .contacts, table: "contact", key: "account_id, number",
                condition: """
                    x.erased_at IS NULL AND x.replaced_at IS NULL AND x.account_id IN (\(ended(by: contacts, at: now)))
                    """,
                blanked: "\(contact), erased_at = \(now.text)"),
            Erasure(
                kind: .colleagues, table: "colleague", key: "colleague_id",
                condition: """
                    x.erased_at IS NULL AND (x.ended_at <= \(colleagues.text)
                        OR x.account_id IN (\(ended(by: colleagues, at: now))))
                    """,
                blanked: """
                    name = '', mail = '', mail_key = '', password_hash = NULL,
                    ended_at = COALESCE(ended_at, \(now.text)), erased_at = \(now.text)
                    """),
        ]
    }

    /// The IDs of institutions that were closed or merged, and so for long enough.
    private static func ended(by end: Instant, at now: Instant) -> SQL {
        let today = now.day.text
        return """
            SELECT a.account_id FROM facility_life f JOIN account a ON a.facility_id = f.facility_id
            WHERE f.state IN ('closed', 'merged') AND f.valid_from <= \(end.day.text) AND f.valid_until > \(today)
                AND f.number = (SELECT max(g.number) FROM facility_life g
                    WHERE g.facility_id = f.facility_id AND g.valid_from <= \(today) AND g.valid_until > \(today))
            """
    }
}

extension Connection {
    public var erasing: ErasingStore { ErasingStore(db: self) }
}
