import Database
import Domain

extension TallyStore {
    /// How many institutions of an area are expected, not there, and still have time after the survey's deadline (期限延長, R25):
    /// of the area and of every area inside it, by area key.
    ///
    /// Practice days, windows and IDs that cannot be used yet change this without any report being touched. So it is no counter:
    /// those with time left are known from the register, and only they are looked up among the reports (decision 0020).
    ///
    /// - Parameter counts: of this survey's form on the period's day.
    public func extended(
        _ form: Form, _ period: Day, _ counts: RegisterCounts, at now: Instant, _ permit: Permit
    ) throws -> [String: Int] {
        let area = try Self.area(of: permit)
        guard now >= form.schedule.deadline(for: period) else { return [:] }
        let waiting = counts.moved.filter { now < $0.until && area.contains($0.place) }
        guard !waiting.isEmpty else { return [:] }
        let settled = try settled(form.survey, period, waiting.map(\.facility), in: area)
        var extended: [String: Int] = [:]
        for institution in waiting where !settled.contains(institution.facility) {
            for area in institution.place.areas { extended[area.key, default: 0] += 1 }
        }
        return extended
    }

    /// More than so many are not named one by one: then the area's are read.
    private static let few = 500

    /// Which have reported or marked the day closed.
    private func settled(
        _ survey: String, _ period: Day, _ facilities: [Facility.ID], in area: Area
    ) throws -> Set<Facility.ID> {
        let condition: SQL =
            facilities.count <= Self.few
            ? " AND facility_id IN (\(.list(facilities.map(\.text))))" : try ReportStore.place(of: area)
        var settled: Set<Facility.ID> = []
        func take(_ row: Row) throws {
            if let id = Facility.ID(try row.string("facility_id")) { settled.insert(id) }
        }
        try db.each(
            """
            SELECT facility_id FROM report
            WHERE survey = \(survey) AND period = \(period.text) AND status <> 'withdrawn'\(condition)
            """, take)
        try db.each(
            """
            SELECT facility_id FROM closed_mark m
            WHERE survey = \(survey) AND period = \(period.text) AND counts = \(true)\(condition)
                AND \(ClosedMarkStore.holds)
            """, take)
        return settled
    }
}
