/// A sentence of the small language in which a form says who is asked (R37–R40) and what must hold between its figures (R35).
/// It is typed when the form is read: whatever can be wrong with it is said then, with its place, and never while somebody
/// reports. Its source is kept, for the file says it best.
///
///     everyone                                   designation.tests or contract or kind == testCentre
///     pcrPositive <= pcrResults                  answered(beds) and not (outpatient == stopped)
public struct Rule: Sendable, Equatable {
    public let source: String
    let condition: RuleCondition

    /// What the names in a rule stand for.
    public enum Vocabulary: Sendable, Equatable {
        /// Facts of an institution: `designation.consults`, `designation.tests`, `contract`, `kind`, `everyone`.
        case facts
        /// The items of a form by their codes.
        case items([Item])
    }

    /// Reads a rule; the error says at which character, what was found there and what was expected.
    public init(_ source: String, for vocabulary: Vocabulary) throws(RuleError) {
        let tree = try RuleParser.parse(source)
        self.source = source
        condition = try RuleTyping(vocabulary: vocabulary).condition(tree)
    }

    private init(source: String, condition: RuleCondition) {
        self.source = source
        self.condition = condition
    }

    /// Asked of every institution.
    public static let everyone = Rule(source: "everyone", condition: .always)

    /// The codes of the items it speaks of, in its order, one as often as it stands there.
    public var items: [String] { condition.items }

    /// Whether a section is asked of an institution with these facts. A rule about items is asked of nobody.
    public func holds(for facts: AskedFacts) -> Bool {
        condition.holds(RuleFacts(facts: facts)) ?? false
    }

    /// Whether the rule holds; nil while it is undecided, because a blank it needs is missing or a sum is beyond any number.
    /// Undecided passes: `false and undecided` is false, `true or undecided` is true, the rest stays undecided (Kleene).
    public func holds(for answers: Answers, in form: Form) -> Bool? {
        condition.holds(RuleAnswers(answers: answers, form: form))
    }
}
