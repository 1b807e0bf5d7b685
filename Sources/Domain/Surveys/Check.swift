/// A rule of a form about its answers (R35).
public struct Check: Sendable, Equatable {
    public let id: String
    public let severity: Severity
    public let kind: Kind
    /// What the person reads when it does not hold.
    public let message: String
    /// The item at which it is shown.
    public let item: String
    public let source: String

    public init(id: String, severity: Severity, kind: Kind, message: String, item: String, source: String) {
        self.id = id
        self.severity = severity
        self.kind = kind
        self.message = message
        self.item = item
        self.source = source
    }

    public enum Severity: String, Sendable {
        /// Refuses the report.
        case error
        /// Asks to look again; passed with one action.
        case note
    }

    public enum Kind: Sendable, Equatable {
        /// Must hold; a blank it needs leaves it undecided, and undecided passes.
        case rule(Rule)
        /// The item's values of earlier periods together with today's look like this.
        case series(item: String, Likeness)
    }

    public enum Likeness: String, Sendable {
        /// A running total (R47).
        case runningTotal
        /// Ten times the usual.
        case tenfold
    }
}

/// What is known of an institution on a day, as far as a form asks (R37–R40).
public struct AskedFacts: Sendable, Hashable {
    public var kind: FacilityKind
    /// Designated as 診療・検査医療機関.
    public var consults: Bool
    /// The designation includes tests.
    public var tests: Bool
    /// Holds a contract for administrative tests.
    public var contract: Bool

    public init(kind: FacilityKind, consults: Bool = false, tests: Bool = false, contract: Bool = false) {
        self.kind = kind
        self.consults = consults
        self.tests = tests
        self.contract = contract
    }
}

/// What the checks say of one set of answers.
public struct Verdict: Sendable, Equatable {
    /// Refuse: one entry a field.
    public var errors: [FieldProblem]
    /// Ask: those that have not been passed yet.
    public var notes: [Note]

    public init(errors: [FieldProblem] = [], notes: [Note] = []) {
        self.errors = errors
        self.notes = notes
    }

    public struct Note: Sendable, Equatable {
        /// The check's id, sent back when the note is passed.
        public let check: String
        public let item: String
        public let message: String

        public init(check: String, item: String, message: String) {
            self.check = check
            self.item = item
            self.message = message
        }
    }
}
