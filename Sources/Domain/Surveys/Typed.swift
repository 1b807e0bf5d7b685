/// What a person typed, brought to plain characters.
enum Typed {
    /// Why something typed is no number.
    enum Mistake: Error { case letters, negative, point, grouping, tooLarge }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{3000}", "\u{A0}", "\u{2002}"..."\u{200B}", "\u{202F}", "\u{FEFF}": true
        default: false
        }
    }

    /// Without the spaces around it, full-width ones included; ends of lines are one character each.
    static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        let rest = String(scalars)
        return rest.utf8.contains(0x0D) ? rest.replacing("\r\n", with: "\n") : rest
    }

    /// Full-width letters, digits, signs and blanks of ASCII as half-width ones, in their case; everything else stays.
    static func halfWidth(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map(narrow)))
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case "\u{3000}": " "
        default: scalar
        }
    }

    /// Full-width signs of numbers as half-width ones; everything else stays.
    private static func narrowed(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.map { scalar in
            switch scalar {
            // Blanks of other widths, and the Japanese comma where a keyboard gives it for the separator of thousands.
            case "\u{A0}", "\u{2002}"..."\u{200A}", "\u{202F}": " "
            case "、", "\u{FF64}": ","
            // Minus signs as keyboards, word processors and Japanese input methods put them.
            case "\u{2212}", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", "\u{30FC}", "\u{FF70}", "▲", "△": "-"
            default: narrow(scalar)
            }
        }
    }

    /// A number in units of its last place: 6.5 with one place is 65.
    static func number(_ text: String, places: Int) -> Result<Int, Mistake> {
        let scalars = narrowed(text)
        let negative = scalars.first == "-"
        let unsigned = negative ? scalars.dropFirst() : scalars[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), unsigned.allSatisfy({ isDigit($0) || ". ,".unicodeScalars.contains($0) }),
            let first = parts[0].first, isDigit(first)
        else { return .failure(.letters) }
        var fraction = parts.count == 2 ? parts[1] : []
        guard fraction.allSatisfy(isDigit), parts.count == 1 || !fraction.isEmpty else { return .failure(.letters) }
        guard let whole = ungrouped(parts[0]) else { return .failure(.grouping) }
        if negative { return .failure(.negative) }
        // A whole number of persons is typed without a point; for hours, zeros behind the last place say nothing new.
        while places > 0, fraction.count > places, fraction.last == "0" { fraction.removeLast() }
        guard fraction.count <= places else { return .failure(.point) }
        return value(whole + fraction + Array(repeating: "0", count: places - fraction.count))
    }

    /// Takes thousands together: 1,234 or 1 234, and nothing that could mean another number.
    private static func ungrouped(_ digits: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
        let groups = digits.split(omittingEmptySubsequences: false) { $0 == "," || $0 == " " }
        guard groups.count > 1 else { return Array(digits) }
        guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        return Array(groups.joined())
    }

    private static func value(_ digits: [Unicode.Scalar]) -> Result<Int, Mistake> {
        let significant = digits.drop { $0 == "0" }
        // Eighteen digits always fit; more are above every ceiling.
        guard significant.count <= 18 else { return .failure(.tooLarge) }
        return .success(significant.reduce(0) { $0 * 10 + Int($1.value - 48) })
    }

    /// `13:00`, `9:05`, full width too.
    static func time(_ text: String) -> TimeOfDay? {
        let narrow = String(String.UnicodeScalarView(narrowed(text)))
        return TimeOfDay(narrow.utf8.count == 4 ? "0\(narrow)" : narrow)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// Why a text cannot be kept; nil when it can.
    static func objection(to text: String, limit: Int) -> String? {
        // A character can carry any number of marks; four scalars a character leave room for every real one.
        guard text.count <= limit, text.unicodeScalars.count <= limit * 4 else {
            return "\(limit)文字以内で入力してください(いま\(text.count)文字です)。"
        }
        return text.unicodeScalars.contains(where: isHidden) ? "見えない制御文字が含まれています。入力し直してください。" : nil
    }

    /// Control characters but the end of a line, marks that turn the direction of writing, and what is no character at all.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029: true
        default: scalar.properties.generalCategory == .control || scalar.properties.isNoncharacterCodePoint
        }
    }
}
