import Documents
import Domain

/// One answer as programs send and read it: numbers as numbers, decimals with a point, choices by their code, times `HH:MM`, yes and
/// no as truth values, a blank as null, which is never a zero.
enum AnswerJSON {
    /// Why a value cannot be an answer of an item.
    struct Fault: Error {
        let words: String
    }

    /// What would stand in the item's field on the page, so that one reading serves both.
    static func text(of value: JSONValue, _ item: Item) -> Result<String, Fault> {
        switch (item.kind, value) {
        case (_, .null): .success("")
        case (.count, .number(let digits)), (.decimal, .number(let digits)): .success(plain(digits))
        case (.count, _), (.decimal, _): .failure(Fault(words: "数を、引用符をつけずに入れてください。空欄は null です。"))
        case (.choice(let choices), .text(let code)) where choices.contains { $0.code == code }: .success(code)
        case (.choice(let choices), _):
            .failure(
                Fault(words: "\(choices.map { "\"\($0.code)\"(\($0.label))" }.joined(separator: "、"))のどれかにしてください。"))
        case (.time, .text(let text)) where TimeOfDay(text) != nil: .success(text)
        case (.time, _): .failure(Fault(words: "時刻を \"13:00\" の形の文字列で入れてください。"))
        case (.flag, .bool(let yes)): .success(yes ? "yes" : "no")
        case (.flag, _): .failure(Fault(words: "true か false を入れてください。"))
        case (.text, .text(let text)): .success(text)
        case (.text, _): .failure(Fault(words: "文字列で入れてください。"))
        }
    }

    static func value(_ answer: Answer?, _ item: Item) -> JSONValue {
        switch answer {
        case nil: .null
        case .count, .decimal: .number(item.write(answer))
        case .choice(let code): .text(code)
        case .time(let time): .text(time.text)
        case .flag(let yes): .bool(yes)
        case .text(let text): .text(text)
        }
    }

    /// Every item of the form with its answer.
    static func object(_ answers: Answers, _ form: Form) -> JSONValue {
        .object(form.items.map { JSONValue.Member($0.code, value(answers[$0.code, in: form], $0)) })
    }

    /// A number without an exponent and without zeros at its end: `1.0` is the whole number 1, `65e-1` is `6.5`.
    static func plain(_ digits: String) -> String {
        let parts = digits.lowercased().split(separator: "e", maxSplits: 1)
        let isNegative = digits.hasPrefix("-")
        let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        // Beyond this it is more, or finer, than any answer.
        let shift = parts.count > 1 ? max(-40, min(40, Int(parts[1]) ?? (parts[1].hasPrefix("-") ? -40 : 40))) : 0
        var all = Array(whole + fraction)
        var point = whole.count + shift
        if point < 1 {
            all.insert(contentsOf: Array(repeating: "0", count: 1 - point), at: 0)
            point = 1
        }
        while all.count < point { all.append("0") }
        var rest = String(all[point...])
        while rest.hasSuffix("0") { rest.removeLast() }
        let front = String(all[..<point].drop { $0 == "0" })
        let number = (front.isEmpty ? "0" : front) + (rest.isEmpty ? "" : "." + rest)
        return isNegative && number != "0" ? "-" + number : number
    }
}
