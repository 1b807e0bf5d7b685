/// An association's file of one survey: members and days as rows, items as columns (R18). The same for workbook, CSV and what is
/// pasted.
public struct MemberSheet: Sendable {
    /// The version of each day that the file may speak of, in the order of the days.
    public let forms: [(day: Day, form: Form)]
    /// In the order of a fresh file: by day, then as the members are given.
    public let rows: [MemberDay]
    /// Every member, also one of whom nothing is asked on any of the days.
    public let members: [Facility.ID: String]
    /// In the order of a fresh file.
    public let columns: [MemberColumn]
    let items: [Item]
    private let names: [String: String]

    /// - Parameters:
    ///   - forms: at least one day; the newest version gives the order of the items.
    ///   - rows: those of whom something is asked.
    public init(forms: [(day: Day, form: Form)], rows: [MemberDay], members: [Facility.ID: String]) {
        self.forms = forms.sorted { $0.day < $1.day }
        self.rows = rows
        self.members = members
        var items: [Item] = []
        var names: [String: String] = [:]
        for (_, form) in self.forms.reversed() {
            for item in form.items where names[item.code] == nil {
                items.append(item)
                names[item.code] = form.name(of: item)
            }
        }
        self.items = items
        self.names = names
        columns =
            [.day, .facility, .name] + items.map { .item($0.code) } + [.closed, .confirmed, .revision, .mend]
    }

    /// What stands above a column: 「PCR検査実施人数(人)」.
    public func heading(_ column: MemberColumn) -> String {
        guard case .item(let code) = column, let item = items.first(where: { $0.code == code }) else {
            return column.headings.first ?? ""
        }
        return heading(item)
    }

    private func heading(_ item: Item) -> String {
        let name = names[item.code] ?? item.label
        let part = item.partOf == nil || name.contains("うち") ? name : "うち\(name)"
        return part + (item.unit.map { "(\($0))" } ?? "")
    }

    /// What stands in a cell of a fresh file.
    public struct Cell: Sendable, Hashable {
        public let text: String
        /// A number that a spreadsheet may add up.
        public let isNumber: Bool
        /// Something may be written here.
        public let isAsked: Bool

        public init(_ text: String, isNumber: Bool = false, isAsked: Bool = true) {
            self.text = text
            self.isNumber = isNumber
            self.isAsked = isAsked
        }
    }

    /// A row of a fresh file, in the order of `columns`.
    public func cells(_ row: MemberDay) -> [Cell] {
        let form = form(on: row.day)
        let asked = form?.codes(askedOf: row.facts) ?? []
        return columns.map { column in
            switch column {
            case .day: Cell(row.day.text)
            case .facility: Cell(row.facility.text)
            case .name: Cell(row.name)
            case .item(let code): cell(code, row, form, isAsked: asked.contains(code))
            case .closed: Cell(row.isClosed ? SheetMark.sign : "")
            case .revision: Cell(row.revision == 0 ? "" : String(row.revision))
            case .confirmed, .mend: Cell("")
            }
        }
    }

    private func cell(_ code: String, _ row: MemberDay, _ form: Form?, isAsked: Bool) -> Cell {
        guard isAsked, let form, let item = form.item(code) else { return Cell("", isAsked: false) }
        return Cell(item.cell(row.answers[code, in: form]), isNumber: item.isNumber)
    }

    /// The version in force on one of the file's days; nil for any other day.
    public func form(on day: Day) -> Form? { forms.first { $0.day == day }?.form }

    public var days: [Day] { forms.map(\.day) }

    /// What each heading means, however it is written; what could mean two things means nothing.
    var meanings: [String: MemberColumn] {
        var found: [String: Set<MemberColumn>] = [:]
        func note(_ heading: String, _ column: MemberColumn) {
            found[Self.key(heading), default: []].insert(column)
        }
        for column in MemberColumn.fixed {
            for heading in column.headings + [column.code] { note(heading, column) }
        }
        for item in items {
            let name = names[item.code] ?? item.label
            for heading in [heading(item), name, item.code] { note(heading, .item(item.code)) }
            let unit = item.unit.map { "(\($0))" } ?? ""
            for heading in [item.label, item.label + unit, name + unit] { note(heading, .item(item.code)) }
        }
        return found.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// Width, case, blanks, ends of lines and marks of indenting do not tell two headings apart.
    static func key(_ heading: String) -> String {
        String(SearchKey.fold(heading).drop { "└・※*_".contains($0) })
    }
}

extension MemberSheet {
    /// Whether a spreadsheet may keep an item's answers as numbers.
    public func isNumber(_ code: String) -> Bool { items.first { $0.code == code }?.isNumber ?? false }

    /// What may be chosen for an item, in words; empty where anything may be typed, or where the words are too many for a list.
    public func choices(_ code: String) -> [String] {
        switch items.first(where: { $0.code == code })?.kind {
        case .choice(let choices)?:
            let words = choices.map(\.label)
            let isShort = words.joined(separator: ",").unicodeScalars.count <= 255
            return isShort && words.allSatisfy { !$0.isEmpty && !$0.contains(",") } ? words : []
        case .flag?: return ["はい", "いいえ"]
        default: return []
        }
    }
}
