import Domain
import Store
import Testing

/// Answers are kept as one compact JSON array in the item order of the form (decision 0002).
struct AnswersJSONTests {
    private static let form: Form = {
        let kinds: [(String, Item.Kind)] = [
            ("count", .count(ceiling: 9_999)), ("decimal", .decimal(places: 1, ceiling: 240)),
            ("choice", .choice([Choice(code: "normal", label: "通常"), Choice(code: "none", label: "設置なし")])),
            ("time", .time), ("flag", .flag), ("text", .text(limit: 100)),
        ]
        let items = kinds.map { code, kind in
            Item(code: code, label: code, unit: nil, kind: kind, adds: .none, required: false, source: "default")
        }
        return Form(
            survey: "sample", title: "見本", from: Day(number: 0), period: .day,
            schedule: Schedule(opensAfterDays: 0, dueAfterDays: 0, dueTime: .midnight),
            sections: [Section(id: "all", title: "全員", asked: .everyone, note: nil, items: items)], checks: [])
    }()

    private static func full(text: String = "備考") -> Answers {
        Answers(values: [
            .count(1), .decimal(65), .choice("normal"), .time(TimeOfDay(milliseconds: 46_800_000)), .flag(false),
            .text(text),
        ])
    }

    @Test func `every kind of answer has its own shape`() {
        #expect(AnswersJSON.text(Self.full()) == #"[1,65,"normal","13:00",false,"備考"]"#)
        #expect(AnswersJSON.text(Answers(blankFor: Self.form)) == "[null,null,null,null,null,null]")
        #expect(AnswersJSON.text(Answers(values: [])) == "[]")
    }

    @Test func `every kind of answer comes back, and blanks as blanks`() throws {
        for answers in [Self.full(), Answers(blankFor: Self.form)] {
            #expect(try AnswersJSON.answers(AnswersJSON.text(answers), in: Self.form) == answers)
        }
        for number in [0, 1, 9_999, 999_999_999_999_999_999] {
            var answers = Answers(blankFor: Self.form)
            (answers.values[0], answers.values[1]) = (.count(number), .decimal(number))
            #expect(try AnswersJSON.answers(AnswersJSON.text(answers), in: Self.form) == answers)
        }
        for yes in [true, false] {
            var answers = Answers(blankFor: Self.form)
            answers.values[4] = .flag(yes)
            #expect(try AnswersJSON.answers(AnswersJSON.text(answers), in: Self.form) == answers)
        }
    }

    @Test(
        arguments: [
            "\"", "\\", "\\\"", "\"\u{301}", "\u{0}", "\u{1}\u{1F}\u{7F}\u{85}", "a\r\nb\tc", "\u{2028}\u{2029}",
            "\u{FEFF}先頭",
            "\u{FFFF}\u{10FFFF}", "null", "true", "[1]", "'; DROP TABLE report; --", "</script>", "👩‍👩‍👧‍👦",
            "カ\u{3099}\u{FA19}", " ",
            "\\u0041",
        ])
    func `hostile text comes back to the byte`(text: String) throws {
        let kept = AnswersJSON.text(Self.full(text: text))
        #expect(!kept.utf8.contains { $0 < 0x20 })
        let back = try AnswersJSON.answers(kept, in: Self.form)
        guard case .text(let found)? = back.values[5] else { return #expect(Bool(false), "\(back)") }
        #expect(Array(found.utf8) == Array(text.utf8))
    }

    @Test func `an array shorter than the form is padded with blanks`() throws {
        var answers = Answers(blankFor: Self.form)
        answers.values[0] = .count(3)
        #expect(try AnswersJSON.answers("[3]", in: Self.form) == answers)
    }

    @Test(
        arguments: [
            (0, #"["3"]"#), (1, #"[null,"6.5"]"#), (2, "[null,null,1]"), (3, #"[null,null,null,"1:00"]"#),
            (4, "[null,null,null,null,1]"), (5, "[null,null,null,null,null,false]"),
            (7, "[null,null,null,null,null,null,null]"),
        ])
    func `what does not belong to the form is a fault of ours, told with its place`(position: Int, text: String) {
        #expect(throws: AnswersJSON.Mismatch.self) { try AnswersJSON.answers(text, in: Self.form) }
        do {
            _ = try AnswersJSON.answers(text, in: Self.form)
        } catch let fault as AnswersJSON.Mismatch {
            #expect(fault.survey == "sample")
            #expect(fault.position == position)
        } catch {
            Issue.record(error)
        }
    }

    @Test func `any spelling that JSON allows is read`() throws {
        let text =
            " [ 1 ,\t-65,\"nor\\u006dal\", \"13:00\" ,\r\n true, \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"]\n"
        let answers = try AnswersJSON.answers(text, in: Self.form)
        #expect(
            answers.values == [
                .count(1), .decimal(-65), .choice("normal"), .time(TimeOfDay(milliseconds: 46_800_000)), .flag(true),
                .text("\"\\/\u{8}\u{C}\n\r\té😀"),
            ])
        #expect(try AnswersJSON.answers("[ ]", in: Self.form) == Answers(blankFor: Self.form))
        #expect(try AnswersJSON.answers("[\(Int.min),\(Int.max)]", in: Self.form).values[1] == .decimal(.max))
    }

    @Test(arguments: [
        "", "[", "{}", "[1.5]", "[[1]]", "null", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[]]", "[] x", "[1]1", "[nul]",
        "[nulll]", "[True]", "[+1]", "[01]", "[-]", "[--1]", "[1e3]", "[9223372036854775808]", "[-9223372036854775809]",
        "[99999999999999999999999]", "[\"]", "[\"a]", "[\"a\\\"]", "[\"\\x\"]", "[\"\\u12\"]", "[\"\\u12G4\"]",
        "[\"\\uD800\"]", "[\"\\uDC00\"]", "[\"\\uD800\\u0041\"]", "[\"\\uD800\\", "[\"a\nb\"]", "[\"a\\nb\u{1}\"]",
        "['a']",
        "[1]\u{0}", "\u{FEFF}[1", "[１]",
    ])
    func `what is no array of answers cannot be read`(text: String) {
        #expect(throws: (any Error).self) { try AnswersJSON.answers(text, in: Self.form) }
    }
}
