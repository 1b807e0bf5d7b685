import Database
import Domain

/// Days on which institutions had nothing to report (R33), read. What comes in goes through `ReportIntake.mark`.
public struct ClosedMarkStore {
    let db: any Connection

    /// An institution's closed days from a day up to and including another, by survey.
    public func of(from: Day, through: Day, _ permit: Permit) throws -> [String: Set<Day>] {
        let facility = try ReportStore.facility(of: permit)
        var days: [String: Set<Day>] = [:]
        for row in try db.query(
            """
            SELECT m.survey, m.period FROM closed_mark m
            WHERE m.facility_id = \(facility.text) AND m.period >= \(from.text) AND m.period <= \(through.text)
                AND \(Self.holds)
            """)
        {
            guard let period = Day(try row.string("period")) else { continue }
            days[try row.string("survey"), default: []].insert(period)
        }
        return days
    }

    /// Which of many institutions are closed on a day, each against its permit.
    public func of(_ survey: String, _ period: Day, _ permits: [Permit]) throws -> Set<Facility.ID> {
        let wanted = try permits.map { try ReportStore.facility(of: $0).text }
        var found: Set<Facility.ID> = []
        for start in stride(from: 0, to: wanted.count, by: 500) {
            let some = Array(wanted[start..<min(start + 500, wanted.count)])
            try read(survey, period, " AND m.facility_id IN (\(.list(some)))", into: &found)
        }
        return found
    }

    /// Which institutions of an area are closed on a day. Whose place was in the area on that day.
    public func of(_ survey: String, _ period: Day, _ permit: Permit) throws -> Set<Facility.ID> {
        var found: Set<Facility.ID> = []
        let place: SQL =
            switch try TallyStore.area(of: permit) {
            case .nation: ""
            case .prefecture(let prefecture): " AND m.prefecture = \(prefecture.code)"
            case .municipality(let code):
                " AND m.prefecture = \(String(code.prefix(2))) AND m.municipality = \(code)"
            }
        try read(survey, period, place, into: &found)
        return found
    }

    /// Every mark of an institution's day and every lifting, the oldest first.
    public func history(_ survey: String, _ period: Day, _ permit: Permit) throws -> [ClosedMark] {
        try marks(survey, period, try ReportStore.facility(of: permit))
    }

    func newest(_ survey: String, _ period: Day, _ facility: Facility.ID) throws -> ClosedMark? {
        try marks(survey, period, facility).last
    }

    /// Every closed institution, for imports.
    func all(_ survey: String, _ period: Day) throws -> Set<Facility.ID> {
        var found: Set<Facility.ID> = []
        try read(survey, period, "", into: &found)
        return found
    }

    private func marks(_ survey: String, _ period: Day, _ facility: Facility.ID) throws -> [ClosedMark] {
        try db.query(
            """
            SELECT m.number, m.closed, m.recorded_at, m.recorded_by, m.colleague_id, c.name AS colleague_name
            FROM closed_mark m LEFT JOIN colleague c ON c.colleague_id = m.colleague_id
            WHERE m.survey = \(survey) AND m.period = \(period.text) AND m.facility_id = \(facility.text)
            ORDER BY m.number
            """
        ).map { row in
            guard let recordedAt = Instant(try row.string("recorded_at")) else {
                throw DatabaseError.other("a row of closed_mark cannot be read: \(row.columns)")
            }
            return ClosedMark(
                number: try row.int("number"), isClosed: try row.bool("closed"), recordedAt: recordedAt,
                by: try ReportStore.by(row))
        }
    }

    private func read(
        _ survey: String, _ period: Day, _ condition: SQL, into found: inout Set<Facility.ID>
    ) throws {
        try db.each(
            """
            SELECT m.facility_id FROM closed_mark m
            WHERE m.survey = \(survey) AND m.period = \(period.text)\(condition) AND \(Self.holds)
            """
        ) { row in
            guard let id = Facility.ID(try row.string("facility_id")) else {
                throw DatabaseError.other("a row of closed_mark cannot be read: \(row.columns)")
            }
            found.insert(id)
        }
    }

    /// The newest one of its day, and no lifting.
    static let holds: SQL = """
        m.closed = \(true) AND m.number = (
            SELECT max(n.number) FROM closed_mark n
            WHERE n.survey = m.survey AND n.period = m.period AND n.facility_id = m.facility_id)
        """
}

extension Connection {
    public var closedMarks: ClosedMarkStore { ClosedMarkStore(db: self) }
}
