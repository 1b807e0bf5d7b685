/// One row of an answer, read by column name and type.
///
/// Each reader throws ``DatabaseError/column(name:found:expected:)`` when the column is not there or holds another
/// type.
public struct Row: Sendable {
    let names: RowNames
    let values: [SQLValue]

    /// The columns' names in the order of the statement.
    public var columns: [String] { names.names }

    /// The value as the engine gave it. A truth value is `.integer` on SQLite and `.bool` on PostgreSQL.
    public func value(_ column: String) throws(DatabaseError) -> SQLValue {
        guard let index = names.index(of: column) else {
            let found = "only the columns \(names.names.joined(separator: ", "))"
            throw .column(name: column, found: found, expected: "a column of this name")
        }
        return values[index]
    }

    public func string(_ column: String) throws(DatabaseError) -> String {
        try required(column, "text", optionalString(column))
    }

    public func optionalString(_ column: String) throws(DatabaseError) -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        case let other: throw mismatch(column, other, "text")
        }
    }

    public func int(_ column: String) throws(DatabaseError) -> Int {
        try required(column, "an integer", optionalInt(column))
    }

    public func optionalInt(_ column: String) throws(DatabaseError) -> Int? {
        switch try value(column) {
        case .null: nil
        case .integer(let number): Int(number)
        case let other: throw mismatch(column, other, "an integer")
        }
    }

    /// A number with a fraction; an integer column is read too.
    public func double(_ column: String) throws(DatabaseError) -> Double {
        try required(column, "a number", optionalDouble(column))
    }

    public func optionalDouble(_ column: String) throws(DatabaseError) -> Double? {
        switch try value(column) {
        case .null: nil
        case .real(let number): number
        case .integer(let number): Double(number)
        case let other: throw mismatch(column, other, "a number")
        }
    }

    public func bool(_ column: String) throws(DatabaseError) -> Bool {
        try required(column, "a truth value", optionalBool(column))
    }

    public func optionalBool(_ column: String) throws(DatabaseError) -> Bool? {
        switch try value(column) {
        case .null: nil
        case .bool(let truth): truth
        case .integer(0): false
        case .integer(1): true
        case let other: throw mismatch(column, other, "a truth value")
        }
    }

    public func bytes(_ column: String) throws(DatabaseError) -> [UInt8] {
        try required(column, "bytes", optionalBytes(column))
    }

    public func optionalBytes(_ column: String) throws(DatabaseError) -> [UInt8]? {
        switch try value(column) {
        case .null: nil
        case .bytes(let bytes): bytes
        case let other: throw mismatch(column, other, "bytes")
        }
    }

    private func required<T>(_ column: String, _ expected: String, _ found: T?) throws(DatabaseError) -> T {
        guard let found else { throw mismatch(column, .null, expected) }
        return found
    }

    private func mismatch(_ column: String, _ found: SQLValue, _ expected: String) -> DatabaseError {
        .column(name: column, found: found.described, expected: expected)
    }
}
