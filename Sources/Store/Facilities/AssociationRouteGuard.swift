import Database
import Domain

/// Refuses facts by which an association would report for an institution that cannot have one (R41): a test centre, one that has a
/// testing contract and no designation on that day, or by an association that has given up.
struct AssociationRouteGuard {
    let db: any Connection

    /// Call after the facts were added, in the same transaction. Only the days of these facts are looked at: what stands beside
    /// them was there before.
    func check(_ facts: [DatedFact]) throws {
        let spans = Dictionary(grouping: facts.filter(\.fact.decidesRoute), by: \.facility)
            .mapValues { $0.map(\.validity) }
        let facilities = spans.keys.sorted()
        for start in stride(from: 0, to: facilities.count, by: 500) {
            let some = facilities[start..<min(start + 500, facilities.count)].map(\.text)
            let members = try db.query(
                """
                SELECT DISTINCT facility_id FROM facility_reporting_party
                WHERE facility_id IN (\(.list(some))) AND association_id IS NOT NULL ORDER BY facility_id
                """
            ).compactMap { Facility.ID(try $0.string("facility_id")) }
            for member in members { try check(member, spans[member] ?? []) }
        }
        try checkAssociations(facts)
    }

    private func check(_ facility: Facility.ID, _ spans: [Validity]) throws {
        let party = try Facts.reportingParty.series(of: facility, db)
        let kind = try Facts.kind.series(of: facility, db)
        let designation = try Facts.designation.series(of: facility, db)
        let contract = try Facts.contract.series(of: facility, db)
        let edges = party.edges + kind.edges + designation.edges + contract.edges
        for day in Set(edges).sorted() where spans.contains(where: { $0.covers(day) }) {
            guard case .association? = party.value(on: day) else { continue }
            if kind.value(on: day) == .testCentre { throw Self.refusal(of: .testCentre, facility, day) }
            if contract.value(on: day) ?? false, !(designation.value(on: day)?.consults ?? false) {
                throw Self.refusal(of: .contractAlone, facility, day)
            }
        }
    }

    private enum Reason { case testCentre, contractAlone }

    private static func refusal(of reason: Reason, _ facility: Facility.ID, _ day: Day) -> Problem {
        switch reason {
        case .testCentre:
            .refused(
                japanese: "\(facility)は\(day.longWords)に検査センターのため、団体がまとめて報告することはできません。報告する人を自院にしてください。",
                english: "\(facility) is a test centre on \(day.text) and reports itself (--party self)")
        case .contractAlone:
            .refused(
                japanese: "\(facility)は\(day.longWords)に、委託契約があり指定がありません。団体がまとめて報告することはできないため、"
                    + "同じ日から報告する人を自院にしてください。",
                english: """
                    \(facility) has a testing contract and no designation on \(day.text): no association may report for it \
                    from that day (--party self)
                    """)
        }
    }

    /// Whoever has given up is named no longer.
    private func checkAssociations(_ facts: [DatedFact]) throws {
        var ends: [String: Day?] = [:]
        for fact in facts {
            guard case .reportingParty(.association(let id)) = fact.fact else { continue }
            let known = try ends[id] ?? end(of: id)
            ends[id] = .some(known)
            guard let end = known, fact.validity.from >= end else { continue }
            throw Problem.refused(
                japanese: "団体 \(id) は\(end.longWords)に終わっています。ほかの団体か自院を選んでください。",
                english: "association \(id) ended on \(end.text)")
        }
    }

    private func end(of association: String) throws -> Day? {
        try db.query("SELECT ended_on FROM association WHERE association_id = \(association)").first?
            .optionalString("ended_on").flatMap { Day($0) }
    }
}

extension FacilityFact {
    /// Whether it can decide if an association may report.
    fileprivate var decidesRoute: Bool {
        switch self {
        case .kind, .designation, .contract, .reportingParty: true
        case .attributes, .listed, .life, .practiceDays, .directory: false
        }
    }
}

extension FactSeries {
    /// The days on which a fact begins or ends.
    fileprivate var edges: [Day] { facts.flatMap { [$0.validity.from, $0.validity.until].compactMap(\.self) } }
}
