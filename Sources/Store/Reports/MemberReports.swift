import Database
import Domain

/// Reports of many institutions at once, each against its permit: an association's table (R18).
extension ReportStore {
    /// How each one's report of a survey and period stands; withdrawn ones too, none where there is none.
    public func current(
        _ survey: String, _ period: Day, of permits: [Permit], _ surveys: Surveys
    ) throws -> [Facility.ID: Report] {
        var reports: [Facility.ID: Report] = [:]
        try inPortions(permits) { some in
            try db.each(
                """
                SELECT \(ReportRow.columns) FROM report
                WHERE survey = \(survey) AND period = \(period.text) AND facility_id IN (\(.list(some)))
                """
            ) {
                let report = try ReportRow($0, surveys: surveys).report
                reports[report.facility] = report
            }
        }
        return reports
    }

    /// Who has reported which periods of a span, both ends included; withdrawn reports left out.
    public func reported(
        _ survey: String, from: Day, through: Day, of permits: [Permit]
    ) throws -> [Day: Set<Facility.ID>] {
        var reported: [Day: Set<Facility.ID>] = [:]
        try inPortions(permits) { some in
            try db.each(
                """
                SELECT period, facility_id FROM report
                WHERE survey = \(survey) AND period >= \(from.text) AND period <= \(through.text)
                AND facility_id IN (\(.list(some))) AND status <> 'withdrawn'
                """
            ) { row in
                guard let period = Day(try row.string("period")), let id = Facility.ID(try row.string("facility_id"))
                else { return }
                reported[period, default: []].insert(id)
            }
        }
        return reported
    }

    /// A statement takes only so many values.
    private func inPortions(_ permits: [Permit], _ body: ([String]) throws -> Void) throws {
        let wanted = try permits.map { try Self.facility(of: $0).text }
        for start in stride(from: 0, to: wanted.count, by: 500) {
            try body(Array(wanted[start..<min(start + 500, wanted.count)]))
        }
    }
}
