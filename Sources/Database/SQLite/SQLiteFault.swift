import GRDB
import GRDBSQLite

/// SQLite's errors as ours.
enum SQLiteFault {
    static func current(of database: GRDB.Database, in sql: SQL) -> DatabaseError {
        let connection = database.sqliteConnection
        let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "no message"
        return fault(code: sqlite3_extended_errcode(connection), message: message, statement: sql.text)
    }

    static func of(_ error: any Error) -> DatabaseError {
        guard let error = error as? GRDB.DatabaseError else {
            return (error as? DatabaseError) ?? .other("\(error)")
        }
        return fault(
            code: error.extendedResultCode.rawValue, message: error.message ?? "no message", statement: error.sql ?? "")
    }

    private static func fault(code: CInt, message: String, statement: String) -> DatabaseError {
        switch ResultCode(rawValue: code) {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            return unique(subject(of: message))
        case .SQLITE_CONSTRAINT_FOREIGNKEY: return .foreignKeyViolation
        case .SQLITE_CONSTRAINT_NOTNULL:
            let parts = subject(of: message).split(separator: ".", maxSplits: 1)
            return .notNullViolation(
                table: parts.first.map(String.init) ?? "", column: parts.last.map(String.init) ?? "")
        case .SQLITE_CONSTRAINT_CHECK: return .checkViolation(subject(of: message))
        default: break
        }
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: return .conflict(message)
        case SQLITE_FULL: return .storageFull(message)
        case SQLITE_READONLY: return .readOnly
        case SQLITE_CANTOPEN: return .unreachable(message)
        default: return .other(statement.isEmpty ? message : "\(message) in: \(statement)")
        }
    }

    /// What stands after the colon in "UNIQUE constraint failed: person.name, person.born".
    private static func subject(of message: String) -> String {
        String(message.drop { $0 != ":" }.dropFirst(2))
    }

    private static func unique(_ subject: String) -> DatabaseError {
        let columns = subject.split(separator: ",").map { $0.drop { $0 == " " } }
        guard let table = columns.first?.prefix(while: { $0 != "." }), subject.contains(".") else {
            return .uniqueViolation(table: subject, columns: [])
        }
        return .uniqueViolation(table: String(table), columns: columns.map { String($0.dropFirst(table.count + 1)) })
    }
}
