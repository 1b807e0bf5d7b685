/// A table of counters: rows with a key and integers that only ever move by differences.
public struct CounterTable: Sendable, Hashable {
    public let name: String
    public let keyColumns: [String]
    public let amountColumns: [String]

    /// `keyColumns` must be the table's primary key or a unique index of it.
    public init(name: StaticString, keyColumns: [StaticString], amountColumns: [StaticString]) {
        self.name = name.description
        self.keyColumns = keyColumns.map(\.description)
        self.amountColumns = amountColumns.map(\.description)
    }

    /// The name tells tables apart well enough.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// By how much the counters of one key move.
public struct CounterAddition: Sendable {
    public let table: CounterTable
    /// In the order of `table.keyColumns`.
    public let key: [SQLValue]
    /// In the order of `table.amountColumns`; may be negative.
    public let amounts: [Int64]

    public init(table: CounterTable, key: [SQLValue], amounts: [Int64]) {
        self.table = table
        self.key = key
        self.amounts = amounts
    }
}
