import Database
import Domain
import Sodium

/// Notices of the help desk (R21): added and ended, never changed.
public struct NoticeStore {
    let db: any Connection

    /// A key for a notice that is still being written: sent twice it is published once.
    public static func newId() -> String { "n-" + Sodium.hex(Sodium.random(12)) }

    /// Once more with the same key changes nothing.
    public func publish(_ text: NoticeText, id: String, at now: Instant, by actor: String) throws {
        let changed = try db.execute(
            """
            INSERT INTO notice (notice_id, title, body, shown_from, shown_until, audience, prefecture, by_mail,
                recorded_at, recorded_by)
            VALUES (\(id), \(text.title), \(text.body), \(text.from.text), \(text.until.text),
                \(text.audience.rawValue), \(text.prefecture?.code ?? ""), \(text.byMail), \(now.text), \(actor))
            ON CONFLICT (notice_id) DO NOTHING
            """)
        guard changed == 1 else { return }
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "notice.create", subject: "notice:\(id)",
                detail: [
                    "audience": text.audience.rawValue, "prefecture": text.prefecture?.code ?? "",
                    "byMail": text.byMail ? "1" : "0",
                ]), at: now)
    }

    /// Ends one before its time; its mails that were not sent yet are not sent any more. Once more changes nothing.
    ///
    /// - Throws: `Problem.notFound` where there is none.
    public func withdraw(_ id: String, at now: Instant, by actor: String) throws {
        guard try find(id) != nil else { throw Problem.notFound }
        let changed = try db.execute(
            """
            UPDATE notice SET withdrawn_at = \(now.text)
            WHERE notice_id = \(id) AND withdrawn_at IS NULL AND shown_until > \(now.text)
            """)
        guard changed == 1 else { return }
        try db.execute(
            "UPDATE mail SET state = 'cancelled' WHERE batch = \(id) AND state IN ('held', 'queued')")
        try db.audit.record(AuditEntry(actor: actor, action: "notice.end", subject: "notice:\(id)"), at: now)
    }

    public func find(_ id: String) throws -> Notice? {
        try db.query("SELECT \(Self.columns) FROM notice WHERE notice_id = \(id)").first.map(Self.notice)
    }

    /// Those that are shown at some moment between two, whoever they are for; the newest first. Those of the past cost nothing.
    public func shown(from now: Instant, until end: Instant) throws -> [Notice] {
        try db.query(
            """
            SELECT \(Self.columns) FROM notice
            WHERE shown_until > \(now.text) AND shown_from <= \(end.text) AND withdrawn_at IS NULL
            ORDER BY shown_from DESC, notice_id
            """
        ).map(Self.notice)
    }

    /// Everything that is coming or shown, and of the past the newest, the latest first.
    ///
    /// - Parameter limit: how many of the past.
    public func all(at now: Instant, limit: Int) throws -> [Notice] {
        let live = try db.query(
            "SELECT \(Self.columns) FROM notice WHERE shown_until > \(now.text) ORDER BY shown_from DESC, notice_id")
        let past = try db.query(
            """
            SELECT \(Self.columns) FROM notice WHERE shown_until <= \(now.text)
            ORDER BY shown_until DESC, notice_id LIMIT \(limit)
            """)
        return try (live + past).map(Self.notice)
    }

    /// How many mails of a notice are queued, and how many of them are sent.
    public func mails(of id: String) throws -> (queued: Int, sent: Int) {
        let row = try db.query(
            """
            SELECT count(*) AS queued, sum(CASE WHEN state IN ('sent', 'bounced') THEN 1 ELSE 0 END) AS sent
            FROM mail WHERE batch = \(id)
            """
        ).first
        return (try row?.int("queued") ?? 0, try row?.optionalInt("sent") ?? 0)
    }

    static let columns: SQL = """
        notice_id, title, body, shown_from, shown_until, audience, prefecture, by_mail, recorded_at, withdrawn_at,
        mailed_at
        """

    static func notice(_ row: Row) throws -> Notice {
        let audience = try row.string("audience")
        guard let audience = NoticeText.Audience(rawValue: audience) else {
            throw DatabaseError.other("audience \(audience)")
        }
        return Notice(
            id: try row.string("notice_id"),
            text: NoticeText(
                title: try row.string("title"), body: try row.string("body"), from: try row.instant("shown_from"),
                until: try row.instant("shown_until"), audience: audience,
                prefecture: Prefecture(code: try row.string("prefecture")), byMail: try row.bool("by_mail")),
            recordedAt: try row.instant("recorded_at"), withdrawnAt: try row.optionalInstant("withdrawn_at"),
            mailedAt: try row.optionalInstant("mailed_at"))
    }
}

extension Connection {
    public var notices: NoticeStore { NoticeStore(db: self) }
}
