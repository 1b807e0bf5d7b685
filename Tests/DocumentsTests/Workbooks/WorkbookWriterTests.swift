import Documents
import Foundation
import Testing

/// What is written into a workbook, read again.
struct WorkbookWriterTests {
    private static let created = 1_611_000_000

    private func write(
        _ rows: [[WorkbookCell]], name: String = "日次", columns: [WorkbookSheetPlan.Column] = [.init(width: 12)]
    ) throws -> [UInt8] {
        let writer = try WorkbookWriter(created: Self.created)
        try writer.begin(WorkbookSheetPlan(name: name, columns: columns))
        for row in rows { try writer.write(row) }
        return try writer.finish()
    }

    @Test func `what is written is read again`() throws {
        let texts = [
            "東京都", "007", "=1+1", "+1", "-1", "@x", "\t=1+1", " 端の空白 ", "改行\nあり", "<&>\"'", "_x0041_", "𠮷🏥", "a\u{1}b",
            "\r", "TRUE", "2021-01-19", "",
        ]
        let bytes = try write([
            texts.map { .text($0) },
            [],
            [
                .number(6), .init(.number(6.5)), .init(), .number(-1, look: .faulty, comment: "注"),
                .init(look: .notAsked),
            ],
        ])
        let sheet = try WorkbookReader().read(bytes)
        #expect(sheet.rows.map(\.line) == [1, 3])
        #expect(sheet.rows[0].cells == Array(texts.dropLast()))
        #expect(sheet.rows[1].cells == ["6", "6.5", "", "-1"])
        #expect(sheet.name == "日次" && sheet.faults.isEmpty)
    }

    @Test func `the same content gives the same bytes`() throws {
        let rows = [[WorkbookCell.text("見出し", look: .heading)], [.text("0310001", comment: "注")]]
        #expect(try write(rows) == write(rows))
    }

    @Test func `hidden columns and several sheets are kept, under names that Excel takes`() throws {
        let writer = try WorkbookWriter(created: Self.created)
        let long = String(repeating: "長", count: 40)
        for name in [long, long, "a/b:c", "", "A/B:C"] {
            let key = WorkbookSheetPlan.Column(width: 8, isHidden: true)
            try writer.begin(
                WorkbookSheetPlan(name: name, columns: [.init(width: 20), key], frozenRows: 2, frozenColumns: 1))
            try writer.write([.text(name), .text("鍵")])
        }
        let bytes = try writer.finish()
        let names = [
            String(long.prefix(31)), String(long.prefix(27)) + " (2)", "a_b_c", "Sheet", "A_B_C (2)",
        ]
        for (name, wanted) in zip(names, [long, long, "a/b:c", "", "A/B:C"]) {
            let sheet = try WorkbookReader().read(bytes, sheet: name)
            #expect(sheet.rows.map(\.cells) == [[wanted, "鍵"]])
            #expect(sheet.hiddenColumns == [1])
        }
    }

    @Test func `Excel's limits are told before Excel has to`() throws {
        let longest = String(repeating: "あ", count: 32_767)
        #expect(try WorkbookReader().read(write([[.text(longest)]])).rows[0].cells == [longest])
        #expect(throws: WorkbookWritingError.textTooLong(line: 2, column: 1)) {
            try write([[], [.init(), .text(longest + "あ")]])
        }
        let many = (0..<200).map { "区分\($0)" }
        let writer = try WorkbookWriter(created: Self.created)
        #expect(throws: WorkbookWritingError.choices(column: 0)) {
            try writer.begin(
                WorkbookSheetPlan(name: "a", columns: [.init(width: 8, choices: many)], choiceLines: 2...100))
        }
        #expect(throws: WorkbookWritingError.noSheet) { try WorkbookWriter(created: 0).write([]) }
        #expect(throws: WorkbookWritingError.noSheet) { try WorkbookWriter(created: 0).finish() }
    }

    @Test func `choices do not disturb what is read`() throws {
        let writer = try WorkbookWriter(created: Self.created)
        let column = WorkbookSheetPlan.Column(width: 8, choices: ["病院", "診療所"])
        try writer.begin(WorkbookSheetPlan(name: "a", columns: [column], choiceLines: 2...100))
        try writer.write([.text("区分", look: .heading)])
        #expect(try WorkbookReader().read(writer.finish()).rows.map(\.cells) == [["区分"]])
    }
}
