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

    /// Name, address and so on as they were on a day; nil before the institution was known.
    public func attributes(of facility: Facility.ID, on day: Day) throws -> Facility.Attributes? {
        try Facts.attributes.value(of: facility, on: day, db)
    }

    /// What a form may ask of the institution on a day (R37–R40); nil when its kind is not known on that day, or when it has left
    /// the list it stood in, is at rest, closed or merged: then nothing is asked of it, and it counts in no denominator.
    public func askedFacts(of facility: Facility.ID, on day: Day) throws -> AskedFacts? {
        guard let kind = try Facts.kind.value(of: facility, on: day, db),
            try Facts.listing.value(of: facility, on: day, db) != false,
            try Facts.life.value(of: facility, on: day, db) ?? .open == .open
        else { return nil }
        let designation = try Facts.designation.value(of: facility, on: day, db)
        return AskedFacts(
            kind: kind, consults: designation?.consults ?? false, tests: designation?.tests ?? false,
            contract: try Facts.contract.value(of: facility, on: day, db) ?? false)
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

    /// Writes down attributes that hold from a day; sums of reports on these days move along with the place.
    public func setAttributes(
        _ attributes: Facility.Attributes, of facility: Facility.ID, _ validity: Validity, surveys: Surveys,
        at now: Instant, by recorder: String
    ) throws {
        try hold(facility)
        try Facts.attributes.add(
            [.init(facility: facility, value: attributes, validity: validity)], at: now, by: recorder, db)
        try Recount(db: db, surveys: surveys).movePlaces(of: [facility], validity)
    }

    public func setKind(
        _ kind: FacilityKind, of facility: Facility.ID, _ validity: Validity, at now: Instant, by recorder: String
    ) throws {
        try Facts.kind.add([.init(facility: facility, value: kind, validity: validity)], at: now, by: recorder, db)
    }

    public func setListed(
        _ listed: Bool, of facility: Facility.ID, _ validity: Validity, at now: Instant, by recorder: String
    ) throws {
        try Facts.listing.add([.init(facility: facility, value: listed, validity: validity)], at: now, by: recorder, db)
    }

    public func setDesignation(
        _ designation: Designation, of facility: Facility.ID, _ validity: Validity, at now: Instant,
        by recorder: String
    ) throws {
        try Facts.designation.add(
            [.init(facility: facility, value: designation, validity: validity)], at: now, by: recorder, db)
    }

    /// Whether the institution tests under a contract (行政検査の委託契約).
    public func setContract(
        _ contract: Bool, of facility: Facility.ID, _ validity: Validity, at now: Instant, by recorder: String
    ) throws {
        try Facts.contract.add(
            [.init(facility: facility, value: contract, validity: validity)], at: now, by: recorder, db)
    }

    public func setLife(
        _ life: FacilityLife, of facility: Facility.ID, _ validity: Validity, at now: Instant, by recorder: String
    ) throws {
        try Facts.life.add([.init(facility: facility, value: life, validity: validity)], at: now, by: recorder, db)
    }

    public func setReportingParty(
        _ party: ReportingParty, of facility: Facility.ID, _ validity: Validity, at now: Instant, by recorder: String
    ) throws {
        try Facts.reportingParty.add(
            [.init(facility: facility, value: party, validity: validity)], at: now, by: recorder, db)
    }

    /// Whether its people may sign in on a day, and why not (R22 R28).
    public func signInStanding(of facility: Facility.ID, on day: Day) throws -> SignInStanding {
        let party = try Facts.reportingParty.dated(of: facility, on: day, db)
        var name = ""
        if case .association(let id)? = party?.value {
            name =
                try db.query("SELECT name FROM association WHERE association_id = \(id)").first?.string("name") ?? id
        }
        return SignInStanding(
            life: try Facts.life.dated(of: facility, on: day, db), party: party, associationName: name, on: day)
    }

    /// Until the commit nobody else changes this institution's place or reports.
    func hold(_ facility: Facility.ID) throws {
        _ = try db.query("SELECT 1 AS one FROM facility WHERE facility_id = \(facility.text) \(db.dialect.forUpdate)")
    }
}

extension Connection {
    public var facilities: FacilityStore { FacilityStore(db: self) }
}
