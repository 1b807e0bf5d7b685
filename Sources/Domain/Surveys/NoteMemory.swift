/// Why a note was passed, in the words of the person who did; nobody has to say it (R35 R48).
public struct NoteReason: Sendable, Hashable {
    /// So many characters at most.
    public static let limit = 200

    public let text: String

    /// Reads what a person typed; nothing at all is no reason.
    ///
    /// - Parameter field: the field's name, where what is wrong is told.
    public static func read(_ typed: String, field: String) throws(FieldProblem) -> NoteReason? {
        let text = Typed.trimmed(typed)
        guard !text.isEmpty else { return nil }
        if let objection = Typed.objection(to: text, limit: limit) {
            throw FieldProblem(field: field, label: label, sentence: "「\(label)」は、\(objection)")
        }
        return NoteReason(text: text)
    }

    /// What is kept.
    public init(kept text: String) { self.text = text }

    private init(text: String) { self.text = text }

    /// As its field is called.
    public static let label = "確認したこと"
}

/// A note of a revision that did not hold it up: kept with the revision, shown to its institution and its prefecture.
public struct PassedNote: Sendable, Hashable {
    /// The check's id.
    public let check: String
    public let how: How
    public let reason: NoteReason?

    public init(check: String, how: How, reason: NoteReason? = nil) {
        self.check = check
        self.how = how
        self.reason = reason
    }

    public enum How: String, Sendable {
        /// The person looked again and said that it is right.
        case passed
        /// It was passed before, and is remembered.
        case remembered
    }
}

/// That a note was passed: for a time it asks the institution no more.
public struct NoteMemory: Sendable, Equatable {
    public let survey: String
    /// The check's id.
    public let check: String
    /// The period of the report with which it was passed.
    public let period: Day
    /// What stood at the check's item then, as a whole number in units of its last place; nil for a blank.
    public let figure: Int?
    public let reason: NoteReason?
    public let passedAt: Instant
    /// From this instant on it asks again.
    public let until: Instant
    /// Who, as pages name it.
    public let by: String

    public init(
        survey: String, check: String, period: Day, figure: Int?, reason: NoteReason?, passedAt: Instant,
        until: Instant, by: String
    ) {
        self.survey = survey
        self.check = check
        self.period = period
        self.figure = figure
        self.reason = reason
        self.passedAt = passedAt
        self.until = until
        self.by = by
    }

    /// So many days a passed note is remembered, where no setting says otherwise.
    public static let usualDays = 28

    /// Whether it still answers for a report at this instant.
    ///
    /// - Parameter figure: what stands at the check's item now.
    public func answers(_ check: Check, figure: Int?, at now: Instant) -> Bool {
        guard now < until, check.id == self.check else { return false }
        // What was ten times the usual is known by now; ten times as much again is another slip of the hand.
        if case .series(_, .tenfold) = check.kind, let before = self.figure, let figure {
            return figure < 10 * max(before, 1)
        }
        return true
    }
}

extension Form {
    /// A note in the words of some answers, as it was asked; nil where the form has no such note.
    public func note(_ check: String, of answers: Answers, on day: Day) -> Verdict.Note? {
        guard let found = checks.first(where: { $0.id == check && $0.severity == .note }) else { return nil }
        return Verdict.Note(check: check, item: found.item, message: words(found.message, answers, day))
    }

    /// What stands at a check's item, as a whole number; nil for a blank and for what is no number.
    public func figure(of check: String, in answers: Answers) -> Int? {
        checks.first { $0.id == check }.flatMap { Answers.number(answers[$0.item, in: self]) }
    }
}
