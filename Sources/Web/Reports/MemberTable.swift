import Domain

/// An association's members for one survey and period, as rows; the sections that are asked of any of them as groups of columns
/// (R18).
public struct MemberTable: Sendable {
    public var form: Form
    public var day: Day
    /// In the order of the list of members: by ID.
    public var rows: [MemberRowState]

    public init(form: Form, day: Day, rows: [MemberRowState]) {
        self.form = form
        self.day = day
        self.rows = rows
    }

    /// Those that are asked of at least one of them, or have answers.
    public var sections: [Section] {
        let asked = Set(rows.flatMap { row in row.facts.map { form.sections(askedOf: $0).map(\.id) } ?? [] })
        let shown = form.sections.filter { asked.contains($0.id) }
        return shown.isEmpty ? form.sections : shown
    }

    func count(_ state: MemberRowState.State) -> Int { rows.count { $0.state == state } }

    /// Of whom the survey is asked for that period, or who have reported it.
    var asked: Int { rows.count { $0.state != .notAsked } }

    /// Without those that had nothing to report (R33).
    var expected: Int { asked - count(.closed) }

    /// How many still need somebody.
    var left: Int { rows.count(where: \.state.isLeft) }

    subscript(facility: Facility.ID) -> MemberRowState? {
        get { index(of: facility).map { rows[$0] } }
        set {
            guard let place = index(of: facility), let newValue else { return }
            rows[place] = newValue
        }
    }

    /// By ID they are sorted.
    func index(of facility: Facility.ID) -> Int? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].facility < facility { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low].facility == facility ? low : nil
    }
}

/// One member's row: what is stored, and what somebody has typed over it.
public struct MemberRowState: Sendable {
    public var facility: Facility.ID
    public var name: String
    /// What may be asked of it on that day; nil where nothing is: then it has no fields.
    public var facts: AskedFacts?
    /// The newest revision's number; 0 where there is none.
    public var revision: Int
    /// The answers of a report that counts, by item; nil where there is none.
    public var answers: [String: Answer]?
    /// Marked 「開設なし・実績なし」 (R33); a report outweighs it.
    public var isClosed = false
    /// Until when it is to be reported, where that is later than for the others.
    public var moved: OwnDeadline?
    /// The day before, or the week before, by item; on demand.
    public var earlier: [String: Answer]?
    /// Reported, and to be corrected in its row.
    public var isOpened = false
    /// What was typed and is not stored yet.
    public var entry: Entry?

    public init(
        facility: Facility.ID, name: String, facts: AskedFacts?, revision: Int = 0, answers: [String: Answer]? = nil
    ) {
        self.facility = facility
        self.name = name
        self.facts = facts
        self.revision = revision
        self.answers = answers
    }

    /// What somebody typed, with what is to be said of it.
    public struct Entry: Sendable {
        /// By item.
        public var typed: [String: String]
        public var passed: Set<String>
        /// Why, as typed.
        public var reason = ""
        public var basedOn: Int
        public var errors: [FieldProblem] = []
        public var notes: [Verdict.Note] = []
        public var conflict: ReportConflict?
        /// Why nothing can be entered at all.
        public var refusal: String?

        public init(typed: [String: String], passed: Set<String> = [], basedOn: Int) {
            self.typed = typed
            self.passed = passed
            self.basedOn = basedOn
        }

        var isBlank: Bool { typed.values.allSatisfy { text in text.allSatisfy(\.isWhitespace) } }
    }

    /// As tabs and chips name it; the raw value stands in addresses.
    public enum State: String, Sendable, CaseIterable {
        case error = "fix"
        case ask, draft, empty, closed, reported
        case notAsked = "none"

        /// Somebody has to see to it.
        var isLeft: Bool {
            switch self {
            case .error, .ask, .draft, .empty: true
            case .closed, .reported, .notAsked: false
            }
        }

        var chip: Chip {
            switch self {
            case .error: Chip(.error, "要修正")
            case .ask: Chip(.note, "要確認")
            case .draft: Chip(.draft, "入力中")
            case .empty: Chip(.due, "未入力")
            case .closed: Chip(.off, "休診")
            case .reported: Chip(.ok, "報告済")
            case .notAsked: Chip(.notAsked, "対象外")
            }
        }
    }

    public var state: State {
        if let entry {
            if !entry.errors.isEmpty || entry.conflict != nil || entry.refusal != nil { return .error }
            if !entry.notes.isEmpty { return .ask }
            if !entry.isBlank { return .draft }
        }
        if answers != nil { return .reported }
        if isClosed, facts != nil { return .closed }
        return facts == nil ? .notAsked : .empty
    }

    /// Whoever is done needs no fields.
    var hasFields: Bool {
        guard facts != nil, entry?.refusal == nil else { return false }
        return isOpened || entry != nil || (answers == nil && !isClosed)
    }

    /// What stands in the field of an item.
    func typed(_ item: Item) -> String {
        if let entry { return entry.typed[item.code] ?? "" }
        return item.write(answers?[item.code])
    }

    /// The newest revision that its fields are based on.
    var basedOn: Int { entry?.basedOn ?? revision }

    func asked(by form: Form) -> [Section] { facts.map { form.sections(askedOf: $0) } ?? [] }
}

/// Which rows a person wants to see.
enum MemberFilter: Sendable, Equatable {
    case all, left
    case state(MemberRowState.State)

    init?(_ text: String) {
        switch text {
        case "all", "": self = .all
        case "left": self = .left
        default:
            guard let state = MemberRowState.State(rawValue: text) else { return nil }
            self = .state(state)
        }
    }

    var text: String {
        switch self {
        case .all: "all"
        case .left: "left"
        case .state(let state): state.rawValue
        }
    }

    func shows(_ state: MemberRowState.State) -> Bool {
        switch self {
        case .all: true
        case .left: state.isLeft
        case .state(let wanted): state == wanted
        }
    }
}
