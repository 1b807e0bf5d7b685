/// The counter additions of a whole batch, merged by key.
struct CounterBook {
    fileprivate struct Sums {
        let key: [SQLValue]
        var amounts: [Int64]
    }

    private var tables: [CounterTable: [CounterKey: Sums]] = [:]

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
            let failed = tables[addition.table, default: [:]].move(by: addition)
            guard !failed else { throw .counter("an amount of \(addition.table.name) is out of range") }
        }
    }

    /// Moves the counters, table by table and in key order: two writers then lock rows in the same order.
    func apply(on connection: any EngineConnection) throws {
        for (table, counters) in tables.sorted(by: { $0.key.name < $1.key.name }) {
            let moved = counters.filter { $0.value.amounts.contains { $0 != 0 } }.sorted { $0.key < $1.key }
            let insertion = Insertion(
                table: table.name, columns: table.keyColumns + table.amountColumns, ending: table.addingUp)
            try insertion.statements(for: moved.map { $0.value.key + $0.value.amounts.map { .integer($0) } }) { sql in
                try connection.execute(sql)
            }
        }
    }
}

extension [CounterKey: CounterBook.Sums] {
    /// Whether an amount went out of range.
    fileprivate mutating func move(by addition: CounterAddition) -> Bool {
        let key = CounterKey(addition.key)
        guard let index = index(forKey: key) else {
            self[key] = CounterBook.Sums(key: addition.key, amounts: addition.amounts)
            return false
        }
        var failed = false
        for (column, amount) in addition.amounts.enumerated() {
            failed = values[index].amounts[column].add(amount) || failed
        }
        return failed
    }
}

extension Int64 {
    /// Whether that went out of range.
    fileprivate mutating func add(_ amount: Int64) -> Bool {
        let (sum, overflow) = addingReportingOverflow(amount)
        self = sum
        return overflow
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
