import Domain

/// A day at a hospital: what it could keep up, whom it has in its beds, what stands ready, and whom it saw.
struct HospitalScene {
    private let institution: InventedInstitution
    private let level: Double
    /// Takes patients with the infection in.
    private let admits: Bool
    private let isWeekend: Bool
    private var inpatients = 0
    private var severe = 0
    private var receivable = 0
    private var ventilators = 0
    private var ventilatorsCovid = 0
    private var ecmo = 0
    private var outpatients = 0
    private var admissions = 0

    init(_ institution: InventedInstitution, on day: Day, level: Double, before: Double, _ dice: inout Dice) {
        self.institution = institution
        self.level = level
        var trait = Dice(institution.number, 67)
        admits = trait.roll(100) < 15 + institution.size / 6
        isWeekend = day.weekday == .sunday || day.weekday == .saturday
        let size = Double(institution.size)
        ventilators = institution.size / 25 + trait.roll(3)
        ecmo = institution.size > 350 ? 1 + trait.roll(3) : 0
        outpatients = dice.count(size / 60 * (0.4 + level) * (isWeekend ? 0.3 : 1) * dice.between(0.5, 1.5))
        guard admits else { return }
        let beds = max(2, Int(size * trait.between(0.05, 0.12)))
        // Beds follow the infections by some days.
        inpatients = min(beds, dice.count(Double(beds) * min(0.95, before * 0.8) * dice.between(0.85, 1.1)))
        severe = dice.count(Double(inpatients) * 0.07)
        receivable = beds - inpatients
        ventilatorsCovid = min(ventilators, severe)
        admissions = dice.count(Double(inpatients) * (isWeekend ? 0.05 : 0.11))
    }

    /// Somebody looked again: one more was there.
    mutating func correct() {
        outpatients += 1
        receivable += 1
    }

    /// nil where the item is none of these.
    func answer(to item: Item) -> Answer? {
        if case .choice(let choices) = item.kind { return choice(item.code, of: choices) }
        return number(item.code).map { .count($0) }
    }

    private func number(_ code: String) -> Int? {
        switch code {
        case "covidInpatients": inpatients
        case "severe", "inICU": severe
        case "ventilated", "ventilatorsCovid": ventilatorsCovid
        case "emptyBeds": receivable + institution.size / 8
        case "receivableBeds": receivable
        case "ventilators": ventilators
        case "ventilatorsReady": (ventilators - ventilatorsCovid) / 2
        case "ecmo": ecmo
        case "ecmoReady": ecmo - onECMO
        case "onECMO", "ecmoCovid": onECMO
        case "covidOutpatients": outpatients
        case "newAdmissions": admissions
        default: nil
        }
    }

    private var onECMO: Int { min(ecmo, (severe + 1) / 3) }

    /// What a hospital has not got it never has; what it has may be limited for some weeks while the wave is high.
    private func choice(_ code: String, of choices: [Choice]) -> Answer? {
        var trait = Dice(institution.number, 71, code.utf8.reduce(0) { $0 &* 31 &+ Int($1) })
        let (lacks, patience) = (trait.roll(100), trait.between(0.1, 4))
        let last = choices.count - 1
        let hasNone = choices.last?.code == "none" && lacks < Self.lacking(code, size: institution.size, isWeekend)
        let index = hasNone ? last : level > patience * 4 ? min(2, last) : level > patience ? min(1, last) : 0
        return choices.indices.contains(index) ? .choice(choices[index].code) : nil
    }

    /// So many of a hundred hospitals do without.
    private static func lacking(_ code: String, size: Int, _ isWeekend: Bool) -> Int {
        switch code {
        case "inpatient", "outpatient", "outpatientWeekday": 0
        case "emergency": size > 200 ? 8 : 45
        case "outpatientWeekend": 55
        case "dialysis": 60
        case "chemotherapy", "surgery": size > 150 ? 15 : 55
        default: 0
        }
    }
}
