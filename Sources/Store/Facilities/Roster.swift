import Database
import Domain

/// Every institution with what is known of it on one day. Derived from dated facts, so it holds until the register moves.
public struct Roster: Sendable {
    public let day: Day
    public let facilities: [Facility.ID: FacilityDay]
    /// What moves their deadlines for this day.
    public let deadlines: RosterDeadlines
    private let byPrefecture: [Prefecture: [Facility.ID]]

    init(day: Day, facilities: [Facility.ID: FacilityDay], deadlines: RosterDeadlines) {
        self.day = day
        self.deadlines = deadlines
        self.facilities = facilities
        byPrefecture = Dictionary(grouping: facilities.keys) { facilities[$0]?.attributes.prefecture }
            .reduce(into: [:]) { found, entry in if let prefecture = entry.key { found[prefecture] = entry.value } }
    }

    /// How many are expected to report, by area, and which of them have a deadline of their own.
    public func counts(askedBy form: Form) -> RegisterCounts {
        var counts = RegisterCounts()
        for (id, known) in facilities {
            let isAsked = known.isAsked(by: form)
            counts.add(known.attributes, isAsked: isAsked)
            guard isAsked, let until = deadlines.own(form, day, id, known.party).movedUntil else { continue }
            counts.add(RegisterCounts.Moved(facility: id, place: known.attributes.place, until: until))
        }
        return counts
    }

    /// Those of an area.
    public func facilities(in area: Area) -> [(id: Facility.ID, known: FacilityDay)] {
        let near =
            switch area {
            case .nation: Array(facilities.keys)
            case .prefecture(let prefecture): byPrefecture[prefecture] ?? []
            case .municipality(let code): Prefecture(code: code.prefix(2)).flatMap { byPrefecture[$0] } ?? []
            }
        return near.compactMap { id in
            guard let known = facilities[id], area.contains(known.attributes.place) else { return nil }
            return (id, known)
        }
    }

    /// Those for whom an association reports, by ID.
    public func members(of association: String) -> [(id: Facility.ID, known: FacilityDay)] {
        facilities.filter { $0.value.party == .association(association) }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }
}

extension FacilityStore {
    /// Goes through the whole register of a day; keep the result under `registerVersion`.
    public func roster(on day: Day) throws -> Roster {
        let kinds = try Facts.kind.inForce(on: day, db)
        let lives = try Facts.life.inForce(on: day, db)
        let listed = try Facts.listing.inForce(on: day, db)
        let designations = try Facts.designation.inForce(on: day, db)
        let contracts = try Facts.contract.inForce(on: day, db)
        let parties = try Facts.reportingParty.inForce(on: day, db)
        var facilities: [Facility.ID: FacilityDay] = [:]
        for (id, attributes) in try Facts.attributes.inForce(on: day, db) {
            facilities[id] = FacilityDay(
                attributes: attributes, kind: kinds[id], life: lives[id] ?? .open, isListed: listed[id],
                designation: designations[id], contract: contracts[id] ?? false, party: parties[id] ?? .itself)
        }
        return Roster(day: day, facilities: facilities, deadlines: try RosterDeadlines(from: day, db))
    }
}
