import Database
import Domain

extension FacilityStore {
    /// Writes down what holds from when; where it changes the place of reports that are there, or whether they were expected, the
    /// sums move along in the same commit.
    public func record(
        _ fact: FacilityFact, of facility: Facility.ID, _ validity: Validity, surveys: Surveys, at now: Instant,
        by recorder: String
    ) throws {
        try record([DatedFact(facility, fact, validity)], surveys: surveys, at: now, by: recorder)
    }

    /// Many at once; facts of one kind about one institution in the order given.
    ///
    /// - Throws: `Problem.refused` where an association would report for who may have none (R41).
    public func record(_ facts: [DatedFact], surveys: Surveys, at now: Instant, by recorder: String) throws {
        try hold(facts.map(\.facility))
        let writing = FactWriting(db: db, now: now, recorder: recorder)
        try writing.add(facts, to: Facts.attributes) { if case .attributes(let value) = $0 { value } else { nil } }
        try writing.add(facts, to: Facts.kind) { if case .kind(let value) = $0 { value } else { nil } }
        try writing.add(facts, to: Facts.listing) { if case .listed(let value) = $0 { value } else { nil } }
        try writing.add(facts, to: Facts.life) { if case .life(let value) = $0 { value } else { nil } }
        try writing.add(facts, to: Facts.designation) { if case .designation(let value) = $0 { value } else { nil } }
        try writing.add(facts, to: Facts.contract) { if case .contract(let value) = $0 { value } else { nil } }
        try writing.add(facts, to: Facts.reportingParty) {
            if case .reportingParty(let value) = $0 { value } else { nil }
        }
        try writing.add(facts, to: Facts.practiceDays) {
            if case .practiceDays(let value) = $0 { value } else { nil }
        }
        try writing.add(facts, to: Facts.directory) { if case .directory(let value) = $0 { value } else { nil } }
        try AssociationRouteGuard(db: db).check(facts)
        try endSessions(facts, at: now)
        let moving = facts.filter { $0.fact.movesSums }
        try Recount(db: db, surveys: surveys).move(moving.map { ($0.facility, $0.validity) })
    }
}

extension FacilityStore {
    /// Whoever reports for an institution today, by what was just written down: sessions that its ID has open, and its
    /// programs' keys, end for good, also where an association that took over is taken back within the hour (R22).
    private func endSessions(_ facts: [DatedFact], at now: Instant) throws {
        let moved = facts.filter { fact in
            if case .reportingParty = fact.fact { fact.validity.covers(now.day) } else { false }
        }
        let facilities = Set(moved.map(\.facility)).sorted()
        for start in stride(from: 0, to: facilities.count, by: 500) {
            let members = facilities[start..<min(start + 500, facilities.count)].map(\.text)
            try db.sessions.endAll(ofMembers: members, at: now)
            try db.apiKeys.endAll(ofMembers: members, at: now)
        }
    }
}

private struct FactWriting {
    let db: any Connection
    let now: Instant
    let recorder: String

    func add<Value>(
        _ facts: [DatedFact], to table: FactTable<Value>, _ value: (FacilityFact) -> Value?
    ) throws {
        let additions = facts.compactMap { fact in
            value(fact.fact).map {
                FactTable<Value>.Addition(facility: fact.facility, value: $0, validity: fact.validity)
            }
        }
        try table.add(additions, at: now, by: recorder, db)
    }
}

extension FacilityFact {
    /// Whether it can change where reports count, or whether they were expected.
    fileprivate var movesSums: Bool {
        switch self {
        case .reportingParty, .practiceDays, .directory: false
        case .attributes, .kind, .listed, .life, .designation, .contract: true
        }
    }
}
