import Documents
import Domain
import NationalSurveys
import Store
import TestSupport
import Testing

@testable import Web

/// What a program sends is what it reads, for every item of every form.
@Suite struct AnswerJSONTests {
    private static func forms() throws -> [Form] {
        try NationalSurveys.files().map { try FormReader.read($0.text, file: $0.name) }
    }

    /// Blanks, zeros, limits and what is hard to write.
    private static func answer(_ item: Item, _ random: inout SystemRandomNumberGenerator) -> Answer? {
        guard Int.random(in: 0..<4, using: &random) > 0 else { return nil }
        let isBound = Bool.random(using: &random)
        switch item.kind {
        case .count(let ceiling):
            return .count(
                isBound ? [0, ceiling].randomElement(using: &random) ?? 0 : Int.random(in: 0...ceiling, using: &random))
        case .decimal(_, let ceiling): return .decimal(isBound ? ceiling : Int.random(in: 0...ceiling, using: &random))
        case .choice(let choices): return choices.randomElement(using: &random).map { .choice($0.code) }
        case .time: return .time(TimeOfDay(milliseconds: Int.random(in: 0..<1440, using: &random) * 60_000))
        case .flag: return .flag(Bool.random(using: &random))
        case .text:
            return .text(["\"引用\"\\", "改行\nあり", "😀か\u{3099}", "<b>&amp;", "0"].randomElement(using: &random) ?? "")
        }
    }

    @Test func `any answers written as JSON are read as the same answers`() throws {
        var random = SystemRandomNumberGenerator()
        for form in try Self.forms() {
            for _ in 1...200 {
                let answers = Answers(values: form.items.map { Self.answer($0, &random) })
                let sent = try JSONReader.read(AnswerJSON.object(answers, form).bytes)
                let read = TypedReport(form, form.sections) { item in
                    AnswerJSON.text(of: sent[item.code] ?? .null, item).mapError {
                        FieldProblem(field: item.code, label: item.label, sentence: $0.words)
                    }
                }
                #expect(read.problems.isEmpty)
                #expect(read.answers == answers)
            }
        }
    }

    @Test func `another kind of value is never taken for an answer`() throws {
        for item in try Self.forms().flatMap(\.items) {
            let strange: [JSONValue] = [.list([]), .object([]), .text("strange"), .bool(true), .number("1")]
            let taken = strange.filter { value in
                if case .success = AnswerJSON.text(of: value, item) { true } else { false }
            }
            #expect(taken.count == 1 || item.isChoice && taken.isEmpty, "\(item.code): \(taken)")
        }
    }
}

extension Item {
    /// Of a time and a choice none of these is an answer.
    fileprivate var isChoice: Bool {
        switch kind {
        case .choice, .time: true
        case .count, .decimal, .flag, .text: false
        }
    }
}
