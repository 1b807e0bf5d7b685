/// What a rule is asked about; nil is "not known".
protocol RuleSubject {
    func fact(_ fact: RuleFact) -> Bool?
    var kind: FacilityKind? { get }
    func answer(_ code: String) -> Answer?
    /// Whether there is such an item at all; a blank item there is, is known to be blank.
    func asks(_ code: String) -> Bool
}

struct RuleFacts: RuleSubject {
    let facts: AskedFacts

    func fact(_ fact: RuleFact) -> Bool? {
        switch fact {
        case .consults: facts.consults
        case .tests: facts.tests
        case .contract: facts.contract
        }
    }
    var kind: FacilityKind? { facts.kind }
    func answer(_ code: String) -> Answer? { nil }
    func asks(_ code: String) -> Bool { false }
}

struct RuleAnswers: RuleSubject {
    let answers: Answers
    let form: Form

    func fact(_ fact: RuleFact) -> Bool? { nil }
    var kind: FacilityKind? { nil }
    func answer(_ code: String) -> Answer? { answers[code, in: form] }
    func asks(_ code: String) -> Bool { form.position(of: code) != nil }
}

extension RuleCondition {
    func holds(_ subject: some RuleSubject) -> Bool? {
        switch self {
        case .always: true
        case .fact(let fact): subject.fact(fact)
        case .kind(let kind): subject.kind.map { $0 == kind }
        case .answered(let code): subject.asks(code) ? subject.answer(code) != nil : nil
        case .flag(let code): if case .flag(let value) = subject.answer(code) { value } else { nil }
        case .choice(let code, let choice):
            if case .choice(let value) = subject.answer(code) { value == choice } else { nil }
        case .compare(let a, let comparison, let b):
            if let a = a.value(subject), let b = b.value(subject) { comparison.holds(a, b) } else { nil }
        case .not(let condition): condition.holds(subject).map { !$0 }
        case .and(let a, let b): RuleCondition.both(a.holds(subject), b.holds(subject))
        case .or(let a, let b):
            RuleCondition.both(a.holds(subject).map { !$0 }, b.holds(subject).map { !$0 }).map { !$0 }
        }
    }

    /// Kleene's "and": one false decides; one unknown leaves it open.
    private static func both(_ a: Bool?, _ b: Bool?) -> Bool? {
        if a == false || b == false { return false }
        return a == nil || b == nil ? nil : true
    }
}

extension RuleQuantity {
    /// nil for a blank, and for a number too large to hold: neither can crash or decide a rule.
    func value(_ subject: some RuleSubject) -> Int? {
        switch self {
        case .number(let value): value
        case .item(let code): Answers.number(subject.answer(code))
        case .sum(let a, let b): RuleQuantity.both(a, b, subject) { $0.addingReportingOverflow($1) }
        case .difference(let a, let b): RuleQuantity.both(a, b, subject) { $0.subtractingReportingOverflow($1) }
        case .product(let a, let b): RuleQuantity.both(a, b, subject) { $0.multipliedReportingOverflow(by: $1) }
        }
    }

    private static func both(
        _ a: RuleQuantity, _ b: RuleQuantity, _ subject: some RuleSubject,
        _ combine: (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) -> Int? {
        guard let a = a.value(subject), let b = b.value(subject) else { return nil }
        let (value, overflow) = combine(a, b)
        return overflow ? nil : value
    }
}
