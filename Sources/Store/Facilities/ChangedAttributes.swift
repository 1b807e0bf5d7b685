import Database
import Domain

extension FacilityStore {
    /// What was known within a span, stretch by stretch, with what changes: a rename from an earlier day undoes no later move.
    ///
    /// - Throws: `Problem.refused` where nothing is known of the institution on the first day.
    public func facts(
        of change: AttributeChange, to facility: Facility.ID, within span: Validity
    ) throws -> [DatedFact] {
        let known = try history(of: facility).attributes(within: span)
        guard known.first?.validity.from == span.from else {
            throw Problem.refused(
                japanese: "\(span.from.text) には、\(facility) の名前や所在地がまだ登録されていません。",
                english: "nothing is known of \(facility) on \(span.from.text)")
        }
        return known.map { DatedFact(facility, .attributes(change.applied(to: $0.value)), $0.validity) }
    }
}
