extension RuleTyping {
    static let factNames = RuleFact.allCases.map(\.rawValue) + ["kind", "everyone"]

    /// The item a name stands for.
    func item(_ tree: RuleTree) throws(RuleError) -> Item {
        guard case .name(let code) = tree.shape else {
            throw RuleError(
                position: tree.position, found: .quoted(tree.text),
                expected: Phrase(japanese: "項目の名前", english: "the code of an item"))
        }
        guard case .items(let items) = vocabulary else { throw unknown(tree, among: RuleTyping.factNames) }
        if let item = items.first(where: { $0.code == code }) { return item }
        throw unknown(tree, among: items.map(\.code))
    }

    func unknown(_ tree: RuleTree, among names: [String]) -> RuleError {
        let near = Spelling.nearest(to: tree.text, among: names)
        return RuleError(
            position: tree.position,
            found: Phrase(japanese: "知らない名前「\(tree.text)」", english: "the unknown name '\(tree.text)'"),
            expected: near.isEmpty
                ? Phrase(japanese: "項目の名前", english: "the code of an item") : .oneOf(near))
    }
}

extension Item {
    /// Places after the point; nil for what is no number.
    // Inlined, it makes the optimiser of Swift 6.3.1 fail in release mode (an ownership error in Form.arranged).
    @inline(never)
    var places: Int? {
        switch kind {
        case .count: 0
        case .decimal(let places, _): places
        default: nil
        }
    }

    /// The item as a message about a rule names it: 「inpatient」(選択).
    var inARule: Phrase {
        let kind: Phrase =
            switch kind {
            case .count: Phrase(japanese: "整数", english: "a whole number")
            case .decimal: Phrase(japanese: "小数", english: "a decimal number")
            case .choice: Phrase(japanese: "選択", english: "a choice")
            case .time: Phrase(japanese: "時刻", english: "a time")
            case .flag: Phrase(japanese: "はい・いいえ", english: "a flag")
            case .text: Phrase(japanese: "文字", english: "a text")
            }
        return Phrase(japanese: "\(kind.japanese)の項目「\(code)」", english: "'\(code)' (\(kind.english))")
    }
}

/// Finds what somebody may have meant.
public enum Spelling {
    /// The names nearest to a mistaken one, nearest first, at most three; all of them where there are few.
    public static func nearest(to word: String, among names: [String]) -> [String] {
        let measured = names.map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        let near = measured.filter { $0.distance <= max(2, word.count / 2) }
        return (near.isEmpty ? measured : near).prefix(3).map(\.name)
    }

    /// How many letters must be changed, added or left out.
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        // Longer words are nobody's slip, and the table would grow with both.
        guard a.count <= 64, b.count <= 64 else { return .max }
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = letter == other ? diagonal : 1 + min(diagonal, above, row[j])
                diagonal = above
            }
        }
        return row[b.count]
    }
}
