import Database
import Domain

/// Everything that is known of one institution on one day, asked in one statement: every report asks for it.
private enum KnownDay {
    /// Up to the institution, up to the day, and after it. A table's columns have names that no other has.
    static let pieces: (start: SQL, middle: SQL, end: SQL) = {
        let columns = [
            Facts.attributes.columns, Facts.kind.columns, Facts.life.columns, Facts.listing.columns,
            Facts.designation.columns, Facts.contract.columns, Facts.practiceDays.columns,
            Facts.reportingParty.columns,
        ].joined().map { SQL(stringLiteral: $0) }.joined(separator: ", ")
        let tables = [
            Facts.attributes.name, Facts.kind.name, Facts.life.name, Facts.listing.name, Facts.designation.name,
            Facts.contract.name, Facts.practiceDays.name, Facts.reportingParty.name,
        ].map { name -> SQL in
            let table = SQL(stringLiteral: name)
            return """
                 LEFT JOIN \(table) ON \(table).facility_id = w.facility_id AND \(table).number = (
                    SELECT max(n.number) FROM \(table) n
                    WHERE n.facility_id = w.facility_id AND n.valid_from <= w.day AND n.valid_until > w.day)
                """
        }.joined(separator: "")
        return (
            "SELECT \(columns) FROM (SELECT CAST(", " AS TEXT) AS facility_id, CAST(", " AS TEXT) AS day) w\(tables)"
        )
    }()

    static func read(_ row: Row) throws -> FacilityDay? {
        guard let attributes = try value(Facts.attributes, row) else { return nil }
        return FacilityDay(
            attributes: attributes, kind: try value(Facts.kind, row), life: try value(Facts.life, row) ?? .open,
            isListed: try value(Facts.listing, row), designation: try value(Facts.designation, row),
            contract: try value(Facts.contract, row) ?? false, party: try Facts.reportingParty.read(row),
            practiceDays: try value(Facts.practiceDays, row))
    }

    /// nil where no fact covers the day: then the first column, which is never null in the table, is.
    private static func value<Value>(_ table: FactTable<Value>, _ row: Row) throws -> Value? {
        if case .null = try row.value(table.columns[0].description) { return nil }
        return try table.read(row)
    }
}

extension FacilityStore {
    /// What is known of an institution on a day; nil before it was known.
    public func day(of facility: Facility.ID, on day: Day) throws -> FacilityDay? {
        let (start, middle, end) = KnownDay.pieces
        return try db.query("\(start)\(facility.text)\(middle)\(day.text)\(end)").first.flatMap(KnownDay.read)
    }
}
