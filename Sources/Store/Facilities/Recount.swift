import Database
import Domain

/// Moves sums along when an institution's place on past days turns out otherwise (R13 R28: a past day's sums count it where it
/// was on that day).
struct Recount {
    let db: any Connection
    let surveys: Surveys

    /// Call after the attributes were added, in the same transaction.
    func movePlaces(of facilities: [Facility.ID], _ validity: Validity) throws {
        for facility in facilities { try movePlaces(of: facility, validity) }
    }

    private func movePlaces(of facility: Facility.ID, _ validity: Validity) throws {
        let rows = try db.query(
            """
            SELECT \(ReportRow.columns) FROM report
            WHERE facility_id = \(facility.text) AND period >= \(validity.from.text)
            AND period < \(validity.until?.text ?? FactTime.forever)
            """)
        var movement = TallyMovement()
        for row in rows {
            let kept = try ReportRow(row, surveys: surveys)
            let period = kept.report.period
            guard let place = try db.facilities.attributes(of: facility, on: period)?.place, place != kept.place else {
                continue
            }
            movement.move(
                survey: kept.report.survey, period: period, from: kept.standing(at: kept.place),
                to: kept.standing(at: place), isNewRevision: false)
            try db.execute(
                """
                UPDATE report SET prefecture = \(place.prefecture.code), municipality = \(place.municipality ?? "")
                WHERE survey = \(kept.report.survey) AND period = \(period.text) AND facility_id = \(facility.text)
                """)
        }
        try movement.apply(to: db)
    }
}
