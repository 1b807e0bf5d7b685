/// The counter additions of a whole batch, merged by key.
struct CounterBook {
    private struct Place: Hashable {
        let table: CounterTable
        let key: [SQLValue]
    }

    private var amounts: [Place: [Int64]] = [:]

    static func check(_ addition: CounterAddition) throws(DatabaseError) {
        let table = addition.table
        guard addition.key.count == table.keyColumns.count, addition.amounts.count == table.amountColumns.count,
            !addition.key.isEmpty, !addition.amounts.isEmpty
        else {
            throw .counter(
                "\(addition.key.count) keys and \(addition.amounts.count) amounts for the"
                    + " \(table.keyColumns.count) and \(table.amountColumns.count) of \(table.name)")
        }
        guard !addition.key.contains(.null) else { throw .counter("a key of \(table.name) is null") }
    }

    mutating func add(_ additions: [CounterAddition]) throws(DatabaseError) {
        for addition in additions {
            let place = Place(table: addition.table, key: addition.key)
            var sums = amounts[place] ?? Array(repeating: 0, count: addition.amounts.count)
            for (index, amount) in addition.amounts.enumerated() {
                let (sum, overflow) = sums[index].addingReportingOverflow(amount)
                guard !overflow else { throw .counter("an amount of \(addition.table.name) is out of range") }
                sums[index] = sum
            }
            amounts[place] = sums
        }
    }

    /// Moves the counters, table by table and in key order: two writers then lock rows in the same order.
    func apply(on connection: any EngineConnection) throws {
        let moved = amounts.filter { $0.value.contains { $0 != 0 } }
        let byTable = Dictionary(grouping: moved, by: \.key.table)
        for (table, entries) in byTable.sorted(by: { $0.key.name < $1.key.name }) {
            let rows = entries.sorted { $0.key.key.lexicographicallyPrecedes($1.key.key, by: SQLValue.precedes) }
            let insertion = Insertion(
                table: table.name, columns: table.keyColumns + table.amountColumns, ending: table.addingUp)
            try insertion.statements(for: rows.map { $0.key.key + $0.value.map { .integer($0) } }) { sql in
                try connection.execute(sql)
            }
        }
    }
}

extension CounterTable {
    fileprivate var addingUp: SQL {
        let sums = amountColumns.map { "\($0) = \(name).\($0) + excluded.\($0)" }
        return SQL(
            checked: "ON CONFLICT (\(keyColumns.joined(separator: ", "))) DO UPDATE SET "
                + sums.joined(separator: ", "))
    }
}
