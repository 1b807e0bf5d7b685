import Domain
import Testing

/// Columns, widths, row orders and words of the ministry's published file.
struct DailySurveyTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    @Test(
        arguments: [
            ("2020-05-14", 11), ("2020-05-27", 11), ("2020-05-28", 13), ("2020-06-28", 13), ("2020-06-29", 14),
            ("2023-04-08", 14), ("2020-03-26", 11),
        ])
    func `a day's file has the columns of its time`(day: String, columns: Int) throws {
        let layout = DailySurveyLayout(day: try Self.day(day))
        #expect(layout.columns == columns)
        #expect(layout.headings.count == columns)
    }

    @Test func `the width of the file that was taken over goes before the calendar`() throws {
        #expect(DailySurveyLayout(day: try Self.day("2021-01-19"), columns: 11).columns == 11)
        #expect(DailySurveyLayout(day: try Self.day("2020-05-14"), columns: 14).columns == 14)
    }

    @Test func `rows stand by function until 2021-01-17 and by facility from the day after`() throws {
        #expect(DailySurveyLayout(day: try Self.day("2021-01-17")).order == .byFunction)
        #expect(DailySurveyLayout(day: try Self.day("2021-01-18")).order == .byFacility)
    }

    @Test func `headings and keys are those of the ministry`() {
        #expect(
            DailySurveyColumn.allCases.map(\.heading) == [
                "医療機関ID", "医療機関名", "郵便番号", "都道府県名", "医療機関住所", "電話番号", "緯度", "経度", "提出日", "医療区分", "医療区分回答",
                "全国地方公共団体コード", "市区町村名", "医療機関コード",
            ])
        #expect(
            DailySurveyColumn.allCases.map(\.rawValue) == [
                "facilityId", "facilityName", "zipCode", "prefName", "facilityAddr", "facilityTel", "latitude",
                "longitude", "submitDate", "facilityType", "ansType", "localGovCode", "cityName", "facilityCode",
            ])
    }

    @Test func `institutions are laid out by ID inside each function, or by municipality and ID`() throws {
        let form = Self.form()
        let entries = [("b", "131041"), ("B", "131041"), ("9", "011002"), ("10", "131041")].compactMap { id, code in
            Facility.ID(id).map {
                DailySurveyFile.Entry(
                    facility: $0, attributes: Self.attributes(code), answers: Answers(values: [.choice("normal"), nil]))
            }
        }
        func ids(_ order: DailySurveyLayout.Order) throws -> [String] {
            DailySurveyFile.rows(
                day: try Self.day("2021-01-19"), layout: DailySurveyLayout(columns: 14, order: order), form: form,
                entries: entries
            ).map { "\($0[0]) \($0[9]) \($0[10])" }
        }
        #expect(
            try ids(.byFunction) == ["10", "9", "B", "b"].map { "\($0) 入院 通常" }
                + ["10", "9", "B", "b"].map { "\($0) 外来 未回答" })
        #expect(try ids(.byFacility) == ["9", "10", "B", "b"].flatMap { ["\($0) 入院 通常", "\($0) 外来 未回答"] })
    }

    @Test func `a file is read, and progress is told`() throws {
        var reading = DailySurveyReading { _ in Self.form() }
        let rows = [DailySurveyColumn.allCases.map(\.heading), Self.row("入院", "通常"), Self.row("外来", "未回答")]
        var told: [Int] = []
        let file = try reading.read(rows.enumerated().map { ($0 + 1, $1) }) { told.append($0) }
        #expect(file.day == (try Self.day("2021-01-19")))
        #expect(file.layout == DailySurveyLayout(columns: 14, order: .byFacility))
        #expect(file.entries.map(\.facility.text) == ["13000001"])
        #expect(file.entries.map(\.answers.values) == [[.choice("normal"), nil]])
        #expect(file.entries.first?.attributes.name == "見本病院")
        #expect(told == [0])
    }

    /// U+F9C1 is another character than 療, although Unicode calls the texts equivalent: it would be published otherwise.
    @Test(arguments: [("療養", "療養", true), ("\u{F9C1}養", "療養", false), ("療養", "\u{F9C1}養", false)])
    func `a word in another Unicode spelling is another word`(function: String, answer: String, isRead: Bool) throws {
        var reading = DailySurveyReading { _ in Self.form(function: "療養") }
        let rows = [DailySurveyColumn.allCases.map(\.heading), Self.row(function, answer), Self.row("外来", "通常")]
        let records = rows.enumerated().map { ($0 + 1, $1) }
        if isRead {
            #expect(try reading.read(records).entries.count == 1)
        } else {
            #expect(throws: Problem.self) { try reading.read(records) }
        }
    }

    private static func row(_ function: String, _ answer: String) -> [String] {
        [
            "13000001", "見本病院", "〒000-0001", "東京都", "新宿区見本町", "0000000001", "35.5", "139.5", "2021-01-19", function,
            answer,
            "131041", "新宿区", "1300000017",
        ]
    }

    private static func form(function: String = "入院") -> Form {
        let choices = [Choice(code: "normal", label: "通常"), Choice(code: "care", label: "療養")]
        let items = [("inpatient", function), ("outpatient", "外来")].map { code, label in
            Item(
                code: code, label: label, unit: nil, kind: .choice(choices), adds: .choice, required: true,
                published: label,
                source: "data")
        }
        return Form(
            survey: "hospital-status", title: "見本", from: Day(number: 0), period: .day,
            schedule: Schedule(opensAfterDays: 0, dueAfterDays: 0, dueTime: .midnight),
            sections: [Section(id: "all", title: "全員", asked: .everyone, note: nil, items: items)], checks: [])
    }

    private static func attributes(_ code: String) -> Facility.Attributes {
        Facility.Attributes(
            name: "見本病院", zipCode: "", prefecture: Prefecture.all[12], address: "", phone: "", latitude: "35",
            longitude: "139",
            localGovCode: code, cityName: "", facilityCode: "")
    }
}
