import Database
import Domain

/// Institutions and what is known of them on a day.
public struct FacilityStore {
    let db: any Connection

    /// Makes institutions known by ID; those that are known stay as they are.
    public func register(_ facilities: [Facility.ID], at now: Instant) throws {
        try db.insert(
            into: "facility", columns: ["facility_id", "facility_key", "recorded_at"],
            rows: facilities.map { [.text($0.text), .text(Account.key(of: $0.text)), .text(now.text)] },
            onConflict: "ON CONFLICT (facility_id) DO NOTHING")
    }

    public func isKnown(_ facility: Facility.ID) throws -> Bool {
        try !db.query("SELECT 1 AS one FROM facility WHERE facility_id = \(facility.text)").isEmpty
    }

    /// Whether it is known under this ID, or under one that differs only in case or width (R13).
    public func isTaken(_ facility: Facility.ID) throws -> Bool {
        let key = Account.key(of: facility.text)
        return try !db.query("SELECT 1 AS one FROM facility WHERE facility_key = \(key)").isEmpty
    }

    /// Name, address and so on as they were on a day; nil before the institution was known.
    public func attributes(of facility: Facility.ID, on day: Day) throws -> Facility.Attributes? {
        try Facts.attributes.value(of: facility, on: day, db)
    }

    /// Everything in the published list of a day, with its attributes of that day.
    public func listed(on day: Day) throws -> [Facility.ID: Facility.Attributes] {
        let listed = try Facts.listing.inForce(on: day, db)
        return try Facts.attributes.inForce(on: day, db).filter { listed[$0.key] == true }
    }

    /// Moves in every commit that changes a fact.
    public func registerVersion() throws -> Int {
        try db.query("SELECT version FROM register_version WHERE register = \(FactTime.register)")
            .first?.int("version") ?? 0
    }

    /// For what else is derived from the register: maintenance windows and since when IDs can be used move deadlines.
    func moveRegisterVersion() throws {
        try db.add(CounterAddition(table: FactTime.registerVersion, key: [.text(FactTime.register)], amounts: [1]))
    }

    /// Until the commit nobody else changes this institution's place or reports. SQLite has one writer: it is held already.
    func hold(_ facility: Facility.ID) throws {
        guard db.dialect.name == .postgresql else { return }
        _ = try db.query("SELECT 1 AS one FROM facility WHERE facility_id = \(facility.text) \(db.dialect.forUpdate)")
    }

    /// The same for many, always in the same order, so that two who hold many never wait for each other in a circle.
    func hold(_ facilities: [Facility.ID]) throws {
        let sorted = Set(facilities).sorted()
        for start in stride(from: 0, to: sorted.count, by: 500) {
            let some = sorted[start..<min(start + 500, sorted.count)].map(\.text)
            _ = try db.query(
                """
                SELECT 1 AS one FROM facility WHERE facility_id IN (\(.list(some))) ORDER BY facility_id
                \(db.dialect.forUpdate)
                """)
        }
    }
}

extension Connection {
    public var facilities: FacilityStore { FacilityStore(db: self) }
}
