import Testing

@testable import Domain

/// What stands in the cells of a designation report (R31 R40).
@Suite struct DesignationReadingTests {
    private static let tokyo = Prefecture.all[12]

    private func read(_ cells: [DesignationColumn: String]) -> DesignationReading {
        DesignationReading(cells, in: Self.tokyo)
    }

    @Test(arguments: [
        "2021-01-20", "2021/1/20", "2021.1.20", "20210120", "2021年1月20日", "令和3年1月20日", "R3.1.20", "r3/1/20",
        "Ｒ３．１．２０", "２０２１／１／２０", "2021-01-20 00:00:00", "2021-01-20T00:00:00", " 令和 3年 1月 20日 ",
    ])
    func `a day is read as people write it`(_ text: String) {
        #expect(Day(written: text) == .written("2021-01-20"))
    }

    @Test(arguments: [
        "", "1/20", "2021-02-30", "令和3年13月1日", "21-01-20", "2021-01", "2021年1月", "平成33年1月20日", "令和元年4月30日", "44216",
        "2021-01-20 13:00", "x",
    ])
    func `what is no day is refused`(_ text: String) { #expect(Day(written: text) == nil) }

    @Test func `the first year of an era is read`() {
        #expect(Day(written: "令和元年5月1日") == .written("2019-05-01"))
        #expect(Day(written: "H31.4.30") == .written("2019-04-30"))
    }

    @Test func `headings are found in any width, and by their other names`() {
        #expect(DesignationColumn(heading: " 医療機関ＩＤ ") == .facility)
        #expect(DesignationColumn(heading: "診療のみ・診療検査・検査のみ") == .tests)
        #expect(DesignationColumn(heading: "とりまとめ団体") == .association)
        #expect(DesignationColumn(heading: "種類") == nil)
        for column in DesignationColumn.allCases { #expect(DesignationColumn(heading: column.heading) == column) }
    }

    @Test func `a code of nine digits lost its leading zero, six are a fault`() {
        let hokkaido = DesignationReading([.facilityCode: "１１２３４５６７８"], in: Prefecture.all[0])
        #expect(hokkaido.entry.facilityCode == "0112345678" && hokkaido.faults.isEmpty)
        #expect(hokkaido.notes.contains { $0.contains("先頭の0を補いました") })
        let short = read([.facilityCode: "371012"])
        #expect(short.faults.map(\.column) == ["医療機関コード"])
        #expect(short.faults[0].sentence.hasPrefix("6けたです。10けたの数字で入力してください。"))
    }

    @Test func `another check digit is a note only`() throws {
        let right = try #require((0...9).map { "130123456\($0)" }.first { FacilityCode($0)?.checkDigitFault == nil })
        let wrong = try #require((0...9).map { "130123456\($0)" }.first { $0 != right })
        #expect(read([.facilityCode: right]).notes.isEmpty)
        #expect(read([.facilityCode: wrong]).notes.count == 1 && read([.facilityCode: wrong]).faults.isEmpty)
    }

    @Test func `rows and municipalities of another prefecture are faults`() {
        #expect(read([.prefectureCode: "13", .prefectureName: "東京都", .municipality: "131041"]).faults.isEmpty)
        #expect(read([.prefectureCode: "17"]).faults.map(\.column) == ["都道府県コード"])
        #expect(read([.prefectureName: "石川県"]).faults.map(\.column) == ["都道府県名"])
        #expect(read([.municipality: "172014"]).faults.map(\.column) == ["市区町村コード"])
    }

    @Test func `an empty cell says nothing`() {
        let reading = read([:])
        #expect(reading.faults.isEmpty && reading.entry == DesignationEntry())
    }

    @Test func `what does not go together is told at its column`() {
        #expect(read([.category: "行政検査委託契約のみ", .contract: "なし"]).faults.map(\.column) == ["委託契約"])
        #expect(read([.category: "行政検査委託契約のみ", .tests: "診療のみ"]).faults.map(\.column) == ["検査"])
        #expect(read([.category: "行政検査委託契約のみ", .tests: "検査のみ"]).entry.contract == true)
        #expect(read([.category: "PCRセンター", .kind: "病院"]).faults.map(\.column) == ["種別"])
        #expect(read([.party: "団体"]).faults.map(\.column) == ["とりまとめ団体名"])
        #expect(read([.party: "自院", .associationName: "見本医師会"]).faults.map(\.column) == ["とりまとめ団体名"])
        #expect(read([.from: "2021-01-25", .until: "2021-01-25"]).faults.map(\.column) == ["指定解除年月日"])
    }

    @Test func `the column of associations takes an ID or a name`() {
        #expect(read([.association: "ａ13000012"]).entry.party == .association(id: "A13000012", name: ""))
        #expect(read([.association: "見本医師会"]).entry.party == .association(id: "", name: "見本医師会"))
    }
}
