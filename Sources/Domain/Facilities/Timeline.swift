/// What holds from when until when of one kind of fact, after every fact about one institution was laid over those told before.
public struct Timeline<Value: Sendable & Hashable>: Sendable, Hashable {
    public struct Stretch: Sendable, Hashable {
        public let validity: Validity
        public let value: Value
    }

    /// In order; nothing is known of the days between two that do not touch.
    public let stretches: [Stretch]

    /// - Parameter facts: in the order in which they were recorded: on each day the newest that covers it holds (decision 0003).
    public init(_ facts: [(validity: Validity, value: Value)] = []) {
        guard facts.count > 1 else {
            stretches = facts.map { Stretch(validity: $0.validity, value: $0.value) }
            return
        }
        let bounds = Set(facts.flatMap { [$0.validity.from, $0.validity.until].compactMap(\.self) }).sorted()
        var found: [Stretch] = []
        for (index, start) in bounds.enumerated() {
            guard let value = facts.last(where: { $0.validity.covers(start) })?.value else { continue }
            let until = index + 1 < bounds.count ? bounds[index + 1] : nil
            if let last = found.last, last.validity.until == start, last.value == value {
                found[found.count - 1] = Stretch(
                    validity: Validity(from: last.validity.from, until: until), value: value)
            } else {
                found.append(Stretch(validity: Validity(from: start, until: until), value: value))
            }
        }
        stretches = found
    }

    public func value(on day: Day) -> Value? { stretches.last { $0.validity.covers(day) }?.value }

    /// The value of a day; where nothing is known of it, the first that comes later, or else the last that was.
    public func nearest(to day: Day) -> Value? {
        value(on: day) ?? stretches.first { $0.validity.from > day }?.value ?? stretches.last?.value
    }

    /// The first day of the unbroken run of days on which something holds, up to this one; nil where it does not hold on it.
    public func start(ofRunOn day: Day, where holds: (Value) -> Bool) -> Day? {
        guard let index = stretches.lastIndex(where: { $0.validity.covers(day) }), holds(stretches[index].value) else {
            return nil
        }
        var first = index
        while first > 0, stretches[first - 1].validity.until == stretches[first].validity.from,
            holds(stretches[first - 1].value)
        { first -= 1 }
        return stretches[first].validity.from
    }

    /// Every day from this one on, in pieces over which the value stays the same.
    ///
    /// - Parameter cuts: days on which a piece ends in any case.
    public func pieces(from day: Day, cuts: [Day] = []) -> [(validity: Validity, value: Value?)] {
        let bounds = stretches.flatMap { [$0.validity.from, $0.validity.until].compactMap(\.self) } + cuts
        let starts = Set([day] + bounds.filter { $0 > day }).sorted()
        return starts.indices.map { index in
            let until = index + 1 < starts.count ? starts[index + 1] : nil
            return (Validity(from: starts[index], until: until), value(on: starts[index]))
        }
    }
}

/// The dated facts of one institution as they hold, day after day.
public struct FacilityTimelines: Sendable, Hashable {
    public var attributes: Timeline<Facility.Attributes>
    public var kind: Timeline<FacilityKind>
    public var life: Timeline<FacilityLife>
    public var designation: Timeline<Designation>
    public var contract: Timeline<Bool>
    public var party: Timeline<ReportingParty>
    public var directory: Timeline<DirectoryEntry>

    public init(
        attributes: Timeline<Facility.Attributes>, kind: Timeline<FacilityKind> = Timeline(),
        life: Timeline<FacilityLife> = Timeline(), designation: Timeline<Designation> = Timeline(),
        contract: Timeline<Bool> = Timeline(), party: Timeline<ReportingParty> = Timeline(),
        directory: Timeline<DirectoryEntry> = Timeline()
    ) {
        self.attributes = attributes
        self.kind = kind
        self.life = life
        self.designation = designation
        self.contract = contract
        self.party = party
        self.directory = directory
    }
}
