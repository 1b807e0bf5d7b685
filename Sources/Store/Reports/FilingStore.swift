import Database
import Domain

/// How reports stand, without their answers: for calendars and lists.
extension ReportStore {
    /// An institution's reports from a day up to and including another, by survey and period.
    public func filings(from: Day, through: Day, _ permit: Permit) throws -> [String: [Day: Filing]] {
        let facility = try Self.facility(of: permit)
        var filings: [String: [Day: Filing]] = [:]
        // Survey by survey would follow the index more closely; of one institution the few rows of the span are soon read.
        let rows = try db.query(
            """
            SELECT survey, period, \(Self.filingColumns) FROM report
            WHERE facility_id = \(facility.text) AND period >= \(from.text) AND period <= \(through.text)
            """)
        for row in rows {
            guard let period = Day(try row.string("period")) else { continue }
            filings[try row.string("survey"), default: [:]][period] = try Self.filing(row)
        }
        return filings
    }

    /// The reports of an area for one survey and period, by institution. Whose place was in the area on that day.
    public func filings(
        _ survey: String, _ period: Day, _ permit: Permit
    ) throws -> [Facility.ID: Filing] {
        let place = try Self.place(of: try TallyStore.area(of: permit))
        var filings: [Facility.ID: Filing] = [:]
        try db.each(
            """
            SELECT facility_id, \(Self.filingColumns) FROM report
            WHERE survey = \(survey) AND period = \(period.text)\(place)
            """
        ) { filings[try Self.facility($0)] = try Self.filing($0) }
        return filings
    }

    /// The reports of many institutions for one survey and period, each against its permit.
    public func filings(
        _ survey: String, _ period: Day, of permits: [Permit]
    ) throws -> [Facility.ID: Filing] {
        let wanted = try permits.map { try Self.facility(of: $0).text }
        var filings: [Facility.ID: Filing] = [:]
        for start in stride(from: 0, to: wanted.count, by: 500) {
            let some = Array(wanted[start..<min(start + 500, wanted.count)])
            try db.each(
                """
                SELECT facility_id, \(Self.filingColumns) FROM report
                WHERE survey = \(survey) AND period = \(period.text) AND facility_id IN (\(.list(some)))
                """
            ) { filings[try Self.facility($0)] = try Self.filing($0) }
        }
        return filings
    }

    /// The reports of an area that came in last, newest first.
    public func latest(
        _ survey: String, _ period: Day, limit: Int, _ permit: Permit
    ) throws -> [(facility: Facility.ID, filing: Filing)] {
        let place = try Self.place(of: try TallyStore.area(of: permit))
        return try db.query(
            """
            SELECT facility_id, \(Self.filingColumns) FROM report
            WHERE survey = \(survey) AND period = \(period.text)\(place) AND status <> 'carriedOver'
            ORDER BY recorded_at DESC, facility_id LIMIT \(limit)
            """
        ).map { (try Self.facility($0), try Self.filing($0)) }
    }

    private static func facility(_ row: Row) throws -> Facility.ID {
        let text = try row.string("facility_id")
        guard let id = Facility.ID(text) else { throw DatabaseError.other("facility \(text)") }
        return id
    }

    private static let filingColumns: SQL = "status, number, submitted_at, recorded_at, own_deadline"

    private static func filing(_ row: Row) throws -> Filing {
        guard let status = Report.Status(rawValue: try row.string("status")),
            let recordedAt = Instant(try row.string("recorded_at"))
        else { throw DatabaseError.other("a row of report cannot be read: \(row.columns)") }
        let submittedAt = try row.optionalString("submitted_at").flatMap { Instant($0) }
        return Filing(
            status: status, revision: try row.int("number"), submittedAt: submittedAt ?? recordedAt,
            recordedAt: recordedAt, ownDeadline: try row.optionalString("own_deadline").flatMap { Instant($0) })
    }

    /// A condition on where the institution was on the report's day.
    static func place(of area: Area) throws -> SQL {
        switch area {
        case .nation: ""
        case .prefecture(let prefecture): " AND prefecture = \(prefecture.code)"
        case .municipality(let code): " AND prefecture = \(String(code.prefix(2))) AND municipality = \(code)"
        }
    }
}
