import Database
import Domain

/// Every dated fact of one institution, so that many of its days can be looked at without asking again (decision 0003).
public struct FacilityHistory: Sendable {
    private(set) var attributes: FactSeries<Facility.Attributes>
    private(set) var kind: FactSeries<FacilityKind>
    private(set) var life: FactSeries<FacilityLife>
    private(set) var listing: FactSeries<Bool>
    private(set) var designation: FactSeries<Designation>
    private(set) var contract: FactSeries<Bool>
    private(set) var party: FactSeries<ReportingParty>
    private(set) var practiceDays: FactSeries<PracticeDays>
    private(set) var directory: FactSeries<DirectoryEntry>

    init(_ facility: Facility.ID, _ db: any Connection) throws {
        self = try Self.all(of: [facility], db)[facility] ?? FacilityHistory()
    }

    /// Nothing is known.
    private init() {
        (attributes, kind, life) = (FactSeries(facts: []), FactSeries(facts: []), FactSeries(facts: []))
        (listing, designation, contract) = (FactSeries(facts: []), FactSeries(facts: []), FactSeries(facts: []))
        (party, practiceDays, directory) = (FactSeries(facts: []), FactSeries(facts: []), FactSeries(facts: []))
    }

    /// Of many, one statement a kind of fact; those of whom nothing is told are left out.
    static func all(of facilities: [Facility.ID], _ db: any Connection) throws -> [Facility.ID: FacilityHistory] {
        var found: [Facility.ID: FacilityHistory] = [:]
        func take<Value>(
            _ table: FactTable<Value>, _ path: WritableKeyPath<FacilityHistory, FactSeries<Value>>
        ) throws {
            for (id, series) in try table.series(of: facilities, db) {
                found[id, default: FacilityHistory()][keyPath: path] = series
            }
        }
        try take(Facts.attributes, \.attributes)
        try take(Facts.kind, \.kind)
        try take(Facts.life, \.life)
        try take(Facts.listing, \.listing)
        try take(Facts.designation, \.designation)
        try take(Facts.contract, \.contract)
        try take(Facts.reportingParty, \.party)
        try take(Facts.practiceDays, \.practiceDays)
        try take(Facts.directory, \.directory)
        return found
    }

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

    /// Whether it has a contract on a day, with the first day of the fact that says so.
    public func contract(on day: Day) -> (value: Bool, since: Day)? { contract.dated(on: day) }

    /// Who reports on a day, with the first day of the fact that says so.
    public func party(on day: Day) -> (value: ReportingParty, since: Day)? { party.dated(on: day) }

    /// Where it stands in its life on a day, with the first day of the fact that says so.
    public func life(on day: Day) -> (value: FacilityLife, since: Day)? { life.dated(on: day) }

    /// The next day after this one on which its life changes, and to what.
    public func nextLife(after day: Day) -> (day: Day, value: FacilityLife)? {
        life.next(after: day) { $0 ?? .open }
    }

    /// The next day after this one on which its kind changes, and to what; nil where none is known from then on.
    public func nextKind(after day: Day) -> (day: Day, value: FacilityKind?)? { kind.next(after: day) { $0 } }

    /// The next day after this one on which some of its attributes change.
    public func nextAttributes(after day: Day, _ some: (Facility.Attributes) -> [String]) -> Day? {
        attributes.next(after: day) { $0.map(some) }?.day
    }

    /// The parties that report on a day or at any time after it.
    public func parties(from day: Day) -> Set<ReportingParty> {
        Set(([day] + party.bounds.filter { $0 > day }).map { party.value(on: $0) ?? .itself })
    }

    /// The days on which it lay in a prefecture, stretch by stretch (R13).
    public func stretches(in prefecture: Prefecture) -> [Validity] {
        guard let first = firstDay else { return [] }
        var joined: [Validity] = []
        for stretch in attributes(within: Validity(from: first, until: nil))
        where stretch.value.prefecture == prefecture {
            if let last = joined.last, last.until == stretch.validity.from {
                joined[joined.count - 1] = Validity(from: last.from, until: stretch.validity.until)
            } else {
                joined.append(stretch.validity)
            }
        }
        return joined
    }

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

/// The facts of one kind about one institution, in the order in which they were recorded.
struct FactSeries<Value: Sendable>: Sendable {
    typealias Told = (validity: Validity, value: Value, recordedAt: Instant, recordedBy: String)

    let facts: [Told]

    /// That of the newest recorded fact that covers the day.
    func value(on day: Day) -> Value? { facts.last { $0.validity.covers(day) }?.value }

    /// Every day on which some fact begins or ends, in order.
    var bounds: [Day] {
        Set(facts.flatMap { [$0.validity.from, $0.validity.until].compactMap(\.self) }).sorted()
    }

    /// The next day after this one on which something else holds than on the day before.
    ///
    /// - Parameter meant: what it means where no fact covers a day.
    func next<Meant: Equatable>(after day: Day, _ meant: (Value?) -> Meant) -> (day: Day, value: Meant)? {
        var before = meant(value(on: day))
        for bound in bounds where bound > day {
            let then = meant(value(on: bound))
            if then != before { return (bound, then) }
            before = then
        }
        return nil
    }

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

    /// Of many, with few statements; those of whom nothing is told are left out.
    public func histories(of facilities: [Facility.ID]) throws -> [Facility.ID: FacilityHistory] {
        var found: [Facility.ID: FacilityHistory] = [:]
        for start in stride(from: 0, to: facilities.count, by: 500) {
            let some = Array(facilities[start..<min(start + 500, facilities.count)])
            found.merge(try FacilityHistory.all(of: some, db)) { first, _ in first }
        }
        return found
    }

    /// Who reports for an institution on a day (R22).
    public func reportingParty(of facility: Facility.ID, on day: Day) throws -> ReportingParty {
        try Facts.reportingParty.value(of: facility, on: day, db) ?? .itself
    }
}
