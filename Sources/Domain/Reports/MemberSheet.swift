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
    /// Of one institution's days: no column needs to say whose a row is.
    public let isOfOne: Bool
    let items: [Item]
    /// By item; each only once, and none of a column that every file has.
    private let headings: [String: String]

    /// - Parameters:
    ///   - forms: at least one day; the newest version gives the order of the items.
    ///   - rows: those of whom something is asked.
    ///   - isOfOne: of one institution, the only one of `members`.
    public init(
        forms: [(day: Day, form: Form)], rows: [MemberDay], members: [Facility.ID: String], isOfOne: Bool = false
    ) {
        self.isOfOne = isOfOne
        self.forms = forms.sorted { $0.day < $1.day }
        self.rows = rows
        self.members = members
        var items: [Item] = []
        var headings: [String: String] = [:]
        var taken = Set(MemberColumn.fixed.flatMap(\.headings).map(Self.key))
        for (_, form) in self.forms.reversed() {
            for item in form.items where headings[item.code] == nil {
                let heading = Self.heading(item, in: form)
                let isFree = taken.insert(Self.key(heading)).inserted
                items.append(item)
                headings[item.code] = isFree ? heading : "\(heading) \(item.code)"
            }
        }
        self.items = items
        self.headings = headings
        columns =
            (isOfOne ? [.day] : [.day, .facility, .name]) + items.map { .item($0.code) } + [
                .closed, .confirmed, .revision, .mend,
            ]
    }

    /// What stands above a column: 「PCR検査実施人数(人)」.
    public func heading(_ column: MemberColumn) -> String {
        guard case .item(let code) = column else { return column.headings.first ?? "" }
        return headings[code] ?? code
    }

    private static func heading(_ item: Item, in form: Form) -> String {
        let name = form.name(of: item)
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

    /// Whose column tells of a row as a whole.
    var rowColumns: [MemberColumn] { isOfOne ? [.day] : [.facility, .name] }

    /// What each heading means, however it is written; what could mean two things means nothing, but our own words always ours.
    var meanings: [String: MemberColumn] {
        var others: [String: Set<MemberColumn>] = [:]
        var ours: [String: MemberColumn] = [:]
        for item in items {
            let column = MemberColumn.item(item.code)
            ours[Self.key(heading(column))] = column
            let unit = item.unit.map { "(\($0))" } ?? ""
            for form in forms.map(\.form) {
                guard let then = form.item(item.code) else { continue }
                let name = form.name(of: then)
                for text in [name, name + unit, then.label, then.label + unit, item.code] {
                    others[Self.key(text), default: []].insert(column)
                }
            }
        }
        for column in MemberColumn.fixed {
            for heading in column.headings + [column.code] { ours[Self.key(heading)] = column }
        }
        return others.compactMapValues { $0.count == 1 ? $0.first : nil }.merging(ours) { $1 }
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
