import Domain

/// A sent form of one report.
struct SentReport {
    private let read: TypedReport
    var typed: [String: String]
    let passed: Set<String>
    /// Why, by check, as typed.
    let whys: [String: String]
    /// What could be read of it.
    private(set) var reasons: [String: NoteReason] = [:]
    private var reasonProblems: [FieldProblem] = []
    let basedOn: Int

    var answers: Answers { read.answers }
    var problems: [FieldProblem] { read.problems + reasonProblems }

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
        var typedWhys: [String: String] = [:]
        for check in passed {
            let field = FieldName.why(check)
            let text = body.typed(prefix + field)
            guard !text.isEmpty else { continue }
            typedWhys[check] = text
            do throws(FieldProblem) {
                reasons[check] = try NoteReason.read(text, field: field)
            } catch {
                reasonProblems.append(error)
            }
        }
        whys = typedWhys
        typed = read.typed
        for problem in read.problems where typed[problem.field] == nil {
            typed[problem.field] = body.typed(prefix + problem.field)
        }
    }

    /// The notes whose reason cannot be kept: their boxes are shown again, for it is mended there.
    func faultyNotes(_ desk: ReportDesk) -> [Verdict.Note] {
        reasonProblems.compactMap { problem in
            let check = problem.field.dropFirst(FieldName.why("").count)
            return desk.form.note(String(check), of: read.answers, on: desk.day)
        }
    }

    /// What could not be read together with what the checks refuse, in the form's order.
    func allProblems(_ desk: ReportDesk) -> [FieldProblem] {
        read.allProblems(desk.form, askedOf: desk.facts(with: read.answers), passed: passed, on: desk.day)
            + reasonProblems
    }
}
