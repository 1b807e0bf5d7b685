import Domain

/// Rows copied from a spreadsheet into the text area, brought to the members they belong to: by ID or name in their first cells, or
/// one after the other from a member on.
struct PastedRows {
    /// By member and item; choices by their code.
    private(set) var cells: [Facility.ID: [String: String]] = [:]
    /// Lines that belong to nobody, as pasted.
    private(set) var strays: [String] = []
    /// Members that have no fields: reported already, or not asked.
    private(set) var skipped: [String] = []
    /// What was not taken, as pasted: it stays in the text area.
    private(set) var left: [String] = []

    private let items: [Item]

    /// - Parameter start: nil: each line names its member.
    init(_ text: String, into table: MemberTable, from start: Facility.ID?) {
        items = table.sections.flatMap(\.items)
        let lines = text.split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
        let mark: Character = text.contains("\t") ? "\t" : ","
        var place = start.flatMap { table.index(of: $0) }
        var byKey: [String: [Int]] = [:]
        for (index, row) in table.rows.enumerated() {
            byKey[Self.key(row.facility.text), default: []].append(index)
            byKey[Self.key(row.name), default: []].append(index)
        }
        for line in lines {
            var values = line.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
            if let here = place {
                place = here + 1
                guard here < table.rows.count else {
                    stray(line)
                    continue
                }
                take(values, table.rows[here], table.form, line)
                continue
            }
            guard let found = values.first.flatMap({ byKey[Self.key($0)] }), found.count == 1 else {
                stray(line)
                continue
            }
            let row = table.rows[found[0]]
            values.removeFirst()
            if let next = values.first, [row.facility.text, row.name].map(Self.key).contains(Self.key(next)) {
                values.removeFirst()
            }
            take(values, row, table.form, line)
        }
    }

    private mutating func stray(_ line: String) {
        strays.append(line)
        left.append(line)
    }

    private mutating func take(_ values: [String], _ row: MemberRowState, _ form: Form, _ line: String) {
        guard row.hasFields else {
            skipped.append(row.name)
            return left.append(line)
        }
        let asked = Set(row.asked(by: form).flatMap(\.items).map(\.code))
        var taken: [String: String] = [:]
        for (item, value) in zip(items, values) where asked.contains(item.code) {
            let trimmed = value.trimmingPrefix(while: \.isWhitespace)
            taken[item.code] = item.code(pasted: String(trimmed))
        }
        cells[row.facility] = taken
    }

    private static func key(_ text: String) -> String { Account.key(of: text.filter { !$0.isWhitespace }) }
}

extension Item {
    /// A choice by its label becomes its code; everything else stays as it was pasted.
    fileprivate func code(pasted: String) -> String {
        switch kind {
        case .choice(let choices): choices.first { $0.label == pasted }?.code ?? pasted
        case .flag: ["はい": FlagWords.yes, "いいえ": FlagWords.no][pasted] ?? pasted
        case .count, .decimal, .time, .text: pasted
        }
    }
}
