import Database
import Domain

/// What a facility reported, as the product states it: every revision of a span of days, or one alone with its receipt.
public struct Statement: Sendable {
    public enum Kind: String, Sendable, Codable {
        case receipt = "gmis-receipt-1"
        case statement = "gmis-statement-1"
    }

    /// One revision, under the form's version by which it is kept.
    public struct Entry: Sendable {
        public let form: Form
        public let period: Day
        public let revision: Revision

        public init(form: Form, period: Day, revision: Revision) {
            self.form = form
            self.period = period
            self.revision = revision
        }
    }

    public let kind: Kind
    public let facility: Facility.ID
    public let facilityName: String
    public let from: Day
    /// The last day, included.
    public let through: Day
    /// By the product's clock.
    public let issuedAt: Instant
    /// The address of the product that states it (R2).
    public let issuer: String
    /// By survey, period and number.
    public let entries: [Entry]

    public init(
        _ kind: Kind, _ facility: Facility.ID, called name: String, from: Day, through: Day, at now: Instant,
        issuer: String, entries: [Entry]
    ) {
        (self.kind, self.facility, facilityName) = (kind, facility, name)
        (self.from, self.through, issuedAt) = (from, through, now)
        (self.issuer, self.entries) = (issuer, entries)
    }

    /// How many days a statement may span, its ends included.
    public static let mostDays = 92
}

extension ReportStore {
    /// Every revision of an institution's periods from a day through another, by survey, period and number.
    ///
    /// - Parameter isVisible: whether the visitor may see a period of this day (R13).
    public func allRevisions(
        from: Day, through: Day, _ permit: Permit, _ surveys: Surveys, isVisible: (Day) -> Bool
    ) throws -> [Statement.Entry] {
        let facility = try Self.facility(of: permit)
        return try db.query(
            """
            SELECT r.survey, r.period, r.number, r.form, r.status, r.answers, r.recorded_at, r.account_id,
                r.colleague_id, r.recorded_by, r.route, r.reason, r.content_hash, r.receipt, r.signing_key, r.signature,
                c.name AS colleague_name
            FROM report p JOIN revision r
                ON r.survey = p.survey AND r.period = p.period AND r.facility_id = p.facility_id
            LEFT JOIN colleague c ON c.colleague_id = r.colleague_id
            WHERE p.facility_id = \(facility.text) AND p.period >= \(from.text) AND p.period <= \(through.text)
            ORDER BY r.survey, r.period, r.number
            """
        ).compactMap { row in
            let survey = try row.string("survey")
            guard let period = Day(try row.string("period")) else {
                throw DatabaseError.other("a row of revision cannot be read: \(row.columns)")
            }
            guard isVisible(period) else { return nil }
            let revision = try Self.revision(row, survey: survey, surveys: surveys)
            guard let form = surveys.form(survey, version: revision.form) else {
                throw DatabaseError.other("a row of revision cannot be read: \(row.columns)")
            }
            return Statement.Entry(form: form, period: period, revision: revision)
        }
    }
}
