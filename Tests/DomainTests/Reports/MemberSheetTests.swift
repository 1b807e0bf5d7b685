import Domain
import Testing

/// An association's file, as rows of text (R18).
struct MemberSheetTests {
    static let day = Day(number: 18_646)
    static let one = id("33700128")
    static let two = id("01000025")

    static func id(_ text: String) -> Facility.ID {
        guard let id = Facility.ID(text) else { preconditionFailure(text) }
        return id
    }

    static func form() throws -> Form {
        let sample = try SampleForm.form()
        return Form(
            survey: sample.survey, title: sample.title, from: sample.from, period: .day, schedule: sample.schedule,
            sections: sample.sections, checks: [])
    }

    /// Two members, a hospital and a clinic, on two days.
    static func sheet(_ answers: Answers? = nil, revision: Int = 0) throws -> MemberSheet {
        let form = try form()
        var rows: [MemberDay] = []
        for day in [day.adding(-1), day] {
            for (id, name, kind) in [(one, "見本台病院", FacilityKind.hospital), (two, "つむぎ野医院", .clinic)] {
                let facts = AskedFacts(kind: kind)
                rows.append(
                    MemberDay(
                        facility: id, name: name, day: day, facts: facts,
                        answers: form.asked(answers ?? Answers(blankFor: form), of: facts), revision: revision))
            }
        }
        return MemberSheet(
            forms: [day.adding(-1), day].map { ($0, form) }, rows: rows, members: [one: "見本台病院", two: "つむぎ野医院"])
    }

    static func read(_ lines: [[String]], _ sheet: MemberSheet? = nil) throws -> MemberSheetReading {
        try MemberSheetReading(
            lines.enumerated().map { ($0.offset + 1, $0.element) }, for: try sheet ?? self.sheet(), usualDay: day)
    }

    static let head = ["日付", "医療機関ID", "医療機関名", "総人数", "判明件数(人)", "開設時間（時間）", "外来", "病床数"]

    private func faults(_ row: [String], head: [String] = head) throws -> [MemberFault] {
        try #require(try Self.read([head, row]).rows.first).faults
    }

    @Test func `a fresh file has a row for each member and day, and greys what is not asked`() throws {
        let sheet = try Self.sheet()
        #expect(sheet.rows.count == 4)
        #expect(sheet.columns.prefix(3) == [.day, .facility, .name] && sheet.columns.last == .mend)
        let beds = try #require(sheet.columns.firstIndex(of: .item("beds")))
        #expect(sheet.cells(sheet.rows[0])[beds].isAsked)
        #expect(!sheet.cells(sheet.rows[1])[beds].isAsked)
        #expect(sheet.heading(.item("byRequest")) == "うち希望(人)")
    }

    @Test func `whatever is answered comes back as it was written`() throws {
        let form = try Self.form()
        let given: [[String: Answer]] = [
            [:], ["tested": .count(0)], ["hours": .decimal(65), "fee": .decimal(0)],
            [
                "tested": .count(9_999), "outpatient": .choice("limited"), "opened": .time(TimeOfDay(milliseconds: 0)),
                "closed": .flag(false), "memo": .text("=1+1"), "beds": .count(12),
            ],
            ["closed": .flag(true), "memo": .text("'-a"), "fee": .decimal(1_005)],
        ]
        for values in given {
            let sheet = try Self.sheet(SampleForm.answers(values, in: form), revision: 3)
            for guarding in [false, true] {
                let rows = sheet.rows.map { row in
                    sheet.cells(row).map { guarding ? CellGuard.guarded($0.text) : $0.text }
                }
                // A workbook has its text as it is: there nothing is guarded, and an apostrophe of its own stays.
                if !guarding, values["memo"] == .text("'-a") { continue }
                let reading = try Self.read([sheet.columns.map(sheet.heading)] + rows, sheet)
                #expect(reading.rows.count == 4 && reading.unknown.isEmpty)
                for (row, member) in zip(reading.rows, sheet.rows) {
                    #expect(row.faults.isEmpty && row.basedOn == 3 && row.member == member)
                    let typed = TypedReport(form, form.sections(askedOf: member.facts), cells: row.cells)
                    #expect(typed.problems.isEmpty && typed.answers == member.answers)
                }
            }
        }
    }

    @Test func `columns may be moved, missing or of one's own, below lines that are something else`() throws {
        let sheet = try Self.sheet()
        let reading = try Self.read(
            [
                ["1月19日の報告", "", ""], [], ["ﾒﾓ", "総 人 数", "氏名"], ["担当", "総人数", "医療機関名", "実績日"],
                ["花子", "１２", "つむぎ野 医院", "2021/1/18"], ["", "", "", ""], ["合計", "12", "", ""], ["", "12", "合計"],
            ], sheet)
        #expect(reading.rows.map(\.line) == [5, 7])
        #expect(reading.rows[0].member?.facility == Self.two && reading.rows[0].member?.day == Self.day.adding(-1))
        #expect(reading.rows[0].cells["tested"] == "１２" && reading.rows[0].faults.isEmpty)
        #expect(reading.unknown == ["担当"])
        #expect(!reading.rows[1].faults.isEmpty)
    }

    @Test func `a column that is not in the file leaves what stands`() throws {
        let form = try Self.form()
        let sheet = try Self.sheet(SampleForm.answers(["hours": .decimal(65)], in: form), revision: 1)
        let reading = try Self.read([["ID", "総人数"], [Self.one.text, "3"]], sheet)
        #expect(reading.rows[0].cells["hours"] == "6.5" && reading.rows[0].cells["tested"] == "3")
    }

    @Test(arguments: [
        (["", "99999999", "", "1"], 1, "この団体が報告する医療機関ではありません"), (["", "医院", "", "1"], 1, "医療機関IDではありません"),
        (["", "", "", "1"], 1, "医療機関IDか医療機関名"), (["", "", "どこか", "1"], 2, "見つかりません"),
        (["", "33700128", "つむぎ野医院", "1"], 2, "別々の医療機関"), (["昨日", "33700128", "", "1"], 0, "日付として読み取れません"),
        (["2021-01-25", "33700128", "", "1"], 0, "送れる日ではありません"), (["", "33700128", "", "1"], 0, "日付を入れてください"),
        (["2021-01-19", "01000025", "", "1", "", "", "", "3"], 7, "お願いしていません"),
    ])
    func `what is wrong is told at its column`(row: [String], column: Int, words: String) throws {
        let faults = try faults(row)
        #expect(faults.contains { $0.column == column && $0.sentence.contains(words) }, "\(faults)")
    }

    @Test func `a zero where nothing is asked says nothing wrong, and an ID may have lost its zeros`() throws {
        let row = try #require(
            try Self.read([Self.head, ["1月19日(火)", "1000025", "", "1", "", "", "", "0"]]).rows.first)
        #expect(row.faults.isEmpty && row.member?.facility == Self.two && row.cells["beds"] == nil)
    }

    @Test func `of two rows of the same institution and day neither is taken`() throws {
        let reading = try Self.read(
            [Self.head] + ["3", "4"].map { ["2021-01-19", "33700128", "", $0] } + [["2021-01-18", "33700128", "", "5"]])
        #expect(reading.rows.map { $0.faults.count } == [1, 1, 0])
        #expect(reading.rows[0].faults[0].sentence.contains("3行目"))
    }

    @Test func `a file without a head, of another survey or with a column twice is refused whole`() {
        for lines in [[], [["a", "b"]], [["医療機関ID", "医療機関名"], ["33700128", ""]], [["ID", "総人数", "総人数"]]] {
            #expect(throws: Problem.self) { try Self.read(lines) }
        }
    }

    @Test func `cells that could not be read are told with their own reason`() throws {
        let sheet = try Self.sheet()
        let reading = try MemberSheetReading(
            [(1, ["ID", "総人数", "日付"]), (2, ["33700128", "#REF!", "2021-01-19"])], for: sheet, usualDay: Self.day,
            broken: [SheetCell(line: 2, column: 1): "計算がエラーです。"])
        #expect(reading.rows[0].faults.map(\.sentence) == ["計算がエラーです。"])
    }
}
