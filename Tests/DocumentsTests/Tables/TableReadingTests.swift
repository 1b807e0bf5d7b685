import Documents
import Foundation
import Testing

/// One reading for whatever people send as a table.
struct TableReadingTests {
    private static let text = "コード,名称\r\n0310001,髙橋①医院\r\n\r\n0310002,〜\r\n"
    private static let rows = [["コード", "名称"], ["0310001", "髙橋①医院"], ["0310002", "〜"]]

    private func read(_ bytes: [UInt8], name: String? = nil) throws -> TextTable {
        try TableReading().read(bytes, name: name)
    }

    private func problem(_ bytes: [UInt8], name: String? = nil, _ reading: TableReading = TableReading())
        -> TableProblem?
    {
        do throws(TableProblem) {
            _ = try reading.read(bytes, name: name)
            return nil
        } catch {
            return error
        }
    }

    @Test func `the same rows are read from CSV in three encodings, pasted cells and a workbook`() throws {
        let mac = Self.text
        let windows = mac.replacing("〜", with: "～")
        let tabs = mac.replacing(",", with: "\t")
        let writer = try WorkbookWriter(created: 0)
        try writer.begin(WorkbookSheetPlan(name: "一覧", columns: []))
        for row in Self.rows[0...1] + [[]] + Self.rows[2...] { try writer.write(row.map { .text($0) }) }
        let utf16 = try #require(tabs.data(using: .utf16LittleEndian))
        let sent: [([UInt8], TextTable.Source)] = [
            (Array(mac.utf8), .csv), ([0xEF, 0xBB, 0xBF] + Array(mac.utf8), .csv),
            (Array(tabs.utf8), .tabs), ([0xFF, 0xFE] + Array(utf16), .tabs),
            (try writer.finish(), .workbook(sheet: "一覧")),
        ]
        for (bytes, source) in sent {
            let table = try read(bytes)
            #expect(table.rows.map(\.cells) == Self.rows && table.source == source)
            #expect(table.rows.map(\.line) == [1, 2, 4])
        }
        let cp932 = try #require(windows.data(using: .shiftJIS))
        #expect(try read(Array(cp932)).rows.map(\.cells) == Self.rows.dropLast() + [["0310002", "～"]])
    }

    @Test func `quotes of pasted cells are taken as spreadsheets set them`() throws {
        let text = "a\t\"b\nc\"\t\"d\"\"e\"\r\n\"f\tg\"\th \"i\"\t5\"\n\"j\tk\"l\tm\n\n\"open\tn"
        let table = try read(Array(text.utf8))
        #expect(
            table.rows.map(\.cells) == [
                ["a", "b\nc", "d\"e"], ["f\tg", "h \"i\"", "5\""], ["\"j", "k\"l", "m"], ["\"open", "n"],
            ])
        #expect(table.rows.map(\.line) == [1, 3, 4, 6])
        #expect(table.rows[0][7].isEmpty)
    }

    @Test(arguments: [
        ("<html><table>", "a.xls"), ("%PDF-1.7", "a.csv"), ("<?xml version=\"1.0\"?>", nil), ("a,b", "a.XLSX"),
        ("a,b", "a.ods"),
    ])
    func `what only calls itself a table is refused`(text: String, name: String?) {
        #expect(problem(Array(text.utf8), name: name)?.japanese.contains("Excel(.xlsx)形式で保存してください") == true)
    }

    @Test func `an old workbook, a broken one and unknown bytes have their sentence`() {
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]
        #expect(problem(old, name: "a.csv")?.japanese == WorkbookProblem.oldFormat.japanese)
        #expect(problem([0x50, 0x4B, 0x03, 0x04, 0])?.japanese == WorkbookProblem.damaged("").japanese)
        #expect(problem([0x81, 0xFF, 0x80, 0x0A])?.japanese.contains("文字コード") == true)
        #expect(problem(Array("a,\"b".utf8))?.line == 1)
        #expect(problem(Array("a\n\"b\"c\n".utf8))?.line == 2)
    }

    @Test func `rows and columns are limited, and those in which nothing stands do not count`() throws {
        var reading = TableReading()
        (reading.maximumRows, reading.maximumColumns) = (2, 2)
        for text in ["a,b\n,\nc,d\n\n", "a\tb\n\t\nc\td\n\n"] {
            #expect(problem(Array(text.utf8), reading) == nil)
            #expect(problem(Array((text + "e").utf8), reading) != nil)
            #expect(
                problem(Array(text.replacing("d", with: text.contains(",") ? "d,e" : "d\te").utf8), reading)?.line == 3)
        }
    }

    @Test func `faults of cells are handed on with a heading to find them by`() throws {
        let table = try read(WorkbookFixtureTests.bytes("libreoffice"))
        #expect(table.totalFaults == 1 && table.faults.map(\.line) == [4])
        #expect(table.heading(of: 4) == "E列" && table.heading(of: 0) == "見出し")
        #expect(table.hiddenColumns == [2] && table.merges.count == 1)
    }
}

/// CSV for programs that know no Unicode.
struct TableEncodingTests {
    @Test func `what CP932 has comes back, and twins of other systems are written as it has them`() throws {
        let encoded = TableEncoding.cp932.csv([["髙①㈱Ⅳｱ", "〜−‖—", "¥￥\\"]])
        let text = try #require(String(data: Data(encoded.bytes), encoding: .shiftJIS))
        #expect(text == "\"髙①㈱Ⅳｱ\",\"～－∥―\",\"￥￥\\\"\r\n" && encoded.lost.isEmpty)
        #expect(try TableReading().read(encoded.bytes).rows.map(\.cells) == [["髙①㈱Ⅳｱ", "～－∥―", "￥￥\\"]])
    }

    @Test func `what it lacks becomes 〓 and is told once`() throws {
        let encoded = TableEncoding.cp932.csv([["医院", "𠮷田"], ["か\u{3099}", "🏥𠮷"], []])
        let text = try #require(String(data: Data(encoded.bytes), encoding: .shiftJIS))
        #expect(text == "\"医院\",\"〓田\"\r\n\"が\",\"〓〓\"\r\n\r\n")
        #expect(encoded.lost == ["𠮷", "🏥"])
    }

    @Test func `UTF-8 has its mark and loses nothing`() {
        let encoded = TableEncoding.utf8.csv([["𠮷", "a\"b"]])
        #expect(encoded.bytes == [0xEF, 0xBB, 0xBF] + Array("\"𠮷\",\"a\"\"b\"\r\n".utf8) && encoded.lost.isEmpty)
    }
}
