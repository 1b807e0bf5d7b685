import Domain

/// A sent form of one report.
struct SentReport {
    private let read: TypedReport
    var typed: [String: String]
    let passed: Set<String>
    let basedOn: Int

    var answers: Answers { read.answers }
    var problems: [FieldProblem] { read.problems }

    init(_ body: FormBody, _ desk: ReportDesk) {
        if case .success(let ids) = body.list(FieldName.passed) { passed = Set(ids) } else { passed = [] }
        basedOn = Int(body.typed(FieldName.revision)) ?? 0
        read = TypedReport(desk.form, desk.sections) { item in
            // A group of radio buttons without a choice, an unticked box and a blank field are all blanks.
            body.optional(item.code).map { $0 ?? "" }.mapError {
                FieldProblem(field: item.code, label: item.label, sentence: $0.sentence)
            }
        }
        typed = read.typed
        for problem in read.problems where typed[problem.field] == nil {
            typed[problem.field] = body.typed(problem.field)
        }
    }

    /// What could not be read together with what the checks refuse, in the form's order.
    func allProblems(_ desk: ReportDesk) -> [FieldProblem] {
        read.allProblems(desk.form, askedOf: desk.facts, passed: passed, on: desk.day)
    }
}
