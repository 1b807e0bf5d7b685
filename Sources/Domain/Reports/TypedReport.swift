/// What stands in the fields or cells of one report, read item by item; what was typed stays as it was typed. The same for a page's
/// form, a table's row and a file's.
public struct TypedReport: Sendable {
    public private(set) var answers: Answers
    /// By item.
    public private(set) var typed: [String: String] = [:]
    /// What cannot be read, in the form's order.
    public private(set) var problems: [FieldProblem] = []

    /// - Parameters:
    ///   - sections: those that are asked.
    ///   - text: what stands at an item; empty where nothing does.
    public init(_ form: Form, _ sections: [Section], text: (Item) -> Result<String, FieldProblem>) {
        answers = Answers(blankFor: form)
        for item in sections.flatMap(\.items) {
            switch text(item) {
            case .failure(let fault):
                problems.append(
                    FieldProblem(field: item.code, label: form.name(of: item), sentence: fault.sentence))
            case .success(let text):
                typed[item.code] = text
                switch item.read(text) {
                case .success(let answer): answers[item.code, in: form] = answer
                case .failure(let problem): problems.append(problem.naming(item, in: form))
                }
            }
        }
    }

    /// A row of a table or file: cells by item.
    public init(_ form: Form, _ sections: [Section], cells: [String: String]) {
        self.init(form, sections) { .success(cells[$0.code] ?? "") }
    }

    /// Nothing stands in any of the cells: no report (R26).
    public var isUntouched: Bool { typed.values.allSatisfy { Typed.trimmed($0).isEmpty } }

    /// What could not be read together with what the checks refuse, in the form's order: a person mends everything at once.
    public func allProblems(
        _ form: Form, askedOf facts: AskedFacts, passed: Set<String>, on day: Day
    ) -> [FieldProblem] {
        let unread = Set(problems.map(\.field))
        let verdict = form.check(answers, askedOf: facts, earlier: [], passed: passed, on: day)
        let all = problems + verdict.errors.filter { !unread.contains($0.field) }
        return all.sorted { form.position(of: $0.field) ?? 0 < form.position(of: $1.field) ?? 0 }
    }
}

extension FieldProblem {
    /// Two items may have the same label (「うち陽性件数」): then the name says which.
    fileprivate func naming(_ item: Item, in form: Form) -> FieldProblem {
        let name = form.name(of: item)
        return FieldProblem(
            field: field, label: name, sentence: sentence.replacing("「\(item.label)」", with: "「\(name)」"))
    }
}
