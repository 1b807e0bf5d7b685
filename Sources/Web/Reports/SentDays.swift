import Domain
import Store

/// A sent table of days: what stands in the fields of each day's row. Days that are not asked are left alone.
struct SentDays {
    struct Row {
        let day: Day
        var sent: SentTable.Row
    }

    /// In the table's order.
    private(set) var rows: [Row] = []

    init(_ body: FormBody, _ table: DayTable) {
        let sent = Set(
            body.names.compactMap { name in name.split(separator: ".", maxSplits: 1).first.map(String.init) })
        for row in table.rows where row.state.facts != nil && sent.contains(row.day.text) {
            rows.append(Row(day: row.day, sent: SentTable.row(row.state, row.form, body, named: row.day.text)))
        }
    }

    /// What is pasted stands in place of what was typed.
    mutating func fill(_ pasted: PastedDays, _ table: DayTable) {
        for (day, cells) in pasted.cells {
            if let place = rows.firstIndex(where: { $0.day == day }) {
                rows[place].sent.cells.merge(cells) { $1 }
            } else if let row = table[day] {
                let sent = SentTable.Row(
                    facility: row.facility, cells: cells, faults: [], passed: [], basedOn: row.revision)
                rows.append(Row(day: day, sent: sent))
            }
        }
        rows.sort { $0.day < $1.day }
    }
}

/// Rows copied from a spreadsheet into the text area, brought to their days: by the day in their first cell, or one after the other
/// from a day on.
struct PastedDays {
    /// By day and item; choices by their code.
    private(set) var cells: [Day: [String: String]] = [:]
    /// Lines that belong to no day of the table, as pasted.
    private(set) var strays: [String] = []
    /// Days that have no fields: reported already, or closed.
    private(set) var skipped: [String] = []

    /// What was not taken, as pasted: it stays in the text area.
    private(set) var left: [String] = []

    private let items: [Item]

    /// - Parameter start: nil: each line names its day.
    init(_ text: String, into table: DayTable, from start: Day?) {
        items = table.groups.flatMap { $0.items.map(\.item) }
        let days = table.rows.map(\.day)
        let mark: Character = text.contains("\t") ? "\t" : ","
        var rest = start.map { start in table.rows.filter { $0.day >= start && $0.state.hasFields } } ?? []
        for line in text.split(whereSeparator: \.isNewline).map(String.init) {
            if line.allSatisfy(\.isWhitespace) { continue }
            var values = line.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
            let day = values.first.flatMap { Day(inRow: $0, among: days) }
            if day != nil { values.removeFirst() }
            let named = day.flatMap { day in table.rows.first { $0.day == day } }
            if let row = named ?? (day == nil && !rest.isEmpty ? rest.removeFirst() : nil), cells[row.day] == nil {
                take(values, row, line)
            } else {
                strays.append(line)
                left.append(line)
            }
        }
    }

    private mutating func take(_ values: [String], _ row: DayRow, _ line: String) {
        guard row.state.hasFields else {
            skipped.append(row.state.name)
            return left.append(line)
        }
        let asked = Set(row.state.asked(by: row.form).flatMap(\.items).map(\.code))
        var taken: [String: String] = [:]
        for (item, value) in zip(items, values) where asked.contains(item.code) {
            taken[item.code] = item.code(pasted: String(value.trimmingPrefix(while: \.isWhitespace)))
        }
        cells[row.day] = taken
    }
}
