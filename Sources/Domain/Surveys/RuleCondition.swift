/// A rule after typing: nothing in it can be of the wrong kind any more.
indirect enum RuleCondition: Sendable, Equatable {
    case always
    case fact(RuleFact)
    case kind(FacilityKind)
    case flag(String)
    case answered(String)
    case choice(item: String, is: String)
    case compare(RuleQuantity, RuleComparison, RuleQuantity)
    case not(RuleCondition)
    case and(RuleCondition, RuleCondition)
    case or(RuleCondition, RuleCondition)
}

/// A whole number: figures of one rule stand in the same last place (see `RuleTyping`).
indirect enum RuleQuantity: Sendable, Equatable {
    case number(Int)
    case item(String)
    case sum(RuleQuantity, RuleQuantity)
    case difference(RuleQuantity, RuleQuantity)
    case product(RuleQuantity, RuleQuantity)
}

/// A yes-or-no fact of an institution, as it is written in a rule.
enum RuleFact: String, Sendable, CaseIterable {
    case consults = "designation.consults"
    case tests = "designation.tests"
    case contract
}

/// A comparison, as it is written in a rule.
enum RuleComparison: String, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case equal = "=="
    case notEqual = "!="
    case more = ">"
    case less = "<"

    func holds(_ a: Int, _ b: Int) -> Bool {
        switch self {
        case .atLeast: a >= b
        case .atMost: a <= b
        case .equal: a == b
        case .notEqual: a != b
        case .more: a > b
        case .less: a < b
        }
    }
}

extension RuleCondition {
    /// The items it speaks of, in the order of the rule.
    var items: [String] {
        switch self {
        case .always, .fact, .kind: []
        case .flag(let code), .answered(let code), .choice(let code, _): [code]
        case .compare(let a, _, let b): a.items + b.items
        case .not(let inner): inner.items
        case .and(let a, let b), .or(let a, let b): a.items + b.items
        }
    }
}

extension RuleQuantity {
    var items: [String] {
        switch self {
        case .number: []
        case .item(let code): [code]
        case .sum(let a, let b), .difference(let a, let b), .product(let a, let b): a.items + b.items
        }
    }
}
