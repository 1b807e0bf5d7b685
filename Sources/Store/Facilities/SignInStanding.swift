import Database
import Domain

extension FacilityStore {
    /// Whether its people may sign in on a day, and why not (R22 R28).
    public func signInStanding(of facility: Facility.ID, on day: Day) throws -> SignInStanding {
        let life = try Facts.life.series(of: facility, db).stretch(on: day)
        let party = try Facts.reportingParty.series(of: facility, db).stretch(on: day)
        guard case .association(let id)? = party?.value else {
            return SignInStanding(life: life, party: party, associationName: "", on: day)
        }
        let told = try db.query("SELECT name, phone FROM association WHERE association_id = \(id)").first
        let prefecture = try attributes(of: facility, on: day)?.prefecture
        return SignInStanding(
            life: life, party: party, associationName: try told?.string("name") ?? id,
            associationPhone: try told?.string("phone") ?? "",
            mayRead: try prefecture.map { try db.prefectureSettings.restingMayRead(in: $0) } ?? false, on: day)
    }
}

extension FactSeries where Value: Equatable {
    /// The value of a day with the first day since which it holds without a break, however many facts say so.
    func stretch(on day: Day) -> (value: Value, since: Day)? {
        guard let value = value(on: day) else { return nil }
        let edges = Set(facts.flatMap { [$0.validity.from, $0.validity.until].compactMap(\.self) })
        var since = day
        for edge in edges.filter({ $0 <= day }).sorted(by: >) {
            guard self.value(on: edge) == value else { break }
            since = edge
        }
        return (value, since)
    }
}
