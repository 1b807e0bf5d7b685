import Database
import Domain
import Sodium

/// Figures that an association sent, shown to their institution and confirmed by it.
public struct ConfirmationStore {
    let db: any Connection

    /// What was asked for one survey and period, of each institution the newest.
    public func newest(
        _ survey: String, _ period: Day, of association: String
    ) throws -> [Facility.ID: FiguresConfirmation] {
        let all = try db.query(
            """
            SELECT \(Self.columns) FROM confirmation
            WHERE association_id = \(association) AND survey = \(survey) AND period = \(period.text)
            ORDER BY number, asked_at, confirmation_id
            """
        ).map(Self.confirmation)
        return Dictionary(all.map { ($0.facility, $0) }) { former, later in
            // Of one revision the confirmed one says more than another address that was asked.
            former.number == later.number && former.confirmedAt != nil ? former : later
        }
    }

    /// When the institution confirmed which revisions of a report, by number.
    public func confirmed(_ survey: String, _ period: Day, _ permit: Permit) throws -> [Int: Instant] {
        let facility = try ReportStore.facility(of: permit)
        let rows = try db.query(
            """
            SELECT number, min(confirmed_at) AS confirmed_at FROM confirmation
            WHERE survey = \(survey) AND period = \(period.text) AND facility_id = \(facility.text)
                AND confirmed_at IS NOT NULL
            GROUP BY number
            """)
        return Dictionary(try rows.map { (try $0.int("number"), try $0.instant("confirmed_at")) }) { first, _ in first }
    }

    /// The link of a mail is made: it stands in the database before the mail goes.
    ///
    /// - Parameter id: of the confirmation.
    public func addCode(_ secret: String, for id: String, seconds: Int, at now: Instant) throws {
        let expires = now.adding(seconds: seconds).text
        try db.execute(
            """
            INSERT INTO confirmation_code (code_hash, confirmation_id, created_at, expires_at)
            SELECT \(Self.hash(secret)), confirmation_id, \(now.text), \(expires) FROM confirmation
            WHERE confirmation_id = \(id)
            """)
        try db.execute("UPDATE confirmation SET expires_at = \(expires) WHERE confirmation_id = \(id)")
    }

    /// What a link shows, as long as it is good. Looking uses nothing up: mailboxes open links by themselves.
    ///
    /// - Parameter now: by the true clock.
    public func look(_ secret: String, at now: Instant) throws -> Result<FiguresConfirmation, FiguresConfirmationFault>
    {
        let row = try db.query(
            """
            SELECT \(Self.columns), (SELECT c.expires_at FROM confirmation_code c WHERE c.code_hash = \(Self.hash(secret)))
                AS code_expires_at
            FROM confirmation WHERE confirmation_id = (
                SELECT k.confirmation_id FROM confirmation_code k WHERE k.code_hash = \(Self.hash(secret)))
            """
        ).first
        guard let row else { return .failure(.unknown) }
        let found = try Self.confirmation(row)
        if let at = found.confirmedAt { return .failure(.confirmed(at: at)) }
        guard now < (try row.instant("code_expires_at")) else { return .failure(.expired) }
        return try stands(found) ? .success(found) : .failure(.superseded)
    }

    /// Whether what is to be confirmed is still what is reported.
    private func stands(_ confirmation: FiguresConfirmation) throws -> Bool {
        try !db.query(
            """
            SELECT 1 AS one FROM report
            WHERE survey = \(confirmation.survey) AND period = \(confirmation.period.text)
                AND facility_id = \(confirmation.facility.text) AND number = \(confirmation.number)
                AND status = 'submitted'
            """
        ).isEmpty
    }

    /// 「これは当院の数値です」: once; of two at once one is told that it was done.
    ///
    /// - Parameters:
    ///   - arrived: by the true clock, as links are.
    ///   - now: when it was confirmed.
    @discardableResult public func confirm(
        _ secret: String, at arrived: Instant, recordedAt now: Instant
    ) throws -> Result<FiguresConfirmation, FiguresConfirmationFault> {
        guard case .success(let found) = try look(secret, at: arrived) else { return try look(secret, at: arrived) }
        // Until the commit nobody corrects it.
        try db.facilities.hold(found.facility)
        guard try stands(found) else { return .failure(.superseded) }
        let changed = try db.execute(
            """
            UPDATE confirmation SET confirmed_at = \(now.text)
            WHERE confirmation_id = \(found.id) AND confirmed_at IS NULL
            """)
        guard changed == 1 else { return try look(secret, at: arrived) }
        try db.audit.record(
            AuditEntry(
                actor: "visitor", action: "confirmation.confirm", subject: "facility:\(found.facility)",
                detail: [
                    "survey": found.survey, "period": found.period.text, "revision": String(found.number),
                    "contentHash": found.contentHash,
                ]), at: now)
        return .success(found)
    }

    static let columns: SQL = """
        confirmation_id, association_id, survey, period, facility_id, number, content_hash, asked_at, expires_at,
        confirmed_at
        """

    static func confirmation(_ row: Row) throws -> FiguresConfirmation {
        guard let period = Day(try row.string("period")), let facility = Facility.ID(try row.string("facility_id"))
        else { throw DatabaseError.other("a row of confirmation cannot be read: \(row.columns)") }
        return FiguresConfirmation(
            id: try row.string("confirmation_id"), association: try row.string("association_id"),
            survey: try row.string("survey"), period: period, facility: facility, number: try row.int("number"),
            contentHash: try row.string("content_hash"), askedAt: try row.instant("asked_at"),
            expiresAt: try row.instant("expires_at"), confirmedAt: try row.optionalInstant("confirmed_at"))
    }

    private static func hash(_ secret: String) -> String { Sodium.sha256Hex("figures:" + secret) }
}

extension Connection {
    public var confirmations: ConfirmationStore { ConfirmationStore(db: self) }
}
