/// Gives every part of a rule its kind and refuses what does not fit: a number with a choice, an unknown name, hours with
/// persons.
struct RuleTyping {
    let vocabulary: Rule.Vocabulary

    func condition(_ tree: RuleTree) throws(RuleError) -> RuleCondition {
        switch tree.shape {
        case .and(let a, let b): return .and(try condition(a), try condition(b))
        case .or(let a, let b): return .or(try condition(a), try condition(b))
        case .not(let inner): return .not(try condition(inner))
        case .compare(let a, let sign, let place, let b):
            return try vocabulary == .facts ? compareKind(a, sign, place, b) : compare(a, sign, place, b)
        case .name(let name): return try yesOrNo(name, tree)
        case .call(let function, let argument):
            let code = try item(argument).code
            return function == "blank" ? .not(.answered(code)) : .answered(code)
        case .number, .arithmetic, .negative:
            throw RuleError(
                position: tree.position, found: quantity(tree.text),
                expected: Phrase(
                    japanese: "比較(例: \(tree.text) <= 10)", english: "a comparison, like \(tree.text) <= 10"))
        }
    }

    /// A name that stands alone must be something that is so or not.
    private func yesOrNo(_ name: String, _ tree: RuleTree) throws(RuleError) -> RuleCondition {
        if name == "everyone", vocabulary == .facts { return .always }
        if vocabulary == .facts {
            if let fact = RuleFact(rawValue: name) { return .fact(fact) }
            throw name == "kind" ? kindAlone(tree) : unknown(tree, among: RuleTyping.factNames)
        }
        let item = try item(tree)
        if case .flag = item.kind { return .flag(item.code) }
        throw RuleError(
            position: tree.position, found: item.inARule,
            expected: Phrase(
                japanese: "比較か answered(\(item.code))", english: "a comparison or answered(\(item.code))"))
    }

    private func kindAlone(_ tree: RuleTree) -> RuleError {
        RuleError(
            position: tree.position, found: .quoted(tree.text),
            expected: .oneOf(FacilityKind.allCases.map { "kind==\($0.rawValue)" }))
    }

    private func compare(
        _ a: RuleTree, _ comparison: RuleComparison, _ place: Int, _ b: RuleTree
    ) throws(RuleError) -> RuleCondition {
        if case .name = a.shape, case let item = try item(a), case .choice(let choices) = item.kind {
            let codes = choices.map(\.code)
            guard case .name(let chosen) = b.shape, codes.contains(chosen) else {
                throw RuleError(position: b.position, found: found(b), expected: choice(of: item.code, codes))
            }
            return try equality(.choice(item: item.code, is: chosen), comparison, place)
        }
        let (left, right) = (try measure(a), try measure(b))
        let (x, y) = try RuleMeasure.alike(left, right)
        return .compare(x, comparison, y)
    }

    private func compareKind(
        _ a: RuleTree, _ comparison: RuleComparison, _ place: Int, _ b: RuleTree
    ) throws(RuleError) -> RuleCondition {
        guard case .name("kind") = a.shape else {
            if case .name(let name) = a.shape, !RuleTyping.factNames.contains(name) {
                throw unknown(a, among: RuleTyping.factNames)
            }
            throw RuleError(position: a.position, found: found(a), expected: .oneOf(["kind"]))
        }
        guard case .name(let name) = b.shape, let kind = FacilityKind(rawValue: name) else {
            throw RuleError(
                position: b.position, found: found(b), expected: .oneOf(FacilityKind.allCases.map(\.rawValue)))
        }
        return try equality(.kind(kind), comparison, place)
    }

    /// Choices and kinds are the same or not; none of them is more than another.
    private func equality(
        _ condition: RuleCondition, _ comparison: RuleComparison, _ place: Int
    ) throws(RuleError) -> RuleCondition {
        switch comparison {
        case .equal: return condition
        case .notEqual: return .not(condition)
        default:
            throw RuleError(position: place, found: .quoted(comparison.rawValue), expected: .oneOf(["==", "!="]))
        }
    }

    private func found(_ tree: RuleTree) -> Phrase {
        guard case .name(let name) = tree.shape, case .items(let items) = vocabulary else { return .quoted(tree.text) }
        return items.first { $0.code == name }?.inARule ?? .quoted(tree.text)
    }

    private func choice(of code: String, _ codes: [String]) -> Phrase {
        let list = codes.joined(separator: " ")
        return Phrase(japanese: "「\(code)」の選択肢( \(list) )", english: "a choice of '\(code)': \(list)")
    }

    private func quantity(_ text: String) -> Phrase {
        Phrase(japanese: "数の式「\(text)」", english: "the number '\(text)'")
    }
}
