import Database
import Domain

/// Every dated fact of one institution, so that many of its days can be looked at without asking again (decision 0003).
public struct FacilityHistory: Sendable {
    private let attributes: FactSeries<Facility.Attributes>
    private let kind: FactSeries<FacilityKind>
    private let life: FactSeries<FacilityLife>
    private let listing: FactSeries<Bool>
    private let designation: FactSeries<Designation>
    private let contract: FactSeries<Bool>
    private let party: FactSeries<ReportingParty>
    private let practiceDays: FactSeries<PracticeDays>
    private let directory: FactSeries<DirectoryEntry>

    /// What is known of a day; nil before the institution was known.
    public func on(_ day: Day) -> FacilityDay? {
        attributes.value(on: day).map { known in
            FacilityDay(
                attributes: known, kind: kind.value(on: day), life: life.value(on: day) ?? .open,
                isListed: listing.value(on: day), designation: designation.value(on: day),
                contract: contract.value(on: day) ?? false, party: party.value(on: day) ?? .itself,
                practiceDays: practiceDays.value(on: day))
        }
    }

    /// Kana, health centre and remarks of a day; nil where nobody told.
    public func directory(on day: Day) -> DirectoryEntry? { directory.value(on: day) }

    /// The designation of a day with the first day of the fact that says so.
    public func designation(on day: Day) -> (value: Designation, since: Day)? { designation.dated(on: day) }

    /// Name, place and so on within a span, stretch by stretch: what changes on the way keeps its day.
    public func attributes(within span: Validity) -> [(validity: Validity, value: Facility.Attributes)] {
        let ends = attributes.facts.flatMap { [$0.validity.from, $0.validity.until].compactMap(\.self) }
        let starts = Set([span.from] + ends.filter { $0 > span.from && span.covers($0) }).sorted()
        return starts.indices.compactMap { index in
            let until = index + 1 < starts.count ? starts[index + 1] : span.until
            return attributes.value(on: starts[index]).map { (Validity(from: starts[index], until: until), $0) }
        }
    }

    /// Every fact as it was told, the newest told first (R28).
    public var told: [ToldFact] {
        let all =
            attributes.told(FacilityFact.attributes) + kind.told(FacilityFact.kind) + life.told(FacilityFact.life)
            + listing.told(FacilityFact.listed) + designation.told(FacilityFact.designation)
            + contract.told(FacilityFact.contract) + party.told(FacilityFact.reportingParty)
            + practiceDays.told(FacilityFact.practiceDays) + directory.told(FacilityFact.directory)
        // Later ones stand behind earlier ones of their kind: of the same instant they are turned round too.
        return all.reversed().sorted { $0.recordedAt > $1.recordedAt }
    }

    /// The first day on which anything is known of it.
    public var firstDay: Day? { attributes.firstDay }

    /// What was known of its last day, where nothing is known any more.
    public var last: FacilityDay? {
        attributes.facts.compactMap(\.validity.until).max().flatMap { on($0.adding(-1)) }
    }
}

extension FacilityHistory {
    init(_ facility: Facility.ID, _ db: any Connection) throws {
        guard let history = try FacilityHistory.of([facility], db)[facility] else {
            throw DatabaseError.other("no history of facility \(facility)")
        }
        self = history
    }

    /// Of each institution, also of one that nothing is known of; one statement a table.
    static func of(_ facilities: [Facility.ID], _ db: any Connection) throws -> [Facility.ID: FacilityHistory] {
        let attributes = try Facts.attributes.series(of: facilities, db)
        let kind = try Facts.kind.series(of: facilities, db)
        let life = try Facts.life.series(of: facilities, db)
        let listing = try Facts.listing.series(of: facilities, db)
        let designation = try Facts.designation.series(of: facilities, db)
        let contract = try Facts.contract.series(of: facilities, db)
        let party = try Facts.reportingParty.series(of: facilities, db)
        let practiceDays = try Facts.practiceDays.series(of: facilities, db)
        let directory = try Facts.directory.series(of: facilities, db)
        return Dictionary(
            uniqueKeysWithValues: Set(facilities).map { id in
                let history = FacilityHistory(
                    attributes: attributes[id] ?? FactSeries(), kind: kind[id] ?? FactSeries(),
                    life: life[id] ?? FactSeries(), listing: listing[id] ?? FactSeries(),
                    designation: designation[id] ?? FactSeries(), contract: contract[id] ?? FactSeries(),
                    party: party[id] ?? FactSeries(), practiceDays: practiceDays[id] ?? FactSeries(),
                    directory: directory[id] ?? FactSeries())
                return (id, history)
            })
    }
}

/// The facts of one kind about one institution, in the order in which they were recorded.
struct FactSeries<Value: Sendable>: Sendable {
    typealias Fact = (validity: Validity, value: Value, recordedAt: Instant, recordedBy: String)

    var facts: [Fact] = []

    /// That of the newest recorded fact that covers the day.
    func value(on day: Day) -> Value? { facts.last { $0.validity.covers(day) }?.value }

    func dated(on day: Day) -> (value: Value, since: Day)? {
        facts.last { $0.validity.covers(day) }.map { ($0.value, $0.validity.from) }
    }

    var firstDay: Day? { facts.map(\.validity.from).min() }

    func told(_ fact: (Value) -> FacilityFact) -> [ToldFact] {
        facts.map {
            ToldFact(
                fact: fact($0.value), validity: $0.validity, recordedAt: $0.recordedAt, recordedBy: $0.recordedBy)
        }
    }
}

/// What was told of an institution, when and by whom.
public struct ToldFact: Sendable {
    public let fact: FacilityFact
    public let validity: Validity
    public let recordedAt: Instant
    /// By key.
    public let recordedBy: String
}

extension FacilityStore {
    public func history(of facility: Facility.ID) throws -> FacilityHistory { try FacilityHistory(facility, db) }

    /// Who reports for an institution on a day (R22).
    public func reportingParty(of facility: Facility.ID, on day: Day) throws -> ReportingParty {
        try Facts.reportingParty.value(of: facility, on: day, db) ?? .itself
    }
}
