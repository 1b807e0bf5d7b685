import Database
import Domain

/// The sums of areas. Pages read these and never the country's reports.
public struct TallyStore {
    let db: any Connection

    /// An area's sums for a period, by item and choice.
    public func lines(_ survey: String, _ period: Day, _ permit: Permit) throws -> [TallyLine] {
        let area = try Self.area(of: permit)
        return try db.query(
            """
            SELECT item, choice, reports, total FROM tally
            WHERE survey = \(survey) AND period = \(period.text) AND area = \(area.key)
            ORDER BY item, choice
            """
        ).map { row in
            TallyLine(
                item: try row.string("item"), choice: try row.string("choice"), reports: try row.int("reports"),
                total: try row.int("total"))
        }
    }

    /// How many reports an area has for a period.
    public func turnout(_ survey: String, _ period: Day, _ permit: Permit) throws -> Turnout {
        let area = try Self.area(of: permit)
        return try turnouts(survey, period, where: "area = \(area.key)")[area.key] ?? Turnout()
    }

    /// The same for the areas inside: the nation's prefectures, a prefecture's municipalities, by area key.
    public func turnoutsInside(_ survey: String, _ period: Day, _ permit: Permit) throws -> [String: Turnout] {
        switch try Self.area(of: permit) {
        case .nation:
            return try turnouts(survey, period, where: "area >= 'prefecture-' AND area < 'prefecture.'")
        case .prefecture(let prefecture):
            let from = "municipality-\(prefecture.code)"
            return try turnouts(survey, period, where: "area >= \(from) AND area < \(from + "~")")
        case .municipality: return [:]
        }
    }

    /// The newest period up to a day for which the nation has any report; nil when there is none.
    public func latestPeriod(_ survey: String, upTo day: Day) throws -> Day? {
        try db.query(
            """
            SELECT max(period) AS period FROM turnout
            WHERE survey = \(survey) AND area = 'nation' AND period <= \(day.text) AND reported > 0
            """
        ).first?.optionalString("period").flatMap { Day($0) }
    }

    /// The newest periods up to a day with reports, newest first.
    public func periods(_ survey: String, upTo day: Day, limit: Int) throws -> [Day] {
        try db.query(
            """
            SELECT period FROM turnout
            WHERE survey = \(survey) AND area = 'nation' AND period <= \(day.text) AND reported > 0
            ORDER BY period DESC LIMIT \(limit)
            """
        ).compactMap { Day(try $0.string("period")) }
    }

    private func turnouts(_ survey: String, _ period: Day, where condition: SQL) throws -> [String: Turnout] {
        let rows = try db.query(
            """
            SELECT area, reported, on_time, late, carried_over, withdrawn, revisions, beside, closed, extended
            FROM turnout
            WHERE survey = \(survey) AND period = \(period.text) AND \(condition)
            """)
        return try Dictionary(
            rows.map { row in
                let turnout = Turnout(
                    reported: try row.int("reported"), onTime: try row.int("on_time"), late: try row.int("late"),
                    carriedOver: try row.int("carried_over"), withdrawn: try row.int("withdrawn"),
                    revisions: try row.int("revisions"), beside: try row.int("beside"),
                    closed: try row.int("closed"), extended: try row.int("extended"))
                return (try row.string("area"), turnout)
            }, uniquingKeysWith: { first, _ in first })
    }

    static func area(of permit: Permit) throws(Problem) -> Area {
        guard permit.action == .watch, case .area(let area) = permit.subject else { throw .notFound }
        return area
    }
}

extension Connection {
    public var tallies: TallyStore { TallyStore(db: self) }
}
