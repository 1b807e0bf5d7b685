import Database
import Domain
import Sodium

/// A new state of a report, decided already.
struct ReportChange {
    let survey: String
    let period: Day
    let facility: Facility.ID
    let form: Form
    let status: Report.Status
    let answers: Answers
    let recordedAt: Instant
    let account: String?
    let by: String
    let route: Revision.Route
    let reason: String?
    let place: Facility.Place
    /// Whether the institution was expected to report (`Duty`).
    var isExpected = true
    /// Who of the account's people, by key.
    var colleague: String?
    /// The institution's own deadline where that decides whether it came late; kept when it is first submitted.
    var ownDeadline: Instant?
}

/// Appends revisions, replaces reports and moves sums; every way in ends here.
struct ReportWriter {
    let db: any Connection

    /// Stores each change after the state it follows, and gives the revisions in the same order.
    func store(_ changes: [(change: ReportChange, after: ReportRow?)]) throws -> [Revision] {
        var movement = TallyMovement()
        let revisions = try store(changes, moving: &movement)
        try movement.apply(to: db)
        return revisions
    }

    /// The same for those who gather the sums of several calls: what they gathered they hand over themselves.
    func store(
        _ changes: [(change: ReportChange, after: ReportRow?)], moving movement: inout TallyMovement
    ) throws -> [Revision] {
        var revisions: [Revision] = []
        var revisionRows: [[SQLValue]] = []
        var reportRows: [[SQLValue]] = []
        revisions.reserveCapacity(changes.count)
        for (change, row) in changes {
            let texts = ReportTexts(change)
            let revision = revision(of: change, texts, number: (row?.report.revision ?? 0) + 1)
            let submittedAt = submittedAt(of: change, after: row)
            let own = row?.submittedAt == nil ? change.ownDeadline : row?.ownDeadline
            let ownDeadline = submittedAt == nil ? nil : own
            revisions.append(revision)
            revisionRows.append(Self.revisionValues(change, revision, texts))
            reportRows.append(
                Self.reportValues(
                    change, revision, texts,
                    submittedAt: submittedAt == change.recordedAt ? texts.recordedAt : submittedAt?.text,
                    ownDeadline: ownDeadline?.text))
            movement.move(
                survey: change.survey, period: change.period, from: row.map(\.standing),
                to: TallyMovement.Standing(
                    form: change.form, status: change.status, answers: change.answers,
                    punctuality: change.form.punctuality(of: submittedAt, change.period, own: ownDeadline),
                    place: change.place, isExpected: change.isExpected))
        }
        try db.insert(into: "revision", columns: Self.revisionColumns, rows: revisionRows)
        try db.insert(into: "report", columns: Self.reportColumns, rows: reportRows, onConflict: Self.replace)
        return revisions
    }

    /// A correction keeps when the report was first submitted; a withdrawal ends it, so that what comes back counts from its
    /// return (R26).
    private func submittedAt(of change: ReportChange, after row: ReportRow?) -> Instant? {
        guard change.status.counts else { return nil }
        return row?.submittedAt ?? (change.status == .submitted ? change.recordedAt : nil)
    }

    private func revision(of change: ReportChange, _ texts: ReportTexts, number: Int) -> Revision {
        let content = ContentHash.content(of: change, texts, number: number)
        let hash = Sodium.sha256(content)
        return Revision(
            number: number, status: change.status, form: change.form.from, answers: change.answers,
            recordedAt: change.recordedAt, account: change.account, colleague: change.colleague,
            by: change.by, route: change.route,
            reason: change.reason, contentHash: Sodium.hex(hash),
            receipt: ContentHash.receipt(period: texts.period, hash: hash),
            signature: change.route.hasReceipt ? db.signer?.sign(content) : nil)
    }

    private static func revisionValues(
        _ change: ReportChange, _ revision: Revision, _ texts: ReportTexts
    ) -> [SQLValue] {
        [
            .text(change.survey), .text(texts.period), .text(change.facility.text),
            .integer(Int64(revision.number)), .text(texts.form), .text(change.status.rawValue),
            .text(texts.answers), .text(texts.recordedAt), change.account.sqlValue, .text(change.by),
            .text(change.route.rawValue), change.reason.sqlValue, .text(revision.contentHash),
            .text(revision.receipt), change.colleague.sqlValue,
            revision.signature.map { .integer(Int64($0.key)) } ?? .null,
            revision.signature.map { .text($0.value) } ?? .null,
        ]
    }

    private static func reportValues(
        _ change: ReportChange, _ revision: Revision, _ texts: ReportTexts, submittedAt: String?,
        ownDeadline: String?
    ) -> [SQLValue] {
        [
            .text(change.survey), .text(texts.period), .text(change.facility.text),
            .text(texts.form), .integer(Int64(revision.number)), .text(change.status.rawValue),
            .text(texts.answers), .text(texts.recordedAt), submittedAt.sqlValue,
            .text(change.route.rawValue), .text(change.place.prefecture.code),
            .text(change.place.municipality ?? ""), .bool(change.isExpected), ownDeadline.sqlValue,
        ]
    }

    private static let revisionColumns: [StaticString] = [
        "survey", "period", "facility_id", "number", "form", "status", "answers", "recorded_at", "account_id",
        "recorded_by", "route", "reason", "content_hash", "receipt", "colleague_id", "signing_key", "signature",
    ]

    private static let reportColumns: [StaticString] = [
        "survey", "period", "facility_id", "form", "number", "status", "answers", "recorded_at", "submitted_at",
        "route", "prefecture", "municipality", "expected", "own_deadline",
    ]

    private static let replace: SQL = """
        ON CONFLICT (survey, period, facility_id) DO UPDATE SET form = excluded.form, number = excluded.number,
        status = excluded.status, answers = excluded.answers, recorded_at = excluded.recorded_at,
        submitted_at = excluded.submitted_at, route = excluded.route, prefecture = excluded.prefecture,
        municipality = excluded.municipality, expected = excluded.expected, own_deadline = excluded.own_deadline
        """
}

/// What of a report is written as text in more than one place.
struct ReportTexts {
    let period: String
    let form: String
    let recordedAt: String
    let answers: String

    init(_ change: ReportChange) {
        period = change.period.text
        form = change.form.from.text
        recordedAt = change.recordedAt.text
        answers = AnswersJSON.text(change.answers)
    }
}
