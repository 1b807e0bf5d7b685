/// A number of a rule with the places after its point. Hours with one place are kept as 65 for 6.5, so that adding them to
/// persons or comparing the two would be wrong by ten: both sides must have the same places. A number written in the rule
/// takes the places of what it stands beside: `openHours > 8` means 8.0 hours.
struct RuleMeasure {
    var quantity: RuleQuantity
    var places: Int
    /// Nothing but numbers written in the rule.
    let isWritten: Bool
    let tree: RuleTree

    private func scaled(to places: Int) -> RuleQuantity {
        var quantity = quantity
        for _ in self.places..<places { quantity = .product(quantity, .number(10)) }
        return quantity
    }

    /// Both in the same last place.
    static func alike(_ a: RuleMeasure, _ b: RuleMeasure) throws(RuleError) -> (RuleQuantity, RuleQuantity) {
        if a.isWritten, a.places < b.places { return (a.scaled(to: b.places), b.quantity) }
        if b.isWritten, b.places < a.places { return (a.quantity, b.scaled(to: a.places)) }
        guard a.places == b.places else {
            throw RuleError(position: b.tree.position, found: b.found, expected: a.sameplaces)
        }
        return (a.quantity, b.quantity)
    }

    private var found: Phrase {
        Phrase(
            japanese: "小数\(places)桁の数「\(tree.text)」",
            english: "'\(tree.text)' with \(places) \(places == 1 ? "place" : "places") after the point")
    }

    private var sameplaces: Phrase {
        Phrase(
            japanese: "「\(tree.text)」と同じ小数\(places)桁の数",
            english: "a number with as many places after the point as '\(tree.text)' (\(places))")
    }
}

extension RuleTyping {
    /// A number: written, an item's, or reckoned from others.
    func measure(_ tree: RuleTree) throws(RuleError) -> RuleMeasure {
        switch tree.shape {
        case .number(let text): return try written(text, tree)
        case .negative(let inner):
            let inner = try measure(inner)
            return RuleMeasure(
                quantity: .difference(.number(0), inner.quantity), places: inner.places, isWritten: inner.isWritten,
                tree: tree)
        case .arithmetic(let a, let sign, let b): return try reckon(a, sign, b, tree)
        case .name:
            let item = try item(tree)
            guard let places = item.places else {
                throw RuleError(position: tree.position, found: item.inARule, expected: RuleTyping.aNumber)
            }
            return RuleMeasure(quantity: .item(item.code), places: places, isWritten: false, tree: tree)
        default: throw RuleError(position: tree.position, found: .quoted(tree.text), expected: RuleTyping.aNumber)
        }
    }

    private static let aNumber = Phrase(japanese: "数か、数の項目", english: "a number or an item that is a number")

    private func reckon(
        _ a: RuleTree, _ sign: String, _ b: RuleTree, _ tree: RuleTree
    ) throws(RuleError) -> RuleMeasure {
        let (left, right) = (try measure(a), try measure(b))
        let isWritten = left.isWritten && right.isWritten
        guard sign == "*" else {
            let (x, y) = try RuleMeasure.alike(left, right)
            return RuleMeasure(
                quantity: sign == "+" ? .sum(x, y) : .difference(x, y), places: max(left.places, right.places),
                isWritten: isWritten, tree: tree)
        }
        guard left.places == 0 || right.places == 0 else {
            throw RuleError(
                position: b.position, found: .quoted(b.text),
                expected: Phrase(
                    japanese: "整数(「\(a.text)」は小数です)",
                    english: "a whole number, for '\(a.text)' has places after its point"))
        }
        return RuleMeasure(
            quantity: .product(left.quantity, right.quantity), places: left.places + right.places,
            isWritten: isWritten, tree: tree)
    }

    private func written(_ text: String, _ tree: RuleTree) throws(RuleError) -> RuleMeasure {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        // Fifteen digits are more than any figure needs and far from the end of Int.
        guard parts.count <= 2, !parts.contains(""), text.utf8.count <= 15, let value = Int(parts.joined()) else {
            throw RuleError(
                position: tree.position, found: .quoted(text),
                expected: Phrase(
                    japanese: "15桁までの数(例: 10、6.5)", english: "a number of at most 15 digits, like 10 or 6.5"))
        }
        return RuleMeasure(
            quantity: .number(value), places: parts.count == 2 ? parts[1].utf8.count : 0, isWritten: true, tree: tree)
    }
}
