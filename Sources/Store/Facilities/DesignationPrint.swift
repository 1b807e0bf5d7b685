import Domain
import Sodium

extension DesignationOutcome {
    /// SHA-256 of everything that would be written down; empty where nothing would be.
    var digest: String {
        guard !facts.isEmpty || new != nil || ownID != .unchanged else { return "" }
        var parts = facts.flatMap { [$0.validity.from.text, $0.validity.until?.text ?? ""] + $0.fact.parts }
        switch ownID {
        case .unchanged: break
        case .issue(let contact, let way): parts += ["issue", contact.mail, contact.phone, way?.rawValue ?? ""]
        case .wake: parts.append("wake")
        case .tell: parts.append("tell")
        }
        if let new {
            parts += ["new", new.kind.rawValue, new.contact.mail, new.contact.phone, new.notifyBy?.rawValue ?? ""]
            parts += FacilityFact.attributes(new.attributes).parts
        }
        // Lengths in front, so that no text can be moved from one part into its neighbour.
        return Sodium.sha256Hex(parts.map { "\($0.utf8.count):\($0)" }.joined(separator: ","))
    }
}

extension FacilityFact {
    fileprivate var parts: [String] {
        switch self {
        case .attributes(let known):
            return [
                "attributes", known.name, known.zipCode, known.prefecture.code, known.address, known.phone,
                known.localGovCode, known.cityName, known.facilityCode,
            ]
        case .kind(let kind): return ["kind", kind.rawValue]
        case .listed(let listed): return ["listed", listed ? "1" : "0"]
        case .life(let life): return ["life", life.key]
        case .designation(let value):
            let truths = [value.consults, value.tests, value.ownPatientsOnly, value.publishable]
            return ["designation"] + truths.map { $0 ? "1" : "0" } + [value.hours]
        case .contract(let contract): return ["contract", contract ? "1" : "0"]
        case .reportingParty(let party):
            guard case .association(let id) = party else { return ["party", ""] }
            return ["party", id]
        case .practiceDays(let days): return ["practiceDays", days.letters, days.onHolidays ? "1" : "0"]
        case .directory(let entry):
            return
                ["directory", entry.kana, entry.healthCentre, entry.healthCentrePhone, entry.remarks]
        }
    }
}
