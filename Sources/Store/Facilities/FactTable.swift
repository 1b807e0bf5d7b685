import Database
import Domain

/// One kind of dated fact: its table, and how a value stands in it. Facts are only ever added; the value on a day is that of the
/// newest recorded fact that covers the day (decision 0003).
struct FactTable<Value: Sendable & Hashable>: Sendable {
    let name: StaticString
    let columns: [StaticString]
    /// Columns that are written after `columns` for the search, and never read back.
    let searchColumns: [StaticString]
    let write: @Sendable (Value) -> [SQLValue]
    let read: @Sendable (Row) throws -> Value
    /// The beginning of `selection`, made once.
    private let selecting: SQL

    init(
        name: StaticString, columns: [StaticString], searchColumns: [StaticString] = [],
        write: @escaping @Sendable (Value) -> [SQLValue],
        read: @escaping @Sendable (Row) throws -> Value
    ) {
        (self.name, self.columns, self.searchColumns, self.write, self.read) = (
            name, columns, searchColumns, write, read
        )
        let wanted = columns.map { "f." + SQL(stringLiteral: $0) }.joined(separator: ", ")
        selecting = "SELECT f.facility_id, f.valid_from, \(wanted) FROM \(SQL(stringLiteral: name)) f "
    }

    /// A fact to be added.
    struct Addition {
        let facility: Facility.ID
        let value: Value
        let validity: Validity
    }

    /// The value on a day for every institution that has one.
    func inForce(on day: Day, _ db: any Connection) throws -> [Facility.ID: Value] {
        var values: [Facility.ID: Value] = [:]
        try db.each(selection(on: day)) { row in
            if let id = Facility.ID(try row.string("facility_id")) { values[id] = try read(row) }
        }
        return values
    }

    /// The value on a day for one institution.
    func value(of facility: Facility.ID, on day: Day, _ db: any Connection) throws -> Value? {
        try db.query(selection(on: day, only: facility)).first.map(read)
    }

    /// The value on a day for one institution, with the first day of the fact that says so.
    func dated(of facility: Facility.ID, on day: Day, _ db: any Connection) throws -> (value: Value, since: Day)? {
        try db.query(selection(on: day, only: facility)).first.flatMap { row in
            guard let since = Day(try row.string("valid_from")) else { return nil }
            return (try read(row), since)
        }
    }

    /// Every fact about one institution, in the order in which they were recorded.
    func series(of facility: Facility.ID, _ db: any Connection) throws -> FactSeries<Value> {
        try series(of: [facility], db)[facility] ?? FactSeries(facts: [])
    }

    /// The same for many at once; those of whom nothing is told are left out.
    func series(of facilities: [Facility.ID], _ db: any Connection) throws -> [Facility.ID: FactSeries<Value>] {
        guard !facilities.isEmpty else { return [:] }
        let table = try SQL.identifier(name.description)
        let wanted = try columns.map { try SQL.identifier($0.description) }.joined(separator: ", ")
        let condition: SQL =
            facilities.count == 1 ? "= \(facilities[0].text)" : "IN (\(.list(facilities.map(\.text))))"
        let rows = try db.query(
            """
            SELECT facility_id, valid_from, valid_until, recorded_at, recorded_by, \(wanted) FROM \(table)
            WHERE facility_id \(condition)
            ORDER BY facility_id, number
            """)
        var found: [Facility.ID: [FactSeries<Value>.Told]] = [:]
        for row in rows {
            guard let id = Facility.ID(try row.string("facility_id")), let from = Day(try row.string("valid_from"))
            else { continue }
            let until = try row.string("valid_until")
            let validity = Validity(from: from, until: until == FactTime.forever ? nil : Day(until))
            found[id, default: []].append(
                (validity, try read(row), try row.instant("recorded_at"), try row.string("recorded_by")))
        }
        return found.mapValues { FactSeries(facts: $0) }
    }

    /// What holds from a day on, for every institution of which anything is told.
    func timelines(from day: Day, _ db: any Connection) throws -> [Facility.ID: Timeline<Value>] {
        let table = SQL(stringLiteral: name)
        let wanted = columns.map { SQL(stringLiteral: $0) }.joined(separator: ", ")
        var told: [Facility.ID: [(validity: Validity, value: Value)]] = [:]
        try db.each(
            """
            SELECT facility_id, valid_from, valid_until, \(wanted) FROM \(table)
            WHERE valid_until > \(day.text) ORDER BY facility_id, number
            """
        ) { row in
            guard let id = Facility.ID(try row.string("facility_id")), let from = Day(try row.string("valid_from"))
            else { return }
            let until = try row.string("valid_until")
            let validity = Validity(from: from, until: until == FactTime.forever ? nil : Day(until))
            told[id, default: []].append((validity, try read(row)))
        }
        return told.mapValues { Timeline($0) }
    }

    /// For each institution the first day after this one on which some fact begins.
    func nextStarts(after day: Day, _ db: any Connection) throws -> [Facility.ID: Day] {
        let table = try SQL.identifier(name.description)
        var starts: [Facility.ID: Day] = [:]
        try db.each(
            """
            SELECT facility_id, min(valid_from) AS start FROM \(table)
            WHERE valid_from > \(day.text) GROUP BY facility_id
            """
        ) { row in
            guard let id = Facility.ID(try row.string("facility_id")), let start = Day(try row.string("start")) else {
                return
            }
            starts[id] = start
        }
        return starts
    }

    /// Adds facts, each after those its institution has.
    func add(_ additions: [Addition], at now: Instant, by recorder: String, _ db: any Connection) throws {
        guard !additions.isEmpty else { return }
        var numbers = try lastNumbers(of: additions.map(\.facility), db)
        let rows = additions.map { addition -> [SQLValue] in
            let number = (numbers[addition.facility] ?? 0) + 1
            numbers[addition.facility] = number
            return [
                .text(addition.facility.text), .integer(Int64(number)), .text(addition.validity.from.text),
                .text(addition.validity.until?.text ?? FactTime.forever), .text(now.text), .text(recorder),
            ] + write(addition.value)
        }
        try db.insert(into: name, columns: Self.head + columns + searchColumns, rows: rows)
        try db.add(
            CounterAddition(table: FactTime.registerVersion, key: [.text(FactTime.register)], amounts: [1]))
    }

    private func lastNumbers(of facilities: [Facility.ID], _ db: any Connection) throws -> [Facility.ID: Int] {
        let table = try SQL.identifier(name.description)
        // A list of a few, or the whole register at once.
        let condition: SQL = facilities.count <= 256 ? "facility_id IN (\(.list(facilities.map(\.text))))" : "TRUE"
        let rows = try db.query(
            "SELECT facility_id, max(number) AS number FROM \(table) WHERE \(condition) GROUP BY facility_id")
        var numbers: [Facility.ID: Int] = [:]
        for row in rows {
            if let id = Facility.ID(try row.string("facility_id")) { numbers[id] = try row.int("number") }
        }
        return numbers
    }

    private func selection(on day: Day, only facility: Facility.ID) -> SQL {
        let day = day.text
        return """
            \(selecting)WHERE f.facility_id = \(facility.text) AND f.valid_from <= \(day) AND f.valid_until > \(day)
            ORDER BY f.number DESC LIMIT 1
            """
    }

    private func selection(on day: Day) -> SQL {
        let (day, table) = (day.text, SQL(stringLiteral: name))
        return """
            \(selecting)WHERE f.valid_from <= \(day) AND f.valid_until > \(day) AND f.number = (
                SELECT max(g.number) FROM \(table) g
                WHERE g.facility_id = f.facility_id AND g.valid_from <= \(day) AND g.valid_until > \(day))
            """
    }

    private static var head: [StaticString] {
        ["facility_id", "number", "valid_from", "valid_until", "recorded_at", "recorded_by"]
    }
}

/// What the tables of dated facts have in common.
enum FactTime {
    /// `valid_until` of a fact without end.
    static let forever = "9999-12-31"
    static let register = "facilities"
    static let registerVersion = CounterTable(
        name: "register_version", keyColumns: ["register"], amountColumns: ["version"])
}
