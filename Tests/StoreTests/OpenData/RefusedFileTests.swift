import Domain
import Foundation
import Store
import TestSupport
import Testing

/// A doubtful file is refused whole, and whoever sent it is told where and why, in both languages.
struct RefusedFileTests {
    /// A file to be spoilt, and what must be said about it.
    struct Spoilt: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var bytes: [UInt8]
        var line: Int?
        var column: String?
        var total = 1
        let japanese: String
        let english: String

        init(
            _ name: String, _ bytes: [UInt8], line: Int?, column: String? = nil, total: Int = 1, japanese: String,
            english: String
        ) {
            testDescription = name
            self.bytes = bytes
            (self.line, self.column, self.total, self.japanese, self.english) = (line, column, total, japanese, english)
        }

        /// Rows changed before they become bytes; `rows[1]` is the file's second line.
        static func rows(
            _ name: String, line: Int?, column: String? = nil, total: Int = 1, japanese: String, english: String,
            _ change: (inout [[String]]) -> Void
        ) -> Spoilt {
            var file = good
            change(&file.rows)
            return Spoilt(
                name, file.bytes, line: line, column: column, total: total, japanese: japanese, english: english)
        }
    }

    /// Two hospitals of the shorter form: a heading and lines 2 to 7.
    static let good = InventedFile(
        "2021-01-19", [InventedHospital(id: "13000001"), InventedHospital(id: "13000002", answers: ["未回答"])])

    /// Table first: what stands in rows and columns.
    static let tables: [Spoilt] = [
        .rows("a row twice", line: 4, column: "医療区分", japanese: "「入院」が重複", english: "more than once") {
            $0.insert($0[1], at: 3)
        },
        .rows("a missing row", line: 5, column: "医療区分", japanese: "「外来」の行がありません", english: "lacks rows for 外来") {
            $0.remove(at: 5)
        },
        .rows("a missing column", line: 1, total: 1, japanese: "見出し「緯度」がありません", english: "missing columns: 緯度") {
            rows in
            rows = rows.map { Array($0[..<6] + $0[7...]) }
        },
        .rows("headings in another order", line: 1, japanese: "見出しの数か順番が違います", english: "in another order") { rows in
            rows = rows.map { [$0[1], $0[0]] + $0[2...] }
        },
        .rows("twelve columns", line: 1, japanese: "12列", english: "12 headings") { rows in
            rows = rows.map { Array($0.prefix(12)) }
        },
        .rows("a row with a field too few", line: 3, japanese: "列の数が 13", english: "13 fields") { $0[2].removeLast() },
        .rows(
            "an unknown function", line: 2, column: "医療区分", japanese: "「手術」という医療区分はこの日の調査票にありません",
            english: "unknown function 手術"
        ) { rows in rows[1][9] = "手術" },
        .rows(
            "a function of the other form", line: 3, column: "医療区分", japanese: "外来（平日）", english: "入院, 外来, 救急"
        ) { rows in rows[2][9] = "外来（平日）" },
        .rows(
            "an unknown answer", line: 7, column: "医療区分回答", japanese: "「通常 」という回答はありません", english: "unknown answer"
        ) { rows in rows[6][10] = "通常 " },
        .rows(
            "an unknown prefecture", line: 2, column: "都道府県名", total: 3, japanese: "「東京」という都道府県はありません",
            english: "unknown prefecture 東京"
        ) { rows in for line in 1...3 { rows[line][3] = "東京" } },
        .rows("two dates", line: 5, column: "提出日", japanese: "2021-01-20", english: "a file holds one day") {
            $0[4][8] = "2021-01-20"
        },
        .rows("an unreadable date", line: 2, column: "提出日", japanese: "日付が必要です", english: "date cannot be read") {
            $0[1][8] = "2021/01/19"
        },
        .rows("a day before the survey", line: nil, japanese: "2019-12-31", english: "no form of the survey") { rows in
            for line in 1...6 { rows[line][8] = "2019-12-31" }
        },
        .rows("no rows at all", line: 2, column: "提出日", japanese: "提出日が読めません", english: "date") { rows in
            rows.removeLast(6)
        },
        .rows("an ID that is none", line: 2, column: "医療機関ID", total: 3, japanese: "使えません", english: "not 1 to 16") {
            rows in
            for line in 1...3 { rows[line][0] = "１３０００００１" }
        },
        .rows("a place that is no number", line: 2, column: "緯度", japanese: "数として読めません", english: "not a number") {
            rows in
            for line in 1...3 { rows[line][6] = "北緯35度" }
        },
        .rows("a municipality of five digits", line: 2, column: "全国地方公共団体コード", japanese: "6桁", english: "six digits") {
            rows in
            for line in 1...3 { rows[line][11] = "13104" }
        },
        .rows("an institution told in two ways", line: 6, column: "医療機関名", japanese: "5行目と内容が違います", english: "line 5") {
            $0[5][1] = "別の病院"
        },
        .rows("a name in two Unicode spellings", line: 3, column: "医療機関名", japanese: "内容が違います", english: "differs") {
            ($0[1][1], $0[2][1], $0[3][1]) = ("ガ病院", "カ\u{3099}病院", "ガ病院")
        },
        .rows("a NUL character", line: 2, column: "医療機関住所", japanese: "NUL", english: "NUL") { rows in
            for line in 1...3 { rows[line][4] = "新宿区\u{0}" }
        },
        .rows("a name that is missing", line: 2, column: "医療機関名", japanese: "医療機関名がありません", english: "name is missing") {
            for line in 1...3 { $0[line][1] = "" }
        },
    ]

    /// Then bytes: encoding, quotes, ends.
    static let bytes: [Spoilt] = [
        Spoilt("an empty file", [], line: nil, japanese: "ファイルが空です", english: "the file is empty"),
        Spoilt(
            "a byte order mark alone", [0xEF, 0xBB, 0xBF], line: nil, japanese: "ファイルが空です", english: "the file is empty"
        ),
        Spoilt(
            "broken UTF-8", replaced(in: good.bytes, "2021-01-19\",\"救急", with: "2021-01-19\",\"救\u{1}", byte: 0xFF),
            line: 4,
            japanese: "UTF-8ではありません", english: "not UTF-8"),
        Spoilt(
            "Shift_JIS", [UInt8](good.text.dropFirst().data(using: .shiftJIS, allowLossyConversion: true) ?? Data()),
            line: 1,
            japanese: "UTF-8ではありません", english: "not UTF-8"),
        Spoilt(
            "cut off within a field", Array(good.bytes.dropLast(20)), line: 7, japanese: "途中で切れていないか",
            english: "cut off?"),
        Spoilt(
            "cut off at a row's end", cut(good, rows: 6), line: 5, column: "医療区分", japanese: "「救急」の行がありません",
            english: "lacks rows for 救急"),
        Spoilt(
            "cut off at a comma", Array((good.text.prefix { $0 != "\r\n" } + "\r\n\"13000001\",\"見本病院\"").utf8),
            line: 2,
            column: "提出日", japanese: "提出日が読めません", english: "date"),
        Spoilt(
            "text after a quote", Array(good.text.replacing("\"通常\"", with: "\"通常\"x", maxReplacements: 1).utf8),
            line: 2,
            japanese: "引用符のあとに余分な文字", english: "after a closing quote"),
        Spoilt(
            "a page of HTML", Array("<!doctype html><title>404</title>".utf8), line: 1, japanese: "見出し",
            english: "missing"),
    ]

    private static func cut(_ file: InventedFile, rows: Int) -> [UInt8] {
        var file = file
        file.rows = Array(file.rows.prefix(rows))
        return file.bytes
    }

    /// Puts a marked text in and then a byte in the place of U+0001.
    private static func replaced(in bytes: [UInt8], _ text: String, with other: String, byte: UInt8) -> [UInt8] {
        Array(good.text.replacing(text, with: other, maxReplacements: 1).utf8).map { $0 == 1 ? byte : $0 }
    }

    @Test(arguments: tables + bytes)
    func `a spoilt file is refused whole, with the place and the reason`(spoilt: Spoilt) async throws {
        try await TestWorld.empty(.sqlite) { world in
            let (lines, total) = try await world.refusal(of: spoilt.bytes)
            let told = try #require(lines.first)
            #expect(told.line == spoilt.line)
            #expect(told.column == spoilt.column)
            #expect(told.japanese.contains(spoilt.japanese), "\(told.japanese)")
            #expect(told.english.contains(spoilt.english), "\(told.english)")
            #expect(total == spoilt.total)
        }
    }

    @Test(arguments: Engine.available)
    func `the good file is taken over, and a spoilt one after it changes nothing`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            try await world.takeOver(Self.good)
            for spoilt in [Self.tables[0], Self.tables[10], Self.bytes[4]] {
                #expect(try await world.refusal(of: spoilt.bytes).lines.isEmpty == false)
            }
            #expect(try await world.publishedText("2021-01-19") == Self.good.text)
        }
    }

    @Test(arguments: Engine.available)
    func `IDs that differ only in case are refused, in one file and against what is known`(engine: Engine) async throws
    {
        try await TestWorld.empty(engine) { world in
            let lower = InventedFile("2021-01-19", [InventedHospital(id: "a300001")])
            let upper = InventedFile("2021-01-20", [InventedHospital(id: "A300001")])
            let both = InventedFile("2021-01-21", [InventedHospital(id: "A300001"), InventedHospital(id: "a300001")])
            let together = try #require(try await world.refusal(of: both.bytes).lines.first)
            #expect(together.line == 5)
            #expect(together.column == "医療機関ID")
            #expect(together.japanese.contains("大文字・小文字だけが違います"))
            #expect(together.english.contains("only in case"))
            try await world.takeOver(lower)
            let later = try #require(try await world.refusal(of: upper.bytes).lines.first)
            #expect(later.line == 2)
            #expect(later.japanese.contains("a300001"))
        }
    }

    @Test(arguments: Engine.available)
    func `the file of a day that has not come is refused until midnight in Tokyo`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let midnight = Instant(.written("2021-01-19"))
            do {
                try await world.takeOver(Self.good, at: Instant(milliseconds: midnight.milliseconds - 1))
                Issue.record("taken over")
            } catch Problem.refusedFile(let lines, let total) {
                #expect(lines.map(\.line) == [2])
                #expect(lines.map(\.column) == ["提出日"])
                #expect(lines.first?.japanese.contains("先の日付") ?? false)
                #expect(total == 1)
            }
            #expect(try await Contents(world.pool).rows("facility") == 0)
            #expect(try await world.takeOver(Self.good, at: midnight).facilities == 2)
        }
    }

    @Test func `every fault is counted and the first ten are told`() async throws {
        try await TestWorld.empty(.sqlite) { world in
            var file = InventedFile("2021-01-19", (1...20).map { InventedHospital(id: "130000\($0 + 10)") })
            for line in file.rows.indices.dropFirst() { file.rows[line][10] = "?" }
            let (lines, total) = try await world.refusal(of: file.bytes)
            #expect(lines.map(\.line) == Array(2...11))
            #expect(total == 60)
        }
    }
}
