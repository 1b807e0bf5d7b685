import Database
import Domain

/// How many institutions a form is asked of on a day, by area, and what the municipalities are called. Derived from dated facts,
/// so it holds until the register moves.
public struct RegisterCounts: Sendable {
    /// By area key.
    public private(set) var asked: [String: Int] = [:]
    private var municipalities: [String: String] = [:]

    /// nil for a municipality in which no institution lies.
    public func name(of area: Area) -> String? {
        switch area {
        case .nation: "全国"
        case .prefecture(let prefecture): prefecture.name
        case .municipality(let code): municipalities[code]
        }
    }

    /// The nation's prefectures, a prefecture's municipalities, by code.
    public func parts(of area: Area) -> [(name: String, area: Area)] {
        switch area {
        case .nation: Prefecture.all.map { ($0.name, .prefecture($0)) }
        case .prefecture(let prefecture):
            municipalities.filter { $0.key.hasPrefix(prefecture.code) }.sorted { $0.key < $1.key }
                .map { ($0.value, .municipality($0.key)) }
        case .municipality: []
        }
    }

    mutating func add(_ place: Facility.Attributes, isAsked: Bool) {
        if !place.localGovCode.isEmpty { municipalities[place.localGovCode] = place.cityName }
        guard isAsked else { return }
        for area in place.place.areas { asked[area.key, default: 0] += 1 }
    }
}

extension FacilityStore {
    /// Goes through the whole register of a day; keep the result under `registerVersion`.
    public func counts(askedBy form: Form, on day: Day) throws -> RegisterCounts {
        let kinds = try Facts.kind.inForce(on: day, db)
        let designations = try Facts.designation.inForce(on: day, db)
        let contracts = try Facts.contract.inForce(on: day, db)
        let listed = try Facts.listing.inForce(on: day, db)
        let lives = try Facts.life.inForce(on: day, db)
        var counts = RegisterCounts()
        for (facility, attributes) in try Facts.attributes.inForce(on: day, db) {
            var isAsked = false
            if let kind = kinds[facility], listed[facility] != false, lives[facility] ?? .open == .open {
                let facts = AskedFacts(
                    kind: kind, consults: designations[facility]?.consults ?? false,
                    tests: designations[facility]?.tests ?? false, contract: contracts[facility] ?? false)
                isAsked = !form.sections(askedOf: facts).isEmpty
            }
            counts.add(attributes, isAsked: isAsked)
        }
        return counts
    }
}
