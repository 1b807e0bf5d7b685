import Database
import Domain

/// Every institution with what is known of it on one day. Derived from dated facts, so it holds until the register moves.
public struct Roster: Sendable {
    public let day: Day
    public let facilities: [Facility.ID: FacilityDay]

    /// How many are expected to report, by area; nil counts nothing.
    public func counts(askedBy form: Form) -> RegisterCounts {
        var counts = RegisterCounts()
        for known in facilities.values { counts.add(known.attributes, isAsked: known.isAsked(by: form)) }
        return counts
    }

    /// Those of an area.
    public func facilities(in area: Area) -> [(id: Facility.ID, known: FacilityDay)] {
        facilities.compactMap { id, known in
            known.attributes.place.areas.contains(area) ? (id, known) : nil
        }
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
        return Roster(day: day, facilities: facilities)
    }
}
