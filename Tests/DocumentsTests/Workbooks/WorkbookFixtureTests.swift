import Documents
import Foundation
import Testing

/// Workbooks that other programs made; Fixtures/README.md tells how.
struct WorkbookFixtureTests {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: "Files/\(name)", withExtension: "xlsx"))
        return [UInt8](try Data(contentsOf: url))
    }

    private func read(_ name: String, sheet: String? = nil) throws -> WorkbookSheet {
        try WorkbookReader().read(try Self.bytes(name), sheet: sheet)
    }

    @Test func `what LibreOffice saved is read as a person sees it`() throws {
        let sheet = try read("libreoffice")
        #expect(sheet.name == "患者数")
        #expect(sheet.rows.map(\.line) == [1, 2, 3, 4, 5, 6, 7])
        #expect(
            sheet.rows.map(\.cells) == [
                ["見出し"],
                ["医療機関コード", "名称", "鍵", "数", "式"],
                ["0310001", "全角１２３", "k1", "6", "12"],
                ["0310002", "改行\nあり", "k2", "6.5", "#DIV/0!"],
                ["日付", "2021-01-19", "2021-01-19 13:00", "13:00", "TRUE"],
                ["数", "0.3", "10000000000", "-0.000125", "50%"],
                ["０１", " 空白 ", "文字列", "", "123456789012346000"],
            ])
        #expect(sheet.faults.map(\.kind) == [.error("#DIV/0!")])
        #expect(sheet.faults.map(\.line) == [4] && sheet.faults.map(\.column) == [4])
        #expect(sheet.hiddenColumns == [2])
        #expect(sheet.rows.filter(\.isHidden).map(\.line) == [4])
        #expect(sheet.merges.map(\.lines) == [1...1] && sheet.merges.map(\.columns) == [0...2])
    }

    @Test func `a formula whose result nobody stored is a fault of its cell, and not an empty one`() throws {
        let sheet = try read("openpyxl")
        let found = sheet.faults.map { "\($0.line):\($0.column)" }
        #expect(found == ["3:4", "4:4", "7:2", "7:3"] && sheet.totalFaults == 4)
        #expect(sheet.faults.allSatisfy { $0.kind == .uncalculated && $0.japanese.contains("数式") })
        #expect(sheet.rows[2].cells == ["0310001", "全角１２３", "k1", "6", "=D3*2"])
        #expect(sheet.rows[0].cells == ["見出し", "", "", "", "", "太い文字"])
        #expect(sheet.rows[4].cells == ["日付", "2021-01-19", "2021-01-19 13:00", "13:00", "TRUE"])
        #expect(sheet.rows[5].cells == ["数", "0.3", "10000000000", "-0.000125", "50%"])
        #expect(sheet.rows.count == 7)
    }

    @Test func `a hidden sheet is read only by its name`() throws {
        #expect(try read("openpyxl", sheet: "控え").rows.map(\.cells) == [["見えないシート"]])
        let problem = #expect(throws: WorkbookProblem.self) { try read("openpyxl", sheet: "無い") }
        #expect(problem == .noSheet("無い"))
    }

    @Test func `days may be counted from 1904`() throws {
        #expect(try read("from-1904").rows.map(\.cells) == [["2021-01-19", "1904-01-01 12:30"]])
    }

    @Test func `pieces of text are joined and furigana is left out`() throws {
        let sheet = try read("furigana")
        #expect(sheet.rows.map(\.cells) == [["東京都港区 ", "", "中の文字\r\n"]])
        #expect(sheet.rows.map(\.line) == [2])
    }

    @Test(arguments: ["libreoffice", "openpyxl", "furigana"])
    func `a workbook cut off or with bytes changed is read or refused, and nothing worse`(name: String) throws {
        let whole = try Self.bytes(name)
        var refused = 0
        for step in 0..<400 {
            var bytes = whole
            if step.isMultiple(of: 4) {
                bytes.removeLast(1 + step * whole.count / 401)
            } else {
                // A fixed walk over the file, several bytes a time.
                for turn in 0..<(1 + step % 5) {
                    let place = (step &* 7_919 &+ turn &* 104_729) % bytes.count
                    bytes[place] ^= UInt8(truncatingIfNeeded: 1 << (step % 8))
                }
            }
            do throws(WorkbookProblem) {
                _ = try WorkbookReader().read(bytes)
            } catch {
                #expect(!error.japanese.isEmpty && !error.english.isEmpty)
                refused += 1
            }
        }
        #expect(refused > 100)
    }
}
