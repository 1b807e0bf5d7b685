import Database
import Domain

/// A closed mark that holds, with what sums need to know of it.
struct StandingMark {
    let survey: String
    let period: Day
    let facility: Facility.ID
    let number: Int
    let place: Facility.Place
    /// The institution was asked as a designated one.
    let counts: Bool
    /// A report that counts outweighs it.
    let isReported: Bool

    fileprivate init(_ row: Row) throws {
        guard let period = Day(try row.string("period")), let facility = Facility.ID(try row.string("facility_id")),
            let prefecture = Prefecture(code: try row.string("prefecture"))
        else { throw DatabaseError.other("a row of closed_mark cannot be read: \(row.columns)") }
        survey = try row.string("survey")
        self.period = period
        self.facility = facility
        number = try row.int("number")
        let municipality = try row.string("municipality")
        place = Facility.Place(prefecture: prefecture, municipality: municipality.isEmpty ? nil : municipality)
        counts = try row.bool("counts")
        isReported = try row.optionalString("status").flatMap { Report.Status(rawValue: $0) }?.counts ?? false
    }
}

extension ClosedMarkStore {
    /// The marks that hold for some institutions from a day on.
    func standing(of facilities: [String], from: Day) throws -> [StandingMark] {
        try db.query(
            """
            SELECT m.survey, m.period, m.facility_id, m.number, m.prefecture, m.municipality, m.counts, r.status
            FROM closed_mark m LEFT JOIN report r
                ON r.survey = m.survey AND r.period = m.period AND r.facility_id = m.facility_id
            WHERE m.facility_id IN (\(.list(facilities))) AND m.period >= \(from.text) AND \(Self.holds)
            """
        ).map(StandingMark.init)
    }

    /// The institution lay elsewhere on that day, or was asked or not.
    func update(_ mark: StandingMark, place: Facility.Place, counts: Bool) throws {
        try db.execute(
            """
            UPDATE closed_mark SET prefecture = \(place.prefecture.code),
                municipality = \(place.municipality ?? ""), counts = \(counts)
            WHERE survey = \(mark.survey) AND period = \(mark.period.text) AND facility_id = \(mark.facility.text)
                AND number = \(mark.number)
            """)
    }
}
