import Domain

/// A sent form, read item by item; what was typed stays as it was typed.
struct SentReport {
    var answers: Answers
    var typed: [String: String] = [:]
    var problems: [FieldProblem] = []
    let passed: Set<String>
    let basedOn: Int

    init(_ body: FormBody, _ desk: ReportDesk) {
        answers = Answers(blankFor: desk.form)
        if case .success(let ids) = body.list(FieldName.passed) { passed = Set(ids) } else { passed = [] }
        basedOn = Int(body.typed(FieldName.revision)) ?? 0
        for item in desk.sections.flatMap(\.items) {
            typed[item.code] = body.typed(item.code)
            // A group of radio buttons without a choice, an unticked box and a blank field are all blanks.
            switch body.optional(item.code) {
            case .failure(let fault):
                problems.append(
                    FieldProblem(field: item.code, label: desk.form.name(of: item), sentence: fault.sentence))
            case .success(let text):
                switch item.read(text ?? "") {
                case .success(let answer): answers[item.code, in: desk.form] = answer
                case .failure(let problem): problems.append(problem.naming(item, in: desk.form))
                }
            }
        }
    }

    /// What could not be read together with what the checks refuse, in the form's order: a person mends everything at once.
    func allProblems(_ desk: ReportDesk) -> [FieldProblem] {
        let unread = Set(problems.map(\.field))
        let verdict = desk.form.check(answers, askedOf: desk.facts, earlier: [], passed: passed, on: desk.day)
        let all = problems + verdict.errors.filter { !unread.contains($0.field) }
        return all.sorted { desk.form.position(of: $0.field) ?? 0 < desk.form.position(of: $1.field) ?? 0 }
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
