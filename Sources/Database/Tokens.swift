/// Cuts SQL into words, quoted pieces, comments and signs, as far as a migration needs it.
struct Tokens: Sequence, IteratorProtocol {
    enum Kind { case word, quoted, comment, space, sign }

    struct Token {
        let kind: Kind
        let text: Substring
    }

    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
    }

    mutating func next() -> Token? {
        guard let first = rest.first else { return nil }
        let length = Self.length(of: rest, first)
        let end = rest.index(rest.startIndex, offsetBy: length.count, limitedBy: rest.endIndex) ?? rest.endIndex
        defer { rest = rest[end...] }
        return Token(kind: length.kind, text: rest[..<end])
    }

    private static func length(of rest: Substring, _ first: Character) -> (kind: Kind, count: Int) {
        if first == "'" || first == "\"" {
            // A doubled quote ends one piece and begins the next, which comes to the same.
            return (.quoted, rest.dropFirst().prefix { $0 != first }.count + 2)
        }
        if rest.hasPrefix("--") { return (.comment, rest.prefix { !$0.isNewline }.count) }
        if rest.hasPrefix("/*") {
            var inside = rest.dropFirst(2)
            while !inside.isEmpty, !inside.hasPrefix("*/") { inside = inside.dropFirst() }
            return (.comment, rest.count - inside.count + 2)
        }
        if first.isWhitespace { return (.space, rest.prefix { $0.isWhitespace }.count) }
        if isWordy(first) { return (.word, rest.prefix(while: isWordy).count) }
        return (.sign, 1)
    }

    private static func isWordy(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
