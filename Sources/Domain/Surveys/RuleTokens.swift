/// One word of a rule and where it stands.
struct RuleToken: Equatable {
    enum Kind: Equatable {
        case name, number, comparison
        /// `+ - * ( )`
        case sign
        case end
    }

    let kind: Kind
    let text: String
    /// Counted from 1.
    let position: Int

    var found: Phrase {
        kind == .end ? Phrase(japanese: "式の終わり", english: "the end of the rule") : .quoted(text)
    }
}

/// Cuts a rule into words.
struct RuleTokens {
    /// Longer is a mistake; the bound keeps every walk over a rule shallow.
    static let limit = 1_000

    private let characters: [Character]
    private var place = 0
    private(set) var tokens: [RuleToken] = []

    static func cut(_ source: String) throws(RuleError) -> [RuleToken] {
        var cutter = RuleTokens(characters: Array(source))
        guard cutter.characters.count <= limit else {
            let length = cutter.characters.count
            throw RuleError(
                position: limit + 1,
                found: Phrase(japanese: "\(length)文字の式", english: "a rule of \(length) characters"),
                expected: Phrase(japanese: "\(limit)文字までの式", english: "at most \(limit) characters"))
        }
        while try cutter.next() {}
        return cutter.tokens
    }

    private init(characters: [Character]) { self.characters = characters }

    /// Adds one word; false after the end has been added.
    private mutating func next() throws(RuleError) -> Bool {
        while place < characters.count, [" ", "\t", "\n"].contains(characters[place]) { place += 1 }
        guard place < characters.count else {
            tokens.append(RuleToken(kind: .end, text: "", position: place + 1))
            return false
        }
        switch characters[place] {
        case let letter where letter.isASCII && letter.isLetter:
            take(.name) { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }
        case let digit where digit.isASCII && digit.isNumber:
            take(.number) { $0.isASCII && ($0.isNumber || $0 == ".") }
        case "=", "<", ">", "!", "&", "|": try comparison()
        case "+", "-", "*", "(", ")":
            tokens.append(RuleToken(kind: .sign, text: String(characters[place]), position: place + 1))
            place += 1
        default:
            throw RuleError(
                position: place + 1, found: .quoted(String(characters[place])),
                expected: Phrase(
                    japanese: "半角の名前・数・記号(+ - * 比較 かっこ)",
                    english: "a name, a number, a comparison, + - * or a parenthesis in ASCII"))
        }
        return true
    }

    private mutating func take(_ kind: RuleToken.Kind, while belongs: (Character) -> Bool) {
        let start = place
        while place < characters.count, belongs(characters[place]) { place += 1 }
        tokens.append(RuleToken(kind: kind, text: String(characters[start..<place]), position: start + 1))
    }

    /// Takes the whole run of such signs, so that `=>` is one mistake and not two.
    private mutating func comparison() throws(RuleError) {
        take(.comparison) { "=<>!&|".contains($0) }
        guard let token = tokens.last, RuleComparison(rawValue: token.text) == nil else { return }
        let instead: [String] =
            switch token.text {
            case "&", "&&": ["and"]
            case "|", "||": ["or"]
            case "!": ["not"]
            default: RuleComparison.allCases.map(\.rawValue)
            }
        throw RuleError(position: token.position, found: token.found, expected: .oneOf(instead))
    }
}
