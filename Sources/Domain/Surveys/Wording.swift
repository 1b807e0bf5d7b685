extension Item {
    /// The hint with the day of the report in words (R47): `{day}` becomes 「1月19日」, `{day-7}` 「1月12日」.
    public func hint(on day: Day) -> String? { hint.map { day.named(in: $0) } }

    /// The guidance with the day of the report in words, as in `hint(on:)`.
    public func guidance(on day: Day) -> String? { guidance.map { day.named(in: $0) } }

    /// What stands in the item's field on a page or in a file; empty for a blank. `read` reads it again.
    public func write(_ answer: Answer?) -> String {
        switch answer {
        case nil: ""
        case .count(let value): String(value)
        case .decimal(let value): decimal(value)
        case .choice(let code): code
        case .time(let time): time.text
        case .flag(let value): value ? "yes" : "no"
        case .text(let text): text
        }
    }

    /// The answer as a page says it: 「1,234人」, 「制限」, and 「—」 for a blank, which is never a zero.
    public func words(_ answer: Answer?) -> String {
        switch answer {
        case nil: return "—"
        case .count(let value): return grouped(String(value)) + (unit ?? "")
        case .decimal(let value): return grouped(decimal(value)) + (unit ?? "")
        case .choice(let code):
            guard case .choice(let choices) = kind else { return code }
            return choices.first { $0.code == code }?.label ?? code
        case .time(let time): return time.words
        case .flag(let value): return value ? "はい" : "いいえ"
        case .text(let text): return text
        }
    }

    /// 65 with one place is 「6.5」.
    private func decimal(_ value: Int) -> String {
        guard case .decimal(let places, _) = kind, places > 0 else { return String(value) }
        let digits = Day.padded(Int(clamping: value.magnitude), places + 1)
        return (value < 0 ? "-" : "") + digits.dropLast(places) + "." + digits.suffix(places)
    }

    /// Thousands apart: 1234.5 is 「1,234.5」.
    private func grouped(_ number: String) -> String {
        let parts = number.split(separator: ".", maxSplits: 1)
        let digits = Array(parts.first ?? "")
        let whole = digits.indices.map { index in
            index > 0 && (digits.count - index).isMultiple(of: 3) && digits[index - 1] != "-"
                ? ",\(digits[index])" : String(digits[index])
        }
        return ([whole.joined()] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }
}

extension Section {
    /// The note with the day of the report in words, as in `Item.hint(on:)`.
    public func note(on day: Day) -> String? { note.map { day.named(in: $0) } }
}

extension Form {
    /// The item's label, led by the whole's label where several items of the form are called alike:
    /// 「PCR検査結果判明件数 うち陽性件数」.
    public func name(of item: Item) -> String {
        guard items.count(where: { $0.label == item.label }) > 1, let whole = item.partOf.flatMap({ self.item($0) })
        else { return item.label }
        return "\(whole.label) \(item.label)"
    }
}

extension Day {
    /// Fills `{day}`, `{day-7}`, `{day+1}` with days in words, without the weekday: 「1月19日」.
    public func named(in text: String) -> String {
        Placeholders.fill(text) { name in
            guard name.hasPrefix("day") else { return nil }
            let shift = name.dropFirst(3)
            guard shift.isEmpty || Placeholders.isShift(shift), let days = shift.isEmpty ? 0 : Int(shift) else {
                return nil
            }
            let (_, month, day) = adding(days).civil
            return "\(month)月\(day)日"
        }
    }
}

/// Names in braces within a text of a definition.
public enum Placeholders {
    /// Puts in what is known; what is not stays as it stands.
    static func fill(_ text: String, with value: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            result += rest[..<open]
            result += value(name) ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The names that stand in braces, in order.
    public static func names(in text: String) -> [String] {
        var names: [String] = []
        _ = fill(text) { name in
            names.append(name)
            return nil
        }
        return names
    }

    /// `day`, `day-7` or `day+1`, at most two digits.
    public static func isDay(_ name: String) -> Bool {
        name == "day" || (name.hasPrefix("day") && isShift(name.dropFirst(3)))
    }

    fileprivate static func isShift(_ text: Substring) -> Bool {
        guard let sign = text.first, "+-".contains(sign), (2...3).contains(text.utf8.count) else { return false }
        return text.dropFirst().utf8.allSatisfy { (48...57).contains($0) }
    }
}
