/// A transaction in progress. It lives and dies inside the closure that `read` or `write` was given.
///
/// After a statement failed, the connection repeats that error for whatever else is asked of it, and nothing of the
/// closure is kept even if the closure catches the error: PostgreSQL can do no other, so SQLite does the same.
public protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// Number of this writer, from 1, unique among the writers connected to the database (on PostgreSQL: to the schema)
    /// right now; always 1 on SQLite, 0 in a read.
    var writer: Int { get }

    /// All rows of the answer.
    func query(_ sql: SQL) throws -> [Row]

    /// Each row in turn, without holding them all; the connection cannot be used inside `body`.
    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws

    /// Runs a statement and gives the number of rows it changed.
    @discardableResult func execute(_ sql: SQL) throws -> Int

    /// Many rows in few statements; `onConflict` is what follows the values, such as `ON CONFLICT (id) DO NOTHING`.
    func insert(into table: StaticString, columns: [StaticString], rows: [[SQLValue]], onConflict: SQL?) throws

    /// Moves counters. The additions of all closures of a batch are merged and applied at its end in key order, so that
    /// hot rows neither deadlock nor pile up; they are not visible to queries of the same closure.
    ///
    /// - Throws: ``DatabaseError/readOnly`` in a read.
    func add(_ addition: CounterAddition) throws
}

extension Connection {
    /// Many rows in few statements.
    public func insert(into table: StaticString, columns: [StaticString], rows: [[SQLValue]]) throws {
        try insert(into: table, columns: columns, rows: rows, onConflict: nil)
    }
}
