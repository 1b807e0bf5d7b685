import Domain

/// A day of care at a clinic, a test centre or a designated hospital: figures that belong together.
struct ClinicScene {
    /// In tenths of an hour.
    private var openHours = 0
    private var rooms = 0
    private var feverPatients = 0
    private var tested = 0
    private var byRequest = 0
    private var pcr = 0
    private var pcrInHouse = 0
    private var antigen = 0
    private var pcrResults = 0
    private var pcrPositive = 0
    private var antigenResults = 0
    private var antigenPositive = 0
    /// Of a hundred antigen tests.
    private let quantitative: Int

    init(_ institution: InventedInstitution, on day: Day, kind: FacilityKind, level: Double, _ dice: inout Dice) {
        var trait = Dice(institution.number, 61)
        quantitative = trait.roll(100) < 80 ? 0 : 60
        let (pcrShare, isInHouse) = (trait.between(0.35, 1), trait.roll(100) < 15 || kind == .testCentre)
        let (hours, lanes) = ([10, 30, 35, 60, 65, 70][trait.roll(6)], 1 + trait.roll(100) / 70)
        let positivity = min(0.45, 0.015 + 0.10 * level)
        guard !institution.isClosed(on: day) else {
            // Results of the day before come in all the same.
            if dice.roll(4) == 0 { pcrResults = dice.count(Double(institution.size) * 0.2) }
            pcrPositive = min(pcrResults, dice.count(Double(pcrResults) * positivity))
            return
        }
        let isHalf = day.weekday == institution.halfDay
        openHours = isHalf ? min(30, hours) : hours
        rooms = kind == .testCentre ? lanes + 1 : lanes
        let usual = (kind == .hospital ? 12 : Double(institution.size)) * (isHalf ? 0.5 : 1)
        let crowd = usual * Self.weight(of: day.weekday) * (0.35 + level) * dice.between(0.6, 1.4)
        feverPatients = dice.count(crowd)
        tested = kind == .testCentre ? feverPatients : dice.count(crowd * trait.between(0.35, 0.85))
        byRequest = dice.roll(3) == 0 ? min(tested, dice.count(Double(tested) * 0.25)) : 0
        pcr = min(tested, dice.count(Double(tested) * pcrShare))
        antigen = tested - pcr
        // Some give both samples.
        if pcr > 1, dice.roll(5) == 0 { antigen += min(pcr, 1 + dice.roll(2)) }
        pcrInHouse = isInHouse ? dice.count(Double(pcr) * 0.8) : 0
        pcrInHouse = min(pcr, pcrInHouse)
        pcrResults = max(0, pcr + dice.roll(3) - 1)
        antigenResults = antigen
        pcrPositive = min(pcrResults, dice.count(Double(pcrResults) * positivity))
        antigenPositive = min(antigenResults, dice.count(Double(antigenResults) * positivity * 0.7))
    }

    private static func weight(of weekday: Weekday) -> Double {
        switch weekday {
        case .sunday: 0.5
        case .monday: 1.35
        case .tuesday, .friday: 1.05
        case .wednesday, .thursday: 0.9
        case .saturday: 0.75
        }
    }

    /// Somebody looked again: one patient more was seen and tested.
    mutating func correct() {
        feverPatients += 1
        tested += 1
        pcr += 1
        pcrResults += 1
    }

    /// nil where the item is none of these.
    func answer(to code: String) -> Answer? {
        if code == "openHours" { return .decimal(openHours) }
        return (figure(code) ?? antigenFigure(code)).map { .count($0) }
    }

    private func figure(_ code: String) -> Int? {
        switch code {
        case "rooms": rooms
        case "feverPatients": feverPatients
        case "tested": tested
        case "byRequest": byRequest
        case "pcr": pcr
        case "pcrInHouse": pcrInHouse
        case "pcrResults": pcrResults
        case "pcrPositive": pcrPositive
        default: nil
        }
    }

    /// Both kinds together, or apart: quantitative, and the rest.
    private func antigenFigure(_ code: String) -> Int? {
        switch code {
        case "antigen": antigen
        case "antigenResults": antigenResults
        case "antigenPositive": antigenPositive
        case "antigenQuantitative": part(of: antigen)
        case "antigenQuantitativeResults": part(of: antigenResults)
        case "antigenQuantitativePositive": min(part(of: antigenResults), part(of: antigenPositive))
        case "antigenQualitative": antigen - part(of: antigen)
        case "antigenQualitativeResults": antigenResults - part(of: antigenResults)
        case "antigenQualitativePositive":
            min(antigenResults - part(of: antigenResults), antigenPositive - part(of: antigenPositive))
        default: nil
        }
    }

    private func part(of whole: Int) -> Int { whole * quantitative / 100 }
}
