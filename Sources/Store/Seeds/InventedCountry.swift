import Database
import Domain

/// The invented country: its institutions in all 47 prefectures, and the people who look at them.
struct InventedCountry: Sendable {
    /// By ID.
    let institutions: [InventedInstitution]
    /// Those that are ever asked for a report, by ID.
    let reporting: [InventedInstitution]
    let association: Association
    /// Whose sign-ins are printed.
    let clinic: InventedInstitution
    let hospital: InventedInstitution
    let designatedHospital: InventedInstitution

    /// Reports for eighty clinics.
    struct Association: Sendable {
        /// Its key and its login ID.
        let id: String
        let name: String
        let prefecture: Prefecture
        /// Since when.
        let since: Day

        static let members = 80
    }

    /// - Parameter share: one in so many of the real country's institutions.
    init(today: Day, days: Int, share: Int) throws {
        var builder = CountryBuilder(today: today, days: days)
        let special = try SpecialInstitutions(&builder)
        for place in DemonstrationPlace.all { try builder.populate(place, share: share) }
        institutions = builder.institutions.sorted { $0.id < $1.id }
        reporting = institutions.filter(\.isEverAsked)
        association = special.association
        clinic = special.clinic
        hospital = special.hospital
        designatedHospital = special.designatedHospital
    }
}

/// Puts institutions into the country, one after the other.
struct CountryBuilder {
    let today: Day
    let days: Int
    /// From which day on everything is known: the start of the clinics' survey, or earlier where the reports begin earlier.
    let since: Day
    private(set) var institutions: [InventedInstitution] = []
    private var names = InventedNames()
    private var serials: [Prefecture: Int] = [:]

    init(today: Day, days: Int) {
        self.today = today
        self.days = days
        since = min(Self.surveyStart, today.adding(-days - 8))
    }

    /// 2020-09-01
    private static let surveyStart = Day(number: 18_506)

    /// About so many hospitals and clinics in the whole country.
    private static let (hospitals, clinics) = (8_200, 104_000)

    /// The usual institutions of a prefecture: at least a hospital and a clinic that is designated.
    mutating func populate(_ place: DemonstrationPlace, share: Int) throws {
        func count(of all: Int) -> Int { max(1, all * place.people / DemonstrationPlace.people / max(1, share)) }
        for index in 0..<count(of: Self.hospitals) {
            try add(.hospital, in: place) { $0.hasCarriedDays = index == 0 && Self.carries(place) }
        }
        for index in 0..<count(of: Self.clinics) { try addClinic(in: place, isFirst: index == 0) }
        for _ in 0..<Self.testCentres(in: place, share) { try add(.testCentre, in: place, isCareful: true) { _ in } }
    }

    /// With those whose sign-ins are printed, forty hospitals and forty clinics had days in the former system.
    private static func carries(_ place: DemonstrationPlace) -> Bool {
        place.prefecture.number <= 40 && place.prefecture.number != DemonstrationPlace.ishikawa
    }

    private static func testCentres(in place: DemonstrationPlace, _ share: Int) -> Int {
        if share > 50 { return place.prefecture.number % 6 == 5 ? 1 : 0 }
        if place.prefecture.number % 12 == 7 { return 0 }
        return 1 + place.people / 5_000 + (place.people > 8_000 ? 2 : 0)
    }

    private mutating func addClinic(in place: DemonstrationPlace, isFirst: Bool) throws {
        var dice = Dice(institutions.count, 7)
        let kind = isFirst ? 0 : dice.roll(100)
        let start = isFirst ? since : designationStart(&dice)
        let designation = Designation.invented(isFirst ? 0 : dice.roll(100), &dice)
        try add(.clinic, in: place, ending: kind < 25 ? .consulting : .other) { clinic in
            switch kind {
            case ..<25: clinic.change(from: start) { $0.designation = designation }
            case ..<29: clinic.change(from: clinic.chronicle[0].from) { $0.contract = true }
            default: break
            }
            guard isFirst else { return }
            clinic.hasCarriedDays = Self.carries(place)
            if place.prefecture.number % 8 == 1 { clinic.habit.withdrawal = 2 + place.prefecture.number % 5 }
        }
    }

    /// Most from the beginning, some later.
    private func designationStart(_ dice: inout Dice) -> Day {
        let later = dice.roll(100) < 60 ? 0 : [30, 44, 61, 76, 91, 105, 125][dice.roll(7)]
        let start = since.adding(later)
        return start < today ? start : since
    }

    /// Adds an institution in a municipality of the prefecture, the larger ones more often.
    @discardableResult
    mutating func add(
        _ kind: FacilityKind, in place: DemonstrationPlace, ending: InventedNames.Ending? = nil,
        isCareful: Bool = false,
        municipality: Int? = nil, size: Int? = nil, _ body: (inout InventedInstitution) -> Void
    ) throws -> InventedInstitution {
        let number = institutions.count + 1
        var dice = Dice(number, 3)
        let serial = serials[place.prefecture, default: 0] + 1
        serials[place.prefecture] = serial
        // Above what is issued anywhere; a whole country at full size needs the numbers below as well.
        let shown = serial < 10_000 ? 90_000 + serial : serial
        let text = LoginID.make(.facility, prefecture: place.prefecture, serial: shown)
        guard let id = Facility.ID(text) else { throw DatabaseError.other("\(text) is no facility's ID") }
        let most = place.municipalities.count
        let town = municipality ?? min(dice.roll(most), dice.roll(most))
        let attributes = place.attributes(
            name: names.next(ending ?? Self.ending(of: kind)), town: town, number: number, serial: serial, &dice)
        let usual = kind.inventedSize(&dice)
        let known = FacilityDay(attributes: attributes, kind: kind, isListed: kind == .hospital ? true : nil)
        var institution = InventedInstitution(
            id: id, number: number, size: size ?? usual,
            habit: isCareful ? ReportingHabit.careful(&dice) : ReportingHabit(&dice), since: since, known: known)
        body(&institution)
        if kind == .clinic, !isCareful { institution.tellPracticeDays() }
        institutions.append(institution)
        return institution
    }

    private static func ending(of kind: FacilityKind) -> InventedNames.Ending {
        switch kind {
        case .hospital: .hospital
        case .clinic: .consulting
        case .testCentre: .testCentre
        }
    }
}

extension DemonstrationPlace {
    /// What is told of an institution in one of the municipalities. Its telephone leads nowhere, its address is none.
    func attributes(
        name: String, town: Int, number: Int, serial: Int, _ dice: inout Dice
    ) -> Facility.Attributes {
        let municipality = municipalities[town % municipalities.count]
        func degrees(_ hundredths: Int) -> String { "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)" }
        return Facility.Attributes(
            name: name, zipCode: "〒000-\(Self.padded(number % 10_000, 4))", prefecture: prefecture,
            address: "\(municipality.name)見本町\(1 + serial % 9)丁目\(serial)番地", phone: Self.padded(number, 10),
            latitude: degrees(latitude + dice.roll(13) - 6), longitude: degrees(longitude + dice.roll(13) - 6),
            localGovCode: municipality.code, cityName: municipality.name,
            facilityCode: prefecture.code + Self.padded(serial, 8))
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension FacilityKind {
    fileprivate func inventedSize(_ dice: inout Dice) -> Int {
        let share = dice.share()
        return switch self {
        case .hospital: 20 + Int(580 * share * share * share) + dice.roll(60)
        case .clinic: 1 + Int(13 * share * share) + dice.roll(3)
        case .testCentre: 15 + Int(110 * share * share)
        }
    }
}

extension Designation {
    /// Most consult and test, some consult only, some see their own patients only.
    fileprivate static func invented(_ roll: Int, _ dice: inout Dice) -> Designation {
        Designation(
            consults: true, tests: roll < 72 || roll >= 86, ownPatientsOnly: roll >= 86, hours: hours(&dice),
            publishable: dice.happens(perMille: 550))
    }

    static func hours(_ dice: inout Dice) -> String {
        let days = dice.pick(["月〜金", "月〜金", "月〜土", "月・火・木・金", "月・火・水・金・土"])
        let times = dice.pick([
            "9:00〜12:00", "9:00〜12:00、15:00〜18:00", "11:30〜12:30", "13:00〜15:00", "8:30〜11:30、16:00〜18:30",
        ])
        return "\(days) \(times)"
    }
}
