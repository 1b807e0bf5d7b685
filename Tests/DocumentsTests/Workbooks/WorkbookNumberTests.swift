import Documents
import Testing

/// What the numbers of a sheet are read as.
struct WorkbookNumberTests {
    private func texts(_ numbers: [(format: String, value: String)]) throws -> [String] {
        try WorkbookReader().read(HandmadeWorkbook.numbers(numbers)).rows.map { $0.cells[0] }
    }

    @Test func `numbers are written in full, of the digits that Excel keeps`() throws {
        let known: [(String, String)] = [
            ("6", "6"), ("6.50", "6.5"), ("6.0", "6"), ("-0", "0"), ("007", "7"), ("1E+10", "10000000000"),
            ("1e-3", "0.001"),
            ("0.30000000000000004", "0.3"), ("-12.5", "-12.5"), ("1.5E+20", "150000000000000000000"),
            ("999999999999999", "999999999999999"), ("12345678901234567", "12345678901234600"),
            ("1234.5678", "1234.5678"),
            ("-1.2345E-7", "-0.00000012345"), (" 8 ", "8"),
        ]
        #expect(try texts(known.map { ("0", $0.0) }) == known.map(\.1))
    }

    @Test(arguments: ["abc", "nan", "inf", "1e999", "0x10", "1,5", "６"])
    func `what is no number is a fault of its cell`(value: String) throws {
        let sheet = try WorkbookReader().read(HandmadeWorkbook.numbers([("0", value)]))
        #expect(sheet.faults.map(\.kind) == [.number] && sheet.rows.map(\.cells) == [[value]])
    }

    @Test func `formats tell dates and times from numbers`() throws {
        let known: [(String, String, String)] = [
            ("14", "44215", "2021-01-19"), ("14", "44215.5416666667", "2021-01-19 13:00"),
            ("22", "44215", "2021-01-19"),
            ("20", "0.541666666666667", "13:00"), ("21", "0.541678240740741", "13:00:01"), ("22", "0.5", "12:00"),
            ("20", "44215.5", "12:00"), ("46", "1.0625", "25:30"), ("9", "0.07", "7%"), ("10", "0.125", "12.5%"),
            ("27", "44215", "2021-01-19"), ("36", "44215", "2021-01-19"), ("57", "44215", "2021-01-19"),
            ("32", "0.5", "12:00"), ("49", "5", "5"), ("yyyy\"年\"m\"月\"d\"日\"", "44215", "2021-01-19"),
            ("[$-411]ggge\"年\"m\"月\"d\"日\";@", "44215", "2021-01-19"), ("m/d(aaa)", "44215", "2021-01-19"),
            ("yyyy\\-mm\\-dd\\ hh:mm", "44215.75", "2021-01-19 18:00"), ("h:mm AM/PM", "0.75", "18:00"),
            ("mm:ss", "0.5", "12:00"), ("[h]:mm;@", "2", "48:00"), ("yyyy/mm", "44197", "2021-01-01"),
            ("General", "44215", "44215"), ("#,##0\"日\"", "6", "6"), ("0.00E+00", "44215", "44215"),
            ("[Red]0;[Magenta]-0", "6", "6"), ("0_);(0)", "6", "6"), ("0.0%", "0.5", "50%"), ("G/標準", "6", "6"),
        ]
        #expect(try texts(known.map { ($0.0, $0.1) }) == known.map(\.2))
    }

    @Test func `days are counted as Excel counts them, with the day that never was`() throws {
        let known: [(String, String)] = [
            ("1", "1900-01-01"), ("59", "1900-02-28"), ("60", "1900-02-29"), ("61", "1900-03-01"),
            ("36526", "2000-01-01"),
            ("36585", "2000-02-29"), ("44196", "2020-12-31"), ("73109", "2100-02-28"), ("73110", "2100-03-01"),
            ("2958465", "9999-12-31"), ("2958466", "2958466"), ("0", "0"), ("-1", "-1"),
            ("44214.9999999", "2021-01-19"),
        ]
        #expect(try texts(known.map { ("14", $0.0) }) == known.map(\.1))
    }

    @Test func `truth, errors, strict dates and empty results are read`() throws {
        let bytes = try HandmadeWorkbook.rows(
            """
            '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2021-01-19T13:00:00</v></c>\
            <c t="d"><v>2021-01-19T00:00:00</v></c><c t="str"><f>A1</f><v></v></c><c t="str"><f>A1</f></c>\
            <c><f>A1</f><v>3</v></c><x:c xmlns:x="x"><x:v>4</x:v></x:c></row>'
            """)
        let sheet = try WorkbookReader().read(bytes)
        #expect(
            sheet.rows.map(\.cells) == [
                ["TRUE", "FALSE", "#N/A", "2021-01-19 13:00", "2021-01-19", "", "=A1", "3", "4"]
            ])
        #expect(sheet.faults.map(\.column) == [2, 6] && sheet.faults.map(\.kind) == [.error("#N/A"), .uncalculated])
    }

    @Test func `columns have Excel's letters`() {
        let names = [0, 25, 26, 51, 701, 702, 16_383].map(WorkbookSheet.columnName)
        #expect(names == ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"])
    }
}
