import Domain

/// One institution's days of one survey as rows (R24).
public struct DayTable: Sendable {
    /// The newest version of the survey.
    public var form: Form
    public var span: DaySpan
    /// The oldest first.
    public var rows: [DayRow]
    /// What 「すべて0」 goes by where no day of the table says it: reports before it, the newest first.
    public var before: [Answers] = []

    public init(form: Form, span: DaySpan, rows: [DayRow]) {
        (self.form, self.span, self.rows) = (form, span, rows)
    }

    func count(_ state: MemberRowState.State) -> Int { rows.count { $0.state.state == state } }

    /// How many still need somebody.
    var left: Int { rows.count { $0.state.state.isLeft } }

    subscript(day: Day) -> MemberRowState? {
        get { rows.first { $0.day == day }?.state }
        set {
            guard let place = rows.firstIndex(where: { $0.day == day }), let newValue else { return }
            rows[place].state = newValue
        }
    }

    /// A group of columns: a section that is asked on any of the days, of whatever version.
    struct Group {
        let id: String
        let title: String
        var items: [(item: Item, head: ColumnHead)]
    }

    /// In the order of the newest version; what only older ones ask stands behind.
    var groups: [Group] {
        var (groups, seen): ([Group], Set<String>) = ([], [])
        for (form, rows) in versions.reversed() {
            let asked = Set(rows.flatMap { $0.state.asked(by: form).map(\.id) })
            for section in form.sections where asked.contains(section.id) {
                let new = section.items.filter { seen.insert($0.code).inserted }
                    .map { (item: $0, head: ColumnHead($0, in: section, of: form)) }
                if new.isEmpty { continue }
                if let place = groups.firstIndex(where: { $0.id == section.id }) {
                    groups[place].items += new
                } else {
                    groups.append(Group(id: section.id, title: section.title, items: new))
                }
            }
        }
        return groups
    }

    private var versions: [(form: Form, rows: [DayRow])] {
        Dictionary(grouping: rows, by: \.form.from).values
            .compactMap { rows in rows.first.map { ($0.form, rows) } }.sorted { $0.0.from < $1.0.from }
    }

    /// 0 in what is counted on the day, hours and rooms as on the last day that had any (R27).
    mutating func fillWithZeros(_ day: Day) {
        guard let place = rows.firstIndex(where: { $0.day == day }), rows[place].state.hasFields else { return }
        let row = rows[place]
        let earlier = rows[..<place].reversed().compactMap { $0.answers(in: row.form) } + before
        var entry = row.state.entry ?? .init(typed: [:], basedOn: row.state.basedOn)
        let zeros = row.form.zeros(in: row.state.asked(by: row.form), earlier: earlier)
        for (code, text) in zeros where (entry.typed[code] ?? "").allSatisfy(\.isWhitespace) {
            entry.typed[code] = text
        }
        entry.errors = []
        rows[place].state.entry = entry
    }
}

/// One day's row: what is stored, and what somebody has typed over it.
public struct DayRow: Sendable {
    public var day: Day
    /// In force on the day.
    public var form: Form
    public var state: MemberRowState
    /// Tests are asked of a day not opened too (R34).
    public var asksTests = false

    public init(day: Day, form: Form, state: MemberRowState) {
        (self.day, self.form, self.state) = (day, form, state)
    }

    /// What counts of its report.
    func answers(in form: Form) -> Answers? {
        guard let values = state.answers else { return nil }
        var answers = Answers(blankFor: form)
        for (code, answer) in values where form.item(code) != nil { answers[code, in: form] = answer }
        return answers
    }

    /// As a row of a file; nil where nothing is asked.
    var memberDay: MemberDay? {
        guard let facts = state.facts else { return nil }
        return MemberDay(
            facility: state.facility, name: state.name, day: day, facts: facts,
            answers: form.asked(answers(in: form) ?? Answers(blankFor: form), of: facts), revision: state.revision,
            isClosed: state.isClosed)
    }
}

/// What somebody wants of a sent table of days: its rows stored, or only the table shown in another way with what was typed.
enum DayWish {
    case report
    /// 「すべて0」 on a day.
    case zeros(Day)
    /// A reported or closed day as fields.
    case open(Day)
    /// 「休診」, or that it is taken back (R33).
    case closed(Day, Bool)
    /// What somebody else stored, in place of what was typed.
    case theirs(Day)
    case show(MemberFilter)

    /// - Parameter text: `word:what`, as the buttons of the page send it; anything else is the large button.
    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let (word, what) = (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        switch (word, Day(what)) {
        case ("zeros", let day?): self = .zeros(day)
        case ("open", let day?): self = .open(day)
        case ("theirs", let day?): self = .theirs(day)
        case ("close", let day?): self = .closed(day, true)
        case ("reopen", let day?): self = .closed(day, false)
        case ("show", _): self = MemberFilter(what).map { .show($0) } ?? .show(.all)
        default: self = .report
        }
    }
}
