import Domain
import Store

/// One report among several on a page.
struct TogetherSheet: Sendable {
    var form: Form
    var day: Day
    var deadline: Instant
    /// Why the deadline is later than for the others; nil where it is the survey's.
    var own: OwnDeadline?
    var sections: [Section]
    /// What stands before names and ids.
    var prefix: String
    /// What stands in the fields, by item code, as typed.
    var typed: [String: String]
    var earlier: [EarlierValues] = []
    /// The newest revision the person has seen.
    var knownRevision: Int
    var errors: [FieldProblem] = []
    var notes: [Verdict.Note] = []
    var passed: Set<String> = []
    /// Why, by check, as typed.
    var reasons: [String: String] = [:]
    /// Items that were filled in with the answer of an earlier period, on demand.
    var filled: [String: Day] = [:]
    /// "Same as last time" has something to fill in.
    var offersSame = false
    var conflict: ReportConflict?

    init(
        form: Form, day: Day, sections: [Section], typed: [String: String] = [:], knownRevision: Int = 0
    ) {
        self.form = form
        self.day = day
        deadline = form.schedule.deadline(for: day)
        self.sections = sections
        prefix = "\(form.survey)."
        self.typed = typed
        self.knownRevision = knownRevision
    }

    /// As it stands before anything is sent, or as it was sent.
    init(_ desk: ReportDesk, _ surveys: Surveys, sent: SentReport? = nil) {
        self.init(
            form: desk.form, day: desk.day, sections: sent.map { desk.sections(with: $0.answers) } ?? desk.sections,
            typed: sent?.typed ?? desk.kept, knownRevision: sent?.basedOn ?? desk.current?.revision ?? 0)
        (deadline, own) = (desk.deadline, desk.own)
        earlier = desk.earlierValues(surveys)
        passed = sent?.passed ?? []
        reasons = sent?.whys ?? [:]
        offersSame = !desk.same(surveys).isEmpty
    }

    /// The ids of its fields.
    var shown: [String] { sections.flatMap(\.items).map { prefix + $0.code } }
    var reasonFields: [String] { notes.map { prefix + FieldName.why($0.check) } }
    var unpassed: [Verdict.Note] { notes.filter { !passed.contains($0.check) } }

    /// As the page's fields are called.
    var prefixedErrors: [FieldProblem] {
        errors.map { FieldProblem(field: prefix + $0.field, label: $0.label, sentence: $0.sentence) }
    }

    /// Passed before, and no note of theirs is shown: sent along, so that nobody is asked the same twice.
    private var silent: [String] { passed.filter { check in !notes.contains { $0.check == check } }.sorted() }

    var hidden: HTML {
        """
        <input type="hidden" name="\(prefix)\(FieldName.revision)" value="\(knownRevision)">\
        \(each: silent, { SilentPass(check: $0, reason: reasons[$0] ?? "", prefix: prefix).html })
        """
    }

    var fields: HTML {
        SheetSections(
            form: form, sections: sections, day: day, typed: typed, earlier: earlier, errors: errors, notes: notes,
            passed: passed, reasons: reasons, filled: filled, prefix: prefix, isNested: true
        ).html
    }
}
