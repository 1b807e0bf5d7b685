import Database
import Domain

/// Bodies that report for members (とりまとめ団体, R31).
public struct AssociationStore {
    let db: any Connection

    /// - Throws: `Problem.refused` when the key is taken.
    public func create(id: String, name: String, prefecture: Prefecture, at now: Instant) throws {
        try insert(Association(id: id, prefecture: prefecture, details: Association.Details(name: name)), at: now)
    }

    func insert(_ association: Association, at now: Instant) throws {
        let (id, details) = (association.id, association.details)
        guard try !isKnown(id) else {
            throw Problem.refused(
                japanese: "団体ID \(id) はすでに使われています。", english: "association \(id) is there already")
        }
        try db.execute(
            """
            INSERT INTO association (association_id, name, name_key, prefecture, zip_code, address, mail, phone, recorded_at)
            VALUES (\(id), \(details.name), \(SearchKey.fold(details.name)), \(association.prefecture.code),
                \(details.zipCode), \(details.address), \(details.mail), \(details.phone), \(now.text))
            """)
    }

    /// As pages name it; nil when there is none such.
    public func name(of id: String) throws -> String? {
        try db.query("SELECT name FROM association WHERE association_id = \(id)").first?.string("name")
    }

    /// As pages name them, by key.
    public func names(of ids: some Sequence<String>) throws -> [String: String] {
        let wanted = Array(Set(ids))
        guard !wanted.isEmpty else { return [:] }
        let rows = try db.query(
            "SELECT association_id, name FROM association WHERE association_id IN (\(.list(wanted)))")
        return Dictionary(
            try rows.map { (try $0.string("association_id"), try $0.string("name")) }, uniquingKeysWith: { $1 })
    }

    /// Which prefecture registered it; nil when there is none such.
    public func prefecture(of id: String) throws -> Prefecture? {
        try db.query("SELECT prefecture FROM association WHERE association_id = \(id)").first
            .flatMap { Prefecture(code: try $0.string("prefecture")) }
    }

    public func isKnown(_ id: String) throws -> Bool {
        try !db.query("SELECT 1 AS one FROM association WHERE association_id = \(id)").isEmpty
    }

    /// nil when there is none such.
    public func find(_ id: String) throws -> Association? {
        try db.query("SELECT \(Self.columns) FROM association WHERE association_id = \(id)").first
            .map(Self.association)
    }

    /// Those that a prefecture registered, by name; those that ended too.
    public func all(in prefecture: Prefecture) throws -> [Association] {
        try db.query(
            """
            SELECT \(Self.columns) FROM association WHERE prefecture = \(prefecture.code)
            ORDER BY name, association_id
            """
        ).map(Self.association)
    }

    /// Those of a prefecture that a name means, whatever its width, case and blanks (R31); without those that ended.
    public func named(_ name: String, in prefecture: Prefecture) throws -> [Association] {
        let key = SearchKey.fold(name)
        guard !key.isEmpty else { return [] }
        // Those that were there before names were folded have no key.
        return try db.query(
            """
            SELECT \(Self.columns) FROM association
            WHERE prefecture = \(prefecture.code) AND name_key IN (\(key), '') AND ended_on IS NULL
            ORDER BY association_id
            """
        ).map(Self.association).filter { SearchKey.fold($0.name) == key }
    }

    /// For whom it reports on a day, or on any day after it.
    public func members(of id: String, from day: Day) throws -> Set<Facility.ID> {
        let rows = try db.query(
            """
            SELECT DISTINCT facility_id FROM facility_reporting_party
            WHERE association_id = \(id) AND valid_until > \(day.text)
            """)
        // Newer facts may hold in place of these; hardly any do.
        let candidates = try rows.compactMap { Facility.ID(try $0.string("facility_id")) }
        return Set(
            try candidates.filter { facility in
                let parties = try Facts.reportingParty.series(of: facility, db)
                return ([day] + parties.bounds.filter { $0 > day }).contains {
                    parties.value(on: $0) == .association(id)
                }
            })
    }

    private static let columns: SQL =
        "association_id, prefecture, name, zip_code, address, mail, phone, ended_on"

    private static func association(_ row: Row) throws -> Association {
        guard let prefecture = Prefecture(code: try row.string("prefecture")) else {
            throw DatabaseError.other("a row of association cannot be read: \(row.columns)")
        }
        return Association(
            id: try row.string("association_id"), prefecture: prefecture,
            details: Association.Details(
                name: try row.string("name"), zipCode: try row.string("zip_code"),
                address: try row.string("address"), mail: try row.string("mail"), phone: try row.string("phone")),
            endedOn: try row.optionalString("ended_on").flatMap { Day($0) })
    }
}

extension Connection {
    public var associations: AssociationStore { AssociationStore(db: self) }
}
