import Database
import Domain

/// A small invented country to try the product on: eighteen hospitals in three prefectures with two weeks of reports. Nothing in
/// it can be taken for real: invented names, IDs that were never issued, telephone numbers that lead nowhere.
public struct SampleWorld: Sendable {
    /// The last day with reports is the day before this one, so that today's report is due.
    public let today: Day

    public init(today: Day) { self.today = today }

    /// An invented hospital.
    public struct Hospital: Sendable {
        public let id: Facility.ID
        public let attributes: Facility.Attributes
        /// Reports nearly every day, on some days, or hardly ever.
        let diligence: Int
        let serial: Int
    }

    static let days = 14

    /// Fills an empty database.
    /// - Throws: `Problem.refused` when it holds anything else.
    public func fill(_ db: any Connection, surveys: Surveys, at now: Instant) throws {
        guard try db.query("SELECT 1 AS one FROM facility LIMIT 1").isEmpty,
            try db.query("SELECT 1 AS one FROM account LIMIT 1").isEmpty
        else {
            throw Problem.refused(
                japanese: "データベースにすでに内容があるため、見本は入れられません。",
                english: "The database holds something already; a sample goes into an empty one only.")
        }
        let hospitals = Self.hospitals
        let start = Validity(from: today.adding(-Self.days - 16), until: nil)
        try db.facilities.register(hospitals.map(\.id), at: now)
        for hospital in hospitals {
            try db.facilities.record(
                .attributes(hospital.attributes), of: hospital.id, start, surveys: surveys, at: now, by: "seed")
            try db.facilities.record(.kind(.hospital), of: hospital.id, start, surveys: surveys, at: now, by: "seed")
            try db.facilities.record(.listed(true), of: hospital.id, start, surveys: surveys, at: now, by: "seed")
        }
        for back in stride(from: Self.days, through: 1, by: -1) {
            for survey in surveys.keys {
                try report(survey, hospitals, on: today.adding(-back), db, surveys)
            }
        }
        try db.audit.record(
            AuditEntry(
                actor: "administrator", action: AuditStore.seedAction, subject: "register",
                detail: ["facilities": String(hospitals.count), "days": String(Self.days)]), at: now)
    }

    /// Reports of one period, as far as its deadline was before today: what is due today is still open.
    private func report(
        _ survey: String, _ hospitals: [Hospital], on day: Day, _ db: any Connection, _ surveys: Surveys
    ) throws {
        guard let form = surveys.form(survey, on: day), form.period.accepts(day),
            !form.sections(askedOf: AskedFacts(kind: .hospital)).isEmpty
        else { return }
        let due = form.schedule.deadline(for: day).day
        guard due < today else { return }
        for hospital in hospitals {
            var dice = Dice(seed: hospital.serial &* 7_919 &+ day.number &+ survey.utf8.count &* 104_729)
            let restful = day.weekday == .sunday || day.weekday == .saturday
            guard dice.roll(100) < (restful ? hospital.diligence / 2 : hospital.diligence) else { continue }
            let minutes = 8 * 60 + dice.roll(6 * 60)
            let permit = Permit.product(.report, .facility(hospital.id, in: hospital.attributes.prefecture))
            let entry = ReportEntry(
                survey: survey, period: day, answers: Self.answers(form, hospital, &dice),
                passed: Set(form.checks.map(\.id)), basedOn: 0,
                recordedAt: Instant(due, TimeOfDay(milliseconds: minutes * 60_000)), by: hospital.attributes.name,
                route: .seed)
            guard case .stored = try ReportIntake(db, surveys: surveys).take(entry, permit) else {
                throw Problem.refused(
                    japanese: "見本の報告を保存できません: \(survey) \(day.text)", english: "a report of the sample is not valid")
            }
        }
    }

    private static func answers(_ form: Form, _ hospital: Hospital, _ dice: inout Dice) -> Answers {
        var answers = Answers(blankFor: form)
        for item in form.items {
            switch item.kind {
            case .choice(let choices):
                let usual = hospital.serial % 5 == 0 && choices.count > 3 ? 3 : 0
                let chosen = dice.roll(10) < 9 ? usual : dice.roll(min(3, choices.count))
                answers[item.code, in: form] = .choice(choices[min(chosen, choices.count - 1)].code)
            case .count:
                // Parts stay below what they are part of: the whole is at least 12, a part at most 3.
                answers[item.code, in: form] = .count(item.partOf == nil ? 12 + dice.roll(20) : dice.roll(4))
            case .flag: answers[item.code, in: form] = .flag(false)
            case .decimal, .time, .text: continue
            }
        }
        return answers
    }

    /// The invented hospitals.
    public static let hospitals: [Hospital] = places.enumerated().flatMap { index, place in
        names.enumerated().compactMap { number, name -> Hospital? in
            let serial = index * names.count + number + 1
            let id = LoginID.make(.facility, prefecture: place.prefecture, serial: 90_000 + serial)
            return Facility.ID(id).map { id in
                Hospital(
                    id: id, attributes: attributes(place, name: place.town + name, serial: serial),
                    diligence: [97, 92, 88, 95, 60, 8][number % 6], serial: serial)
            }
        }
    }

    private static func attributes(_ place: Place, name: String, serial: Int) -> Facility.Attributes {
        let city = place.cities[serial % place.cities.count]
        return Facility.Attributes(
            name: name, zipCode: "〒000-00\(serial < 10 ? "0" : "")\(serial)", prefecture: place.prefecture,
            address: "\(city.name)見本町\(serial)番地", phone: "00000000\(serial < 10 ? "0" : "")\(serial)",
            latitude: "\(place.latitude).\(100 + serial * 7)", longitude: "\(place.longitude).\(200 + serial * 5)",
            localGovCode: city.code, cityName: city.name,
            facilityCode: "\(place.prefecture.code)000000\(serial < 10 ? "0" : "")\(serial)")
    }

    private struct Place {
        let prefecture: Prefecture
        let town: String
        let latitude: Int
        let longitude: Int
        let cities: [(code: String, name: String)]
    }

    private static let places: [Place] = [
        ("13", "見本台", 35, 139, [("131041", "新宿区"), ("132012", "八王子市")]),
        ("17", "架空が丘", 36, 136, [("172014", "金沢市"), ("172031", "小松市"), ("172022", "七尾市")]),
        ("37", "つむぎ野", 34, 134, [("372013", "高松市"), ("372021", "丸亀市")]),
    ].compactMap { code, town, latitude, longitude, cities in
        Prefecture(code: code).map {
            Place(
                prefecture: $0, town: town, latitude: latitude, longitude: longitude,
                cities: cities.map { (code: $0.0, name: $0.1) })
        }
    }

    private static let names = ["総合病院", "中央病院", "記念病院", "みどり病院", "海辺病院", "山手病院"]
}

/// Numbers that look random and are always the same for the same seed.
struct Dice {
    private var state: UInt64

    init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// 0 ..< sides.
    mutating func roll(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 11) % max(1, sides)
    }
}
