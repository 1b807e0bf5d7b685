import Documents
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

/// Whatever was answered goes into a file of days and comes back the same: as a workbook, as CSV in UTF-8 and in Shift_JIS, for every
/// kind of item, with blanks, zeros and closed days (R24).
struct DayFileRoundTripTests {
    private static let clinic = TestWorld.own
    private static let first = Day.written("2021-09-01")

    /// Pieces of what people write; those of the second line CP932 lacks.
    private static let plain = [
        "熱", "コ", "①", "髙", "ｱ", "\"", ",", "\n", "=1+1", "@", "'", "-", " ", "　", "〜", "0012", "1e3", "\t?", "①②",
        "a;b",
    ]
    private static let rare = ["😷", "𠮷", "é", "한", "❤️"]

    private struct Draw {
        var random: SplitMix

        mutating func one<T>(of values: [T]) -> T? { values.randomElement(using: &random) }

        mutating func answer(_ item: Item, _ pieces: [String]) -> Answer? {
            if Int.random(in: 0..<5, using: &random) == 0 { return nil }
            switch item.kind {
            case .count(let ceiling): return .count(one(of: [0, 1, 9, ceiling]) ?? 0)
            case .decimal(_, let ceiling): return .decimal(one(of: [0, 5, 65, ceiling]) ?? 0)
            case .choice(let choices): return one(of: choices).map { .choice($0.code) }
            case .time: return .time(TimeOfDay(milliseconds: Int.random(in: 0..<1_440, using: &random) * 60_000))
            case .flag: return .flag(Bool.random(using: &random))
            case .text:
                let text = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in one(of: pieces) }.joined()
                // As it would be kept if it were typed.
                return (try? item.read(text).get()).flatMap(\.self)
            }
        }
    }

    /// A fortnight of a form, answered by a seed.
    private static func sheet(_ form: Form, _ seed: UInt64, _ pieces: [String]) -> MemberSheet {
        var draw = Draw(random: SplitMix(state: seed))
        let days = (0..<14).map { first.adding($0) }
        let rows = days.map { day in
            let isClosed = Bool.random(using: &draw.random) && form.hasClosableDays
            let facts = AskedFacts(kind: isClosed ? .clinic : .hospital, consults: true, tests: true, contract: true)
            var answers = Answers(blankFor: form)
            for item in form.items { answers[item.code, in: form] = draw.answer(item, pieces) }
            return MemberDay(
                facility: clinic, name: day.words, day: day, facts: facts,
                answers: form.asked(answers, of: isClosed ? facts.notOpened : facts),
                revision: Int.random(in: 0...3, using: &draw.random), isClosed: isClosed)
        }
        return MemberSheet(
            forms: days.map { ($0, form) }, rows: rows, members: [clinic: "見本台医院"], isOfOne: true)
    }

    /// Every version of every survey, and one with an item of each kind.
    private static func forms(_ surveys: Surveys) -> [Form] {
        surveys.keys.flatMap { surveys.versions(of: $0) } + [PageExamples.form("項目")]
    }

    /// Reads a file back and compares it row by row.
    private static func expectSame(_ bytes: [UInt8], _ sheet: MemberSheet, _ what: String) throws {
        let table = try TableReading().read(bytes)
        let reading = try MemberSheetReading(
            table.rows.map { ($0.line, $0.cells) }, for: sheet, usualDay: first, asWritten: TableEncoding.replaced)
        #expect(reading.unknown.isEmpty, "\(what)")
        var found: [Day: MemberSheetReading.Row] = [:]
        for row in reading.rows {
            #expect(row.faults.isEmpty, "\(what): \(row.faults)")
            if let member = row.member { found[member.day] = row }
        }
        for wanted in sheet.rows {
            let form = try #require(sheet.form(on: wanted.day))
            guard let row = found[wanted.day] else {
                #expect(wanted.answers.isBlank && !wanted.isClosed, "\(what): \(wanted.day.text) is lost")
                continue
            }
            let typed = TypedReport(form, form.sections(askedOf: wanted.facts), cells: row.cells)
            #expect(typed.problems.isEmpty, "\(what): \(typed.problems)")
            #expect(typed.answers == wanted.answers, "\(what): \(wanted.day.text)")
            #expect(row.isClosed == wanted.isClosed, "\(what)")
            #expect(row.basedOn == wanted.revision, "\(what)")
        }
    }

    @Test func `any answers come back from a workbook and from CSV in both encodings`() async throws {
        let surveys = try await TestWorld.empty(.sqlite) { $0.surveys }
        for form in Self.forms(surveys) {
            for seed in 1...12 {
                let what = "\(form.survey) \(form.from.text) seed \(seed)"
                let sheet = Self.sheet(form, UInt64(seed), Self.plain)
                let workbook = MemberWorkbook(sheet: sheet, title: form.title, made: Instant(Self.first))
                try Self.expectSame(try workbook.fresh(), sheet, "\(what) xlsx")
                try Self.expectSame(workbook.encoded(.utf8).bytes, sheet, "\(what) utf8")
                let narrow = workbook.encoded(.cp932)
                #expect(narrow.lost.isEmpty, "\(what): \(narrow.lost)")
                try Self.expectSame(narrow.bytes, sheet, "\(what) cp932")
            }
        }
    }

    @Test func `what Shift_JIS lacks is told, and the other files hold it`() throws {
        let form = PageExamples.form("項目")
        for seed in 1...12 {
            let sheet = Self.sheet(form, UInt64(seed), Self.plain + Self.rare)
            let workbook = MemberWorkbook(sheet: sheet, title: form.title, made: Instant(Self.first))
            try Self.expectSame(try workbook.fresh(), sheet, "seed \(seed) xlsx")
            try Self.expectSame(workbook.encoded(.utf8).bytes, sheet, "seed \(seed) utf8")
            let isRare = sheet.rows.contains { row in
                row.answers.values.contains { answer in
                    if case .text(let text)? = answer { Self.rare.contains { text.contains($0) } } else { false }
                }
            }
            #expect(workbook.encoded(.cp932).lost.isEmpty != isRare, "seed \(seed)")
        }
    }
}

/// Numbers that a seed decides.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
