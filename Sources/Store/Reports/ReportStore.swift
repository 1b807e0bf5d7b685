import Database
import Domain

/// Reports and their revisions, read. What comes in goes through `ReportIntake`.
public struct ReportStore {
    let db: any Connection

    /// Where an institution's report stands; nil when there is none.
    public func current(_ survey: String, _ period: Day, _ permit: Permit, _ surveys: Surveys) throws -> Report? {
        try row(survey, period, try Self.facility(of: permit), surveys)?.report
    }

    /// Every revision, the oldest first.
    public func revisions(_ survey: String, _ period: Day, _ permit: Permit, _ surveys: Surveys) throws -> [Revision] {
        let facility = try Self.facility(of: permit)
        let notes = try db.noteMemories.notes(survey, period, facility)
        return try db.query(
            """
            SELECT r.number, r.form, r.status, r.answers, r.recorded_at, r.account_id, r.colleague_id, r.recorded_by,
                r.route, r.reason, r.content_hash, r.receipt, r.signing_key, r.signature, c.name AS colleague_name
            FROM revision r LEFT JOIN colleague c ON c.colleague_id = r.colleague_id
            WHERE r.survey = \(survey) AND r.period = \(period.text) AND r.facility_id = \(facility.text) ORDER BY r.number
            """
        ).map {
            var revision = try Self.revision($0, survey: survey, surveys: surveys)
            revision.notes = notes[revision.number] ?? []
            return revision
        }
    }

    /// The reports of the periods before this one that have figures, newest first; none so old that it tells nothing.
    public func earlier(
        _ survey: String, before period: Day, limit: Int, _ permit: Permit, _ surveys: Surveys
    ) throws -> [Report] {
        let facility = try Self.facility(of: permit)
        return try db.query(
            """
            SELECT \(ReportRow.columns) FROM report
            WHERE facility_id = \(facility.text) AND survey = \(survey) AND period < \(period.text)
            AND period >= \(Self.oldest(before: period, surveys.form(survey, on: period))) AND status <> 'withdrawn' ORDER BY period DESC LIMIT \(limit)
            """
        ).map { try ReportRow($0, surveys: surveys).report }
    }

    /// The answers of these, under the items of a form.
    func earlierAnswers(
        _ form: Form, before period: Day, limit: Int, _ permit: Permit, _ surveys: Surveys
    ) throws -> [(period: Day, answers: Answers)] {
        let facility = try Self.facility(of: permit)
        return try db.query(
            """
            SELECT period, form, answers FROM report
            WHERE facility_id = \(facility.text) AND survey = \(form.survey) AND period < \(period.text)
            AND period >= \(Self.oldest(before: period, form)) AND status <> 'withdrawn' ORDER BY period DESC LIMIT \(limit)
            """
        ).map { row in
            guard let period = Day(try row.string("period")), let version = Day(try row.string("form")),
                let old = version == form.from ? form : surveys.form(form.survey, version: version)
            else { throw DatabaseError.other("a row of report cannot be read: \(row.columns)") }
            let answers = try AnswersJSON.answers(try row.string("answers"), in: old)
            return (period, version == form.from ? answers : form.arranged(answers, from: old))
        }
    }

    /// Five weeks of days, sixteen weeks of weeks: what is older says nothing of what is usual.
    private static func oldest(before period: Day, _ form: Form?) -> String {
        period.adding(form?.period == .week ? -112 : -35).text
    }

    /// An institution's reports from a day up to and including another.
    public func between(
        _ survey: String, from: Day, through: Day, _ permit: Permit, _ surveys: Surveys
    ) throws -> [Report] {
        let facility = try Self.facility(of: permit)
        return try db.query(
            """
            SELECT \(ReportRow.columns) FROM report
            WHERE facility_id = \(facility.text) AND survey = \(survey)
            AND period >= \(from.text) AND period <= \(through.text) ORDER BY period
            """
        ).map { try ReportRow($0, surveys: surveys).report }
    }

    /// How many periods an institution has reported, withdrawn ones left out.
    public func count(of facility: Facility.ID) throws -> Int {
        try db.query(
            "SELECT count(*) AS n FROM report WHERE facility_id = \(facility.text) AND status <> 'withdrawn'"
        ).first?.int("n") ?? 0
    }

    func row(_ survey: String, _ period: Day, _ facility: Facility.ID, _ surveys: Surveys) throws -> ReportRow? {
        try db.query(
            """
            SELECT \(ReportRow.columns) FROM report
            WHERE survey = \(survey) AND period = \(period.text) AND facility_id = \(facility.text)
            """
        ).first.map { try ReportRow($0, surveys: surveys) }
    }

    /// Every report of a survey and period, for publication and import.
    func all(_ survey: String, _ period: Day, _ surveys: Surveys) throws -> [Facility.ID: ReportRow] {
        var rows: [Facility.ID: ReportRow] = [:]
        try db.each("SELECT \(ReportRow.columns) FROM report WHERE survey = \(survey) AND period = \(period.text)") {
            let row = try ReportRow($0, surveys: surveys)
            rows[row.report.facility] = row
        }
        return rows
    }

    static func facility(of permit: Permit) throws(Problem) -> Facility.ID {
        guard permit.action == .report || permit.action == .readReports,
            case .facility(let facility, _, _) = permit.subject
        else { throw .notFound }
        return facility
    }

    /// The institution or office, and who of its people; their names are blanked some day.
    static func by(_ row: Row) throws -> String {
        let account = try row.string("recorded_by")
        guard try row.optionalString("colleague_id") != nil else { return account }
        let name = try row.optionalString("colleague_name") ?? ""
        return name.isEmpty ? "\(account)（以前の同僚）" : "\(account) \(name)"
    }

    static func revision(_ row: Row, survey: String, surveys: Surveys) throws -> Revision {
        guard let version = Day(try row.string("form")), let form = surveys.form(survey, version: version),
            let status = Report.Status(rawValue: try row.string("status")),
            let recordedAt = Instant(try row.string("recorded_at")),
            let route = Revision.Route(rawValue: try row.string("route"))
        else { throw DatabaseError.other("a row of revision cannot be read: \(row.columns)") }
        return Revision(
            number: try row.int("number"), status: status, form: version,
            answers: try AnswersJSON.answers(try row.string("answers"), in: form), recordedAt: recordedAt,
            account: try row.optionalString("account_id"), colleague: try row.optionalString("colleague_id"),
            by: try by(row), route: route,
            reason: try row.optionalString("reason"), contentHash: try row.string("content_hash"),
            receipt: try row.string("receipt"), signature: try signature(row))
    }

    /// nil where a revision was stored without a key.
    static func signature(_ row: Row) throws -> Signature? {
        guard let value = try row.optionalString("signature") else { return nil }
        return Signature(key: try row.int("signing_key"), value: value)
    }
}

extension Connection {
    public var reports: ReportStore { ReportStore(db: self) }
}
