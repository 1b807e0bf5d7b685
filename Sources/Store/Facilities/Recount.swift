import Database
import Domain

/// Moves sums along when it turns out that an institution lay elsewhere on past days, or was expected to report or not (R13 R28:
/// a past day's sums count it where it was on that day).
struct Recount {
    let db: any Connection
    let surveys: Surveys

    /// So many institutions are asked for at once.
    private static let together = 50

    /// Call after the facts were added, in the same transaction, while the institutions are held.
    func move(_ changed: [(facility: Facility.ID, validity: Validity)]) throws {
        let spans = Dictionary(grouping: changed, by: \.facility).mapValues { $0.map(\.validity) }
        let facilities = spans.keys.sorted()
        var movement = TallyMovement()
        for start in stride(from: 0, to: facilities.count, by: Self.together) {
            let some = facilities[start..<min(start + Self.together, facilities.count)]
            let rows = try reports(of: some.map(\.text), spans)
            for (facility, reports) in Dictionary(grouping: rows, by: \.report.facility) {
                let history = try db.facilities.history(of: facility)
                for report in reports { try move(report, history, &movement) }
            }
            try moveMarks(of: some.map(\.text), spans, &movement)
        }
        try movement.apply(to: db)
    }

    private func moveMarks(
        of facilities: [String], _ spans: [Facility.ID: [Validity]], _ movement: inout TallyMovement
    ) throws {
        let first = facilities.compactMap { Facility.ID($0).flatMap { spans[$0]?.map(\.from).min() } }.min()
        guard let first else { return }
        let marks = try db.closedMarks.standing(of: facilities, from: first).filter { mark in
            spans[mark.facility]?.contains { $0.covers(mark.period) } ?? false
        }
        for (facility, marks) in Dictionary(grouping: marks, by: \.facility) {
            let history = try db.facilities.history(of: facility)
            for mark in marks {
                guard let known = history.on(mark.period), let form = surveys.form(mark.survey, on: mark.period)
                else { continue }
                let (place, counts) = (known.attributes.place, known.isClosable(by: form))
                guard place != mark.place || counts != mark.counts else { continue }
                if !mark.isReported {
                    movement.moveClosed(
                        survey: mark.survey, period: mark.period, from: mark.counts ? mark.place : nil,
                        to: counts ? place : nil)
                }
                try db.closedMarks.update(mark, place: place, counts: counts)
            }
        }
    }

    private func reports(of facilities: [String], _ spans: [Facility.ID: [Validity]]) throws -> [ReportRow] {
        let first = facilities.compactMap { Facility.ID($0).flatMap { spans[$0]?.map(\.from).min() } }.min()
        guard let first else { return [] }
        return try db.query(
            """
            SELECT \(ReportRow.columns) FROM report
            WHERE facility_id IN (\(.list(facilities))) AND period >= \(first.text)
            """
        ).map { try ReportRow($0, surveys: surveys) }
            .filter { row in spans[row.report.facility]?.contains { $0.covers(row.report.period) } ?? false }
    }

    private func move(_ row: ReportRow, _ history: FacilityHistory, _ movement: inout TallyMovement) throws {
        let (survey, period) = (row.report.survey, row.report.period)
        guard let known = history.on(period), let form = surveys.form(survey, on: period) else { return }
        let place = known.attributes.place
        let isExpected = known.isAsked(by: form)
        guard place != row.place || isExpected != row.isExpected else { return }
        movement.move(
            survey: survey, period: period, from: row.standing,
            to: row.standing(at: place, isExpected: isExpected), isNewRevision: false)
        try db.execute(
            """
            UPDATE report SET prefecture = \(place.prefecture.code), municipality = \(place.municipality ?? ""),
                expected = \(isExpected)
            WHERE survey = \(survey) AND period = \(period.text) AND facility_id = \(row.report.facility.text)
            """)
    }
}
