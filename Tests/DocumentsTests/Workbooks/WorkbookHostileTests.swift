import Documents
import Foundation
import Testing

/// Files made to harm.
@Suite(.serialized) struct WorkbookHostileTests {
    private func problem(_ bytes: [UInt8], _ limits: WorkbookLimits = WorkbookLimits()) -> WorkbookProblem? {
        do throws(WorkbookProblem) {
            _ = try WorkbookReader(limits: limits).read(bytes)
            return nil
        } catch {
            return error
        }
    }

    /// The most memory that this program ever had, in bytes.
    private func peak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.filter(\.isNumber))) * 1_024
    }

    @Test func `a file that unpacks to 300 MB of nothing is refused before it does`() throws {
        let zeros = "b'<a>' + b' ' * 300_000_000"
        for part in [HandmadeWorkbook.sheet, HandmadeWorkbook.strings, HandmadeWorkbook.styles, HandmadeWorkbook.index]
        {
            let harmless = [HandmadeWorkbook.styles: "'<styleSheet/>'"]
            let bytes = try HandmadeWorkbook.make(harmless.merging([part: zeros]) { $1 })
            #expect(bytes.count < 1 << 20)
            let before = try peak()
            let start = ContinuousClock.now
            guard case .tooLarge(.unpackedBytes)? = problem(bytes) else {
                Issue.record("\(part): \(String(describing: problem(bytes)))")
                continue
            }
            #expect(ContinuousClock.now - start < .seconds(20))
            #expect(try peak() - before < 250 << 20)
        }
    }

    @Test func `a million rows that were only formatted cost no memory`() throws {
        let bytes = try HandmadeWorkbook.rows(
            """
            '<row r="1"><c r="A1"><v>6</v></c></row>' + ''.join('<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' \
            % (n, n) for n in range(2, 1_000_001))
            """)
        let before = try peak()
        let sheet = try WorkbookReader().read(bytes)
        #expect(sheet.rows.map(\.cells) == [["6"]])
        #expect(try peak() - before < 100 << 20)
    }

    @Test(arguments: [
        "'<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet><sheetData>&b;</sheetData></worksheet>'",
        "'<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\"><worksheet/>'",
    ])
    func `a document type is refused`(sheet: String) throws {
        #expect(problem(try HandmadeWorkbook.make([HandmadeWorkbook.sheet: sheet])) == .damaged("a document type"))
    }

    @Test(arguments: [
        ("'<a b=\"' + 'x' * 50_000_000 + '\"/>'", "an endless tag"),
        ("'<a>' * 5_000_000", "nested too deeply"),
        ("'<worksheet><sheetData>&nothing;</sheetData></worksheet>'", "undefined entity"),
        ("'<worksheet><sheetData>'", "no element found"),
        ("b'\\xff\\xfe\\xff'", "unclosed token"),
    ])
    func `XML that never ends or is none is refused`(sheet: String, reason: String) throws {
        let found = problem(
            try HandmadeWorkbook.make([HandmadeWorkbook.sheet: sheet, HandmadeWorkbook.strings: sheet]))
        guard case .damaged(let told)? = found else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(told.contains(reason) || reason == "unclosed token", "\(told)")
    }

    @Test(arguments: [
        #"'<row r="2"/><row r="2"/>'"#, #"'<row r="0"/>'"#, #"'<row r="1048577"/>'"#,
        #"'<row r="99999999999999999999"/>'"#,
        #"'<row r="1"><c r="B1"/><c r="A1"/></row>'"#, #"'<row r="1"><c r="A2"/></row>'"#,
        #"'<row r="1"><c r="ZZZZ1"/></row>'"#,
        #"'<row r="1"><c r="A1" t="s"><v>1</v></c></row>'"#, #"'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'"#,
        #"'<row r="1"><c r="A1" t="q"><v>1</v></c></row>'"#, #"'<c r="A1"><v>1</v></c>'"#,
        #"'<row r="1"><c r="A1"><c r="B1"><v>1</v></c></c></row>'"#,
    ])
    func `cells out of place are refused`(rows: String) throws {
        guard case .damaged? = problem(try HandmadeWorkbook.rows(rows)) else {
            Issue.record("taken: \(rows)")
            return
        }
    }

    @Test func `merged ranges that overlap without end are refused`() throws {
        let rows = #"''.join('<row r="%d"><c r="KN%d"><v>1</v></c></row>' % (n, n) for n in range(1, 5_001))"#
        let merges =
            #"'</sheetData><mergeCells>' + '<mergeCell ref="A1:KN5000"/>' * 15_000 + '</mergeCells><sheetData>'"#
        #expect(problem(try HandmadeWorkbook.rows("\(rows) + \(merges)")) == .damaged("merged ranges overlap"))
    }

    @Test func `what is no workbook is told apart`() throws {
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        let name = "EncryptedPackage".utf16.flatMap { [UInt8($0), 0] as [UInt8] }
        #expect(problem(old) == .oldFormat)
        #expect(WorkbookProblem.oldFormat.japanese.contains("Excel(.xlsx)形式で保存してください"))
        #expect(problem(old + name) == .encrypted)
        #expect(problem([]) == .notWorkbook)
        #expect(problem(Array("都道府県,区分".utf8)) == .notWorkbook)
        #expect(problem(try Zip.pack(name: "day.csv", [1, 2, 3])) == .notWorkbook)
        var locked = try HandmadeWorkbook.make([:])
        #expect(problem(locked) == nil)
        for place in locked.indices.dropLast(8) where locked[place..<place + 2] == [0x50, 0x4B] {
            if locked[place + 2] == 1 { locked[place + 8] |= 1 }
            if locked[place + 2] == 3 { locked[place + 6] |= 1 }
        }
        #expect(problem(locked) == .encrypted)
        let hidden = #"'<workbook><sheets>' + '<sheet name="a" id="a" state="hidden"/>' * 2 + '</sheets></workbook>'"#
        #expect(problem(try HandmadeWorkbook.make([HandmadeWorkbook.index: hidden])) == .noVisibleSheet)
        let only = hidden.replacing("* 2", with: "* 1")
        #expect(problem(try HandmadeWorkbook.make([HandmadeWorkbook.index: only])) == nil)
        let many = Dictionary(uniqueKeysWithValues: (0..<4_100).map { ("p\($0)", "''") })
        #expect(problem(try HandmadeWorkbook.make(many)) == .damaged("too many parts"))
    }

    @Test func `each limit is refused one beyond, and not at it`() throws {
        let texts = #"'<row r="3"><c r="B3" t="inlineStr"><is><t>あいう</t></is></c></row><row><c><v>1</v></c></row>'"#
        let merged = #"'</sheetData><mergeCell ref="A1:B2"/><mergeCell ref="D1:E2"/><sheetData>'"#
        let bytes = try HandmadeWorkbook.rows("\(texts) + \(merged)")
        let cases: [(WritableKeyPath<WorkbookLimits, Int>, Int, WorkbookProblem)] = [
            (\.rows, 2, .tooLarge(.rows(limit: 1))),
            (\.columns, 2, .tooLarge(.columns(line: 3, limit: 1))),
            (\.cells, 3, .tooLarge(.cells(limit: 2))),
            (\.cellLength, 3, .tooLarge(.cellLength(line: 3, limit: 2))),
            (\.strings, 1, .tooLarge(.strings(limit: 0))),
            (\.stringBytes, 1, .tooLarge(.strings(limit: 0))),
            (\.textBytes, 10, .tooLarge(.strings(limit: 9))),
            (\.merges, 2, .tooLarge(.merges(limit: 1))),
            (\.fileBytes, bytes.count, .tooLarge(.fileBytes(limit: bytes.count - 1))),
        ]
        for (limit, enough, refusal) in cases {
            var limits = WorkbookLimits()
            limits[keyPath: limit] = enough
            #expect(problem(bytes, limits) == nil, "\(refusal)")
            limits[keyPath: limit] = enough - 1
            #expect(problem(bytes, limits) == refusal)
            #expect(refusal.japanese.hasSuffix("。"))
        }
    }
}
