/// A rule as it is written, before anything is known of its names.
struct RuleTree {
    indirect enum Shape {
        case number(String)
        case name(String)
        case call(String, of: RuleTree)
        case arithmetic(RuleTree, String, RuleTree)
        /// With the place of the sign.
        case compare(RuleTree, RuleComparison, at: Int, RuleTree)
        case negative(RuleTree)
        case not(RuleTree)
        case and(RuleTree, RuleTree)
        case or(RuleTree, RuleTree)
    }

    let shape: Shape
    /// The first character of this part, counted from 1.
    let position: Int
    /// The part as it stands in the source.
    let text: String
}

/// Reads words into a tree: `or` binds loosest, then `and`, `not`, one comparison, `+ -`, `*`.
struct RuleParser {
    private let source: [Character]
    private let tokens: [RuleToken]
    private var place = 0
    private var depth = 0
    /// Parentheses and nots inside one another; more is a mistake, and would use up the stack.
    private static let deepest = 50

    static func parse(_ source: String) throws(RuleError) -> RuleTree {
        var parser = RuleParser(source: Array(source), tokens: try RuleTokens.cut(source))
        let tree = try parser.alternatives()
        guard parser.current.kind == .end else {
            throw parser.error(
                .oneOf(["and", "or", "+", "-", "*"] + RuleComparison.allCases.map(\.rawValue)))
        }
        return tree
    }

    private init(source: [Character], tokens: [RuleToken]) {
        self.source = source
        self.tokens = tokens
    }

    private var current: RuleToken { tokens[place] }

    private func error(_ expected: Phrase) -> RuleError {
        RuleError(position: current.position, found: current.found, expected: expected)
    }

    private mutating func skip(_ text: String) -> Bool {
        guard current.kind != .end, current.text == text else { return false }
        place += 1
        return true
    }

    private mutating func require(_ text: String) throws(RuleError) {
        guard skip(text) else { throw error(.oneOf([text])) }
    }

    /// The part of the rule from a token up to the one read last: its parts must have been read before this is called.
    private func tree(_ shape: RuleTree.Shape, from start: Int) -> RuleTree {
        let first = tokens[start].position
        let last = tokens[place - 1]
        let text = String(source[(first - 1)..<(last.position - 1 + last.text.count)])
        return RuleTree(shape: shape, position: first, text: text)
    }

    private mutating func deeper(_ read: (inout RuleParser) throws(RuleError) -> RuleTree) throws(RuleError) -> RuleTree
    {
        depth += 1
        defer { depth -= 1 }
        guard depth <= RuleParser.deepest else {
            throw error(
                Phrase(
                    japanese: "入れ子が\(RuleParser.deepest)段までの式",
                    english: "a rule nested at most \(RuleParser.deepest) deep"))
        }
        return try read(&self)
    }

    private mutating func alternatives() throws(RuleError) -> RuleTree {
        let start = place
        var left = try conjunction()
        while skip("or") {
            let right = try conjunction()
            left = tree(.or(left, right), from: start)
        }
        return left
    }

    private mutating func conjunction() throws(RuleError) -> RuleTree {
        let start = place
        var left = try negation()
        while skip("and") {
            let right = try negation()
            left = tree(.and(left, right), from: start)
        }
        return left
    }

    private mutating func negation() throws(RuleError) -> RuleTree {
        let start = place
        guard skip("not") else { return try comparison() }
        let inner = try deeper { parser throws(RuleError) in try parser.negation() }
        return tree(.not(inner), from: start)
    }

    private mutating func comparison() throws(RuleError) -> RuleTree {
        let start = place
        let left = try sum()
        guard let comparison = RuleComparison(rawValue: current.text) else { return left }
        let sign = current.position
        place += 1
        let right = try sum()
        return tree(.compare(left, comparison, at: sign, right), from: start)
    }

    private mutating func sum() throws(RuleError) -> RuleTree {
        let start = place
        var left = try product()
        while current.text == "+" || current.text == "-" {
            let sign = current.text
            place += 1
            let right = try product()
            left = tree(.arithmetic(left, sign, right), from: start)
        }
        return left
    }

    private mutating func product() throws(RuleError) -> RuleTree {
        let start = place
        var left = try factor()
        while skip("*") {
            let right = try factor()
            left = tree(.arithmetic(left, "*", right), from: start)
        }
        return left
    }

    private mutating func factor() throws(RuleError) -> RuleTree {
        let (start, token) = (place, current)
        if skip("-") {
            let inner = try deeper { parser throws(RuleError) in try parser.factor() }
            return tree(.negative(inner), from: start)
        }
        if skip("(") {
            let inner = try deeper { parser throws(RuleError) in try parser.alternatives() }
            try require(")")
            return tree(inner.shape, from: start)
        }
        switch token.kind {
        case .number:
            place += 1
            return tree(.number(token.text), from: start)
        case .name where !["and", "or", "not"].contains(token.text):
            place += 1
            return ["answered", "blank"].contains(token.text)
                ? try call(token.text, from: start) : tree(.name(token.text), from: start)
        default: throw error(Phrase(japanese: "名前・数・かっこ", english: "a name, a number or '('"))
        }
    }

    private mutating func call(_ function: String, from start: Int) throws(RuleError) -> RuleTree {
        try require("(")
        let inner = place
        guard current.kind == .name else { throw error(Phrase(japanese: "項目の名前", english: "the code of an item")) }
        let name = current.text
        place += 1
        let argument = tree(.name(name), from: inner)
        try require(")")
        return tree(.call(function, of: argument), from: start)
    }
}
