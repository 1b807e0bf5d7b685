import Database
import Documents
import Domain

/// The public holidays.
public struct HolidayStore {
    let db: any Connection

    /// What became of a year of a file.
    public struct YearChange: Sendable, Equatable {
        public let year: Int
        /// Holidays of the year as they are now.
        public let days: Int
        /// It was not just the same before.
        public let isChanged: Bool
    }

    /// More than any file of holidays has.
    private static let mostRecords = 10_000

    /// Reads a file: UTF-8, `day,name,state`.
    /// - Throws: `Problem.refusedFile` with every place at fault.
    public static func read(_ csv: [UInt8]) throws(Problem) -> [Holiday] {
        var reader = CSVReader()
        reader.maximumRecords = mostRecords
        return try HolidayReading.read(try CSVRecords.read(csv, by: reader))
    }

    /// Every holiday that is known.
    public func all() throws -> Holidays { try read("SELECT day, name, state FROM holiday ORDER BY day") }

    /// Those from a day on: deadlines only ever move forward.
    func from(_ day: Day) throws -> Holidays {
        try read("SELECT day, name, state FROM holiday WHERE day >= \(day.text) ORDER BY day")
    }

    private func read(_ selection: SQL) throws -> Holidays {
        let rows = try db.query(selection)
        return Holidays(
            try rows.map { row in
                let (day, state) = (try row.string("day"), try row.string("state"))
                guard let day = Day(day), let state = Holiday.State(rawValue: state) else {
                    throw DatabaseError.other("holiday \(day) with state \(state) cannot be read")
                }
                return Holiday(day: day, name: try row.string("name"), state: state)
            })
    }

    /// Replaces the years of which the holidays tell, and gives these years in order; the others stay.
    public func replaceYears(
        by holidays: [Holiday], actor: String = "administrator", at now: Instant
    ) throws -> [YearChange] {
        let before = try Dictionary(grouping: all().all, by: \.day.civil.year)
        let years = Dictionary(grouping: holidays, by: \.day.civil.year).sorted { $0.key < $1.key }
        let changes = years.map { year, days in
            YearChange(year: year, days: days.count, isChanged: Set(before[year] ?? []) != Set(days))
        }
        let changed = Set(changes.filter(\.isChanged).map(\.year))
        guard !changed.isEmpty else { return changes }
        for year in changed.sorted() {
            try db.execute("DELETE FROM holiday WHERE day BETWEEN \("\(year)-01-01") AND \("\(year)-12-31")")
        }
        try insert(holidays.filter { changed.contains($0.day.civil.year) })
        // Deadlines of institutions that do not practise on holidays move with them.
        try db.facilities.moveRegisterVersion()
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "import.holidays",
                subject: "years:\(changed.sorted().map(String.init).joined(separator: ","))",
                detail: ["days": String(holidays.count { changed.contains($0.day.civil.year) })]), at: now)
        return changes
    }

    /// Adds the years of which nothing is known yet, and gives them in order: a year that was brought in by a file stays.
    public func fillMissingYears(from holidays: [Holiday]) throws -> [Int] {
        let known = try all().years
        let missing = holidays.filter { !known.contains($0.day.civil.year) }
        try insert(missing)
        if !missing.isEmpty { try db.facilities.moveRegisterVersion() }
        return Set(missing.map(\.day.civil.year)).sorted()
    }

    private func insert(_ holidays: [Holiday]) throws {
        try db.insert(
            into: "holiday", columns: ["day", "name", "state"],
            rows: holidays.map { [.text($0.day.text), .text($0.name), .text($0.state.rawValue)] })
    }
}

extension Connection {
    public var holidays: HolidayStore { HolidayStore(db: self) }
}
