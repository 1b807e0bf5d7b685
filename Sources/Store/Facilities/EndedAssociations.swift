import Database
import Domain

extension AssociationStore {
    /// Facts with their reporting parties brought up to date: from the day on which an association has ended the institution reports
    /// itself (R41).
    ///
    /// - Returns: the facts, and the institutions of which that is so.
    func withoutEnded(_ facts: [DatedFact]) throws -> (facts: [DatedFact], facilities: Set<Facility.ID>) {
        var (ends, kept, facilities) = ([String: Day?](), [DatedFact](), Set<Facility.ID>())
        for fact in facts {
            guard case .reportingParty(.association(let id)) = fact.fact else {
                kept.append(fact)
                continue
            }
            let known = try ends[id] ?? find(id)?.endedOn
            ends[id] = .some(known)
            let span = fact.validity
            guard let end = known, span.until.map({ end < $0 }) ?? true else {
                kept.append(fact)
                continue
            }
            facilities.insert(fact.facility)
            if span.from < end {
                kept.append(DatedFact(fact.facility, fact.fact, Validity(from: span.from, until: end)))
            }
            let rest = Validity(from: max(span.from, end), until: span.until)
            kept.append(DatedFact(fact.facility, .reportingParty(.itself), rest))
        }
        return (kept, facilities)
    }
}
