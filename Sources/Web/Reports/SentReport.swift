import Domain

/// A sent form of one report.
struct SentReport {
    private let read: TypedReport
    var typed: [String: String]
    let passed: Set<String>
    let basedOn: Int

    var answers: Answers { read.answers }
    var problems: [FieldProblem] { read.problems }

    /// - Parameters:
    ///   - filling: what to put where nothing was typed, by item.
    ///   - prefix: what stands before the fields' names, where a page holds several reports.
    init(_ body: FormBody, _ desk: ReportDesk, filling: [String: String] = [:], prefix: String = "") {
        if case .success(let ids) = body.list(prefix + FieldName.passed) { passed = Set(ids) } else { passed = [] }
        // One tap from another page: it knows of no revision, and of none that counts.
        let open = desk.current.flatMap { $0.status.counts ? nil : $0.revision } ?? 0
        basedOn = Int(body.typed(prefix + FieldName.revision)) ?? open
        read = TypedReport(desk.form, desk.allSections) { item in
            // A group of radio buttons without a choice, an unticked box and a blank field are all blanks.
            body.optional(prefix + item.code).map { text in
                let text = text ?? ""
                return text.allSatisfy(\.isWhitespace) ? filling[item.code] ?? text : text
            }.mapError { FieldProblem(field: item.code, label: item.label, sentence: $0.sentence) }
        }
        typed = read.typed
        for problem in read.problems where typed[problem.field] == nil {
            typed[problem.field] = body.typed(prefix + problem.field)
        }
    }

    /// What could not be read together with what the checks refuse, in the form's order.
    func allProblems(_ desk: ReportDesk) -> [FieldProblem] {
        read.allProblems(desk.form, askedOf: desk.facts(with: read.answers), passed: passed, on: desk.day)
    }
}
