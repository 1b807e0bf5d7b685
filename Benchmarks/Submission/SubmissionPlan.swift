import Domain

/// Which report every number stands for: the clinics take turns, and after all of them comes the next day, so that as on any evening
/// many institutions of all prefectures report one day, and no report is ever sent twice.
struct SubmissionPlan: Sendable {
    static let survey = "clinic-daily"

    /// An invented clinic that is designated, and tests.
    struct Clinic: Sendable {
        let id: Facility.ID
        let prefecture: Prefecture
        /// 全国地方公共団体コード, invented: four municipalities in each prefecture.
        let municipality: String
        /// What its browser holds: the session's cookie.
        let token: String
    }

    let clinics: [Clinic]
    /// The days of the form of 1 September 2020. The first of them are the history that the series checks look at.
    let days: [Day]

    static let historyDays = 14

    init(clinics count: Int = 1_000) {
        clinics = (0..<count).compactMap { serial in
            let prefecture = Prefecture.all[serial % Prefecture.all.count]
            let number = serial / Prefecture.all.count
            let id = Facility.ID(LoginID.make(.facility, prefecture: prefecture, serial: 50_000 + number))
            let digits = String(serial)
            return id.map {
                Clinic(
                    id: $0, prefecture: prefecture, municipality: "\(prefecture.code)\(101 + number % 4)0",
                    token: String(repeating: "0", count: 64 - digits.utf8.count) + digits)
            }
        }
        let first = Day(year: 2020, month: 9, day: 1) ?? Day(number: 0)
        days = (0..<272).map(first.adding)
    }

    /// Numbers below are the history.
    var firstNumber: Int { Self.historyDays * clinics.count }

    func clinic(of number: Int) -> Clinic { clinics[number % clinics.count] }

    func day(of number: Int) -> Day { days[number / clinics.count % days.count] }

    /// All twelve figures, in the form's order. They go up and down, so that no check asks to look again.
    static func figures(on day: Day) -> [(item: String, value: Int)] {
        let swing = [0, 3, 1][abs(day.number) % 3]
        return [
            ("openHours", 65), ("rooms", 2), ("feverPatients", 21 + swing), ("tested", 12 + swing), ("byRequest", 1),
            ("pcr", 7 + swing), ("pcrInHouse", 3), ("antigen", 6), ("pcrResults", 8 + swing), ("pcrPositive", 1),
            ("antigenResults", 6), ("antigenPositive", 0),
        ]
    }

    static func answers(on day: Day) -> Answers {
        Answers(values: figures(on: day).map { $0.item == "openHours" ? .decimal($0.value) : .count($0.value) })
    }
}
