import Database
import Domain

/// A row of `report` with what sums need to know beside the report itself.
struct ReportRow {
    let report: Report
    let form: Form
    let place: Facility.Place
    let submittedAt: Instant?
    let route: Revision.Route
    let isExpected: Bool
    /// The institution's own as it was known when it was first submitted after the survey's; nil: the survey's.
    let ownDeadline: Instant?

    static let columns: SQL = """
        survey, period, facility_id, form, number, status, answers, recorded_at, submitted_at, route, prefecture,
        municipality, expected, own_deadline
        """

    init(_ row: Row, surveys: Surveys) throws {
        let survey = try row.string("survey")
        guard let version = Day(try row.string("form")), let form = surveys.form(survey, version: version),
            let period = Day(try row.string("period")), let facility = Facility.ID(try row.string("facility_id")),
            let status = Report.Status(rawValue: try row.string("status")),
            let recordedAt = Instant(try row.string("recorded_at")),
            let prefecture = Prefecture(code: try row.string("prefecture")),
            let route = Revision.Route(rawValue: try row.string("route"))
        else { throw DatabaseError.other("a row of report cannot be read: \(row.columns)") }
        self.form = form
        self.route = route
        isExpected = try row.bool("expected")
        let municipality = try row.string("municipality")
        place = Facility.Place(prefecture: prefecture, municipality: municipality.isEmpty ? nil : municipality)
        submittedAt = try row.optionalString("submitted_at").flatMap { Instant($0) }
        ownDeadline = try row.optionalString("own_deadline").flatMap { Instant($0) }
        report = Report(
            survey: survey, period: period, facility: facility, form: version, revision: try row.int("number"),
            status: status, answers: try AnswersJSON.answers(try row.string("answers"), in: form),
            recordedAt: recordedAt, submittedAt: submittedAt)
    }

    var standing: TallyMovement.Standing { standing(at: place, isExpected: isExpected) }

    func standing(at place: Facility.Place, isExpected: Bool) -> TallyMovement.Standing {
        TallyMovement.Standing(
            form: form, status: report.status, answers: report.answers,
            punctuality: form.punctuality(of: submittedAt, report.period, own: ownDeadline), place: place,
            isExpected: isExpected)
    }
}

extension Form {
    /// How early a report came; nil where its reporting party never submitted it.
    func punctuality(of submittedAt: Instant?, _ period: Day, own: Instant?) -> Duty.Punctuality? {
        submittedAt.map { Duty.Punctuality(of: $0, national: schedule.deadline(for: period), own: own) }
    }
}
