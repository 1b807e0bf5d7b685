import Database
import Domain

/// A row of a designation report as it waits to be compared.
struct WaitingRow: Sendable {
    let line: Int
    let reading: DesignationReading
    let decision: DesignationRow.Decision?

    init(
        line: Int, typed: [DesignationColumn: String], decision: DesignationRow.Decision?, in prefecture: Prefecture
    ) {
        (self.line, self.decision) = (line, decision)
        reading = DesignationReading(typed, in: prefecture)
    }

    init(_ row: Row, in prefecture: Prefecture) throws {
        let facility = try row.optionalString("facility_id").flatMap { Facility.ID($0) }
        let decision: DesignationRow.Decision? =
            switch try row.optionalString("decision") {
            case "new": .new
            case "same": facility.map { .same($0) }
            default: nil
            }
        self.init(
            line: try row.int("line"), typed: try DesignationCells.read(try row.string("typed")), decision: decision,
            in: prefecture)
    }
}

/// A row that was compared.
struct ComparedRow: Sendable {
    let line: Int
    var facility: Facility.ID?
    let decision: DesignationRow.Decision?
    var outcome: DesignationOutcome
    var candidates: [DesignationRow.Candidate] = []
    /// Left out by a whole list, and so no row of the file.
    var isLeftOut = false
}

/// What all rows of one report are compared with, read once.
struct DesignationContext: Sendable {
    let report: DesignationReport
    let around: DesignationSurroundings
    let keys: RegisterKeys
    /// By line.
    let rows: [Int: WaitingRow]
    /// For what a row means, the first line that means it.
    var firstLines: [String: Int] = [:]

    /// - Parameter rows: all of the report, in the order of their lines.
    init(_ report: DesignationReport, _ rows: [WaitingRow], _ db: any Connection) throws {
        self.report = report
        self.rows = Dictionary(uniqueKeysWithValues: rows.map { ($0.line, $0) })
        let prefecture = report.prefecture
        let places = try Municipalities(db, in: prefecture)
        around = DesignationSurroundings(
            prefecture: prefecture, validFrom: report.validFrom,
            associations: AssociationNames(try Self.associations(db), in: prefecture),
            municipality: { places.place(of: $0, in: prefecture) }, cityName: { places.name(of: $0, address: $1) })
        keys = try RegisterKeys(rows.map(\.reading.entry), in: prefecture, db)
        for row in rows {
            guard let meant = meant(row, match(row)), firstLines[meant] == nil else { continue }
            firstLines[meant] = row.line
        }
    }

    private static func associations(_ db: any Connection) throws -> [AssociationNames.Entry] {
        try db.query("SELECT association_id, name, prefecture, ended_on FROM association ORDER BY association_id")
            .compactMap { row in
                guard let prefecture = Prefecture(code: try row.string("prefecture")) else { return nil }
                return AssociationNames.Entry(
                    id: try row.string("association_id"), name: try row.string("name"), prefecture: prefecture,
                    endedOn: try row.optionalString("ended_on").flatMap { Day($0) })
            }
    }

    /// What the officer decided goes before what the register tells.
    func match(_ row: WaitingRow) -> RegisterKeys.Match {
        switch row.decision {
        case .same(let facility): .known(facility)
        case .new: .new
        case nil: keys.match(row.reading.entry)
        }
    }

    /// Names what a row means; nil where it means nothing in particular.
    func meant(_ row: WaitingRow, _ match: RegisterKeys.Match) -> String? {
        let entry = row.reading.entry
        switch match {
        case .known(let facility): return "facility:\(facility)"
        case .unknownID: return entry.facility.map { "id:\($0)" }
        case .candidates, .new:
            if let code = entry.facilityCode { return "code:\(code)" }
            guard let name = entry.name, let phone = entry.phone else { return nil }
            return "name:\(SearchKey.fold(name)):\(Contact.key(ofPhone: phone))"
        }
    }
}
