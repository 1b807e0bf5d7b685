import Foundation
import GRDBSQLite

/// The column names of statements that one thread has run before, so that each row of each run shares them.
final class StatementNames {
    private var kept: [String: RowNames] = [:]

    func names(of cursor: OpaquePointer, _ sql: SQL) -> RowNames {
        guard sql.isKept else { return SQLiteValues.names(of: cursor) }
        // A `*` means other columns once a table has more.
        if let names = kept[sql.text], Self.are(names.names, theNamesOf: cursor) { return names }
        let names = SQLiteValues.names(of: cursor)
        kept[sql.text] = names
        return names
    }

    private static func are(_ names: [String], theNamesOf cursor: OpaquePointer) -> Bool {
        guard names.count == Int(sqlite3_column_count(cursor)) else { return false }
        return names.indices.allSatisfy { column in
            sqlite3_column_name(cursor, CInt(column)).map { strcmp($0, names[column]) == 0 } ?? false
        }
    }
}
