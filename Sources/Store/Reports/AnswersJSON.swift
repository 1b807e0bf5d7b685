import Domain

/// Answers as kept: one compact JSON array in the item order of the form (design §4). Counts and decimals are whole numbers (a
/// decimal in its last place), choices their codes, times `HH:MM`, flags truth values, a blank is null.
public enum AnswersJSON {
    /// What is kept does not belong to the form: a fault of ours, never of what a person typed.
    public struct Mismatch: Error, Equatable {
        public let position: Int
        public let survey: String
    }

    public static func text(_ answers: Answers) -> String {
        var text = "["
        for (index, answer) in answers.values.enumerated() {
            if index > 0 { text += "," }
            switch answer {
            case nil: text += "null"
            case .count(let value), .decimal(let value): text += String(value)
            case .choice(let code): text += quoted(code)
            case .time(let time): text += quoted(time.text)
            case .flag(let yes): text += yes ? "true" : "false"
            case .text(let words): text += quoted(words)
            }
        }
        return text + "]"
    }

    /// Reads what `text` wrote. An array shorter than the form is padded with blanks.
    public static func answers(_ text: String, in form: Form) throws -> Answers {
        let cells = try AnswersReader.cells(text)
        var answers = Answers(blankFor: form)
        guard cells.count <= form.items.count else { throw Mismatch(position: cells.count, survey: form.survey) }
        for (position, cell) in cells.enumerated() where cell != .blank {
            guard let answer = answer(cell, form.items[position].kind) else {
                throw Mismatch(position: position, survey: form.survey)
            }
            answers.values[position] = answer
        }
        return answers
    }

    private static func answer(_ cell: AnswersReader.Cell, _ kind: Item.Kind) -> Answer? {
        switch (kind, cell) {
        case (.count, .number(let value)): .count(value)
        case (.decimal, .number(let value)): .decimal(value)
        case (.choice, .text(let code)): .choice(code)
        case (.time, .text(let text)): TimeOfDay(text).map(Answer.time)
        case (.flag, .truth(let yes)): .flag(yes)
        case (.text, .text(let words)): .text(words)
        default: nil
        }
    }

    /// RFC 8259: quotes, backslashes and control characters are escaped, everything else stays.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..."\u{1F}":
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
