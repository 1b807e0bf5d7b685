import Domain

/// A week's supplies: what lies in store, what was used, what is to come.
struct SuppliesScene {
    private let size: Double
    private let institution: InventedInstitution
    private let week: Int
    private let level: Double
    private var added = 0

    init(_ institution: InventedInstitution, on day: Day, kind: FacilityKind, level: Double) {
        self.institution = institution
        self.level = level
        week = day.number
        size = kind == .hospital ? Double(institution.size) : Double(institution.size) + 6
    }

    /// A box was forgotten.
    mutating func correct() { added = 50 }

    /// Of each thing so many a week for each bed or daily patient; nil where the item is none of these.
    func answer(to code: String) -> Answer? {
        for (thing, use) in Self.things where code.hasPrefix(thing) {
            var trait = Dice(institution.number, 73, thing.utf8.count)
            var dice = Dice(institution.number, week, thing.utf8.count)
            let usual = size * use * trait.between(0.5, 1.5)
            let weeks = trait.between(1.5, 8)
            switch code.dropFirst(thing.count) {
            case "Use": return .count(Int(usual * (0.8 + 0.3 * level) * dice.between(0.8, 1.2)))
            case "Stock": return .count(Int(usual * weeks * dice.between(0.7, 1.2)) + added)
            // Not every institution knows.
            case "Supply": return trait.roll(100) < 30 ? nil : .count(Int(usual * dice.between(0, 1.6)) / 10 * 10)
            default: return nil
            }
        }
        return nil
    }

    private static let things: [(String, Double)] = [
        ("surgicalMask", 20), ("n95Mask", 1.5), ("faceShield", 1.2), ("surgicalGown", 0.8), ("isolationGown", 3),
        ("swab", 2),
    ]
}
