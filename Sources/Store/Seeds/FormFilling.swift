import Domain

/// Fills one form in for one institution after the other, item by item as the form defines them.
struct FormFilling {
    let form: Form
    private let subject: Subject
    /// For each kind of institution the positions of what is asked.
    private var asked: [AskedFacts: [Int]] = [:]

    private enum Subject { case clinics, hospitals, supplies, unknown }

    private enum Scene {
        case clinic(ClinicScene)
        case hospital(HospitalScene)
        case supplies(SuppliesScene)
        case unknown
    }

    init(_ form: Form) {
        self.form = form
        let known: [(String, Subject)] = [
            ("feverPatients", .clinics), ("surgicalMaskStock", .supplies), ("covidInpatients", .hospitals),
            ("covidOutpatients", .hospitals),
        ]
        subject = known.first { form.item($0.0) != nil }?.1 ?? .unknown
    }

    /// Where in the form the questions stand that are asked of it.
    mutating func positions(askedOf facts: AskedFacts) -> [Int] {
        if let known = asked[facts] { return known }
        let positions = form.sections(askedOf: facts).flatMap(\.items).compactMap { form.position(of: $0.code) }
        asked[facts] = positions
        return positions
    }

    /// Answers for a day; corrected they are what somebody sends who has looked again.
    func answers(
        of institution: InventedInstitution, _ facts: AskedFacts, at positions: [Int], on day: Day,
        _ wave: (now: Double, before: Double), isCorrected: Bool = false, _ dice: Dice
    ) -> Answers {
        var dice = dice
        let scene = scene(of: institution, facts, on: day, wave, &dice)
        return answers(isCorrected ? Self.corrected(scene) : scene, at: positions)
    }

    private func scene(
        of institution: InventedInstitution, _ facts: AskedFacts, on day: Day, _ wave: (now: Double, before: Double),
        _ dice: inout Dice
    ) -> Scene {
        switch subject {
        case .clinics: .clinic(ClinicScene(institution, on: day, kind: facts.kind, level: wave.now, &dice))
        case .hospitals: .hospital(HospitalScene(institution, on: day, level: wave.now, before: wave.before, &dice))
        case .supplies: .supplies(SuppliesScene(institution, on: day, kind: facts.kind, level: wave.now))
        case .unknown: .unknown
        }
    }

    private static func corrected(_ scene: Scene) -> Scene {
        switch scene {
        case .clinic(var clinic):
            clinic.correct()
            return .clinic(clinic)
        case .hospital(var hospital):
            hospital.correct()
            return .hospital(hospital)
        case .supplies(var supplies):
            supplies.correct()
            return .supplies(supplies)
        case .unknown: return .unknown
        }
    }

    private func answers(_ scene: Scene, at positions: [Int]) -> Answers {
        var answers = Answers(blankFor: form)
        for position in positions {
            let item = form.items[position]
            let answer: Answer? =
                switch scene {
                case .clinic(let clinic): clinic.answer(to: item.code)
                case .hospital(let hospital): hospital.answer(to: item)
                case .supplies(let supplies): supplies.answer(to: item.code)
                case .unknown: nil
                }
            answers.values[position] = answer ?? (item.required ? Self.plain(item) : nil)
        }
        return answers
    }

    /// What can be said of an item of which nothing is known.
    private static func plain(_ item: Item) -> Answer? {
        switch item.kind {
        case .count: .count(0)
        case .decimal: .decimal(0)
        case .choice(let choices): choices.first.map { .choice($0.code) }
        case .flag: .flag(false)
        case .time: .time(TimeOfDay(milliseconds: 9 * 3_600_000))
        case .text: .text("特になし")
        }
    }
}
