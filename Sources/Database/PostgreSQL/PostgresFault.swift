import CLibpq
import Foundation

/// PostgreSQL's errors as ours.
enum PostgresFault {
    static func lost(_ raw: OpaquePointer) -> DatabaseError {
        .connectionLost(message(raw))
    }

    static func message(_ raw: OpaquePointer) -> String {
        let text = PQerrorMessage(raw).map { String(cString: $0) } ?? ""
        return text.split(separator: "\n").joined(separator: " ")
    }

    static func fault(_ result: OpaquePointer, _ raw: OpaquePointer, statement: String) -> DatabaseError {
        if PQstatus(raw) == CONNECTION_BAD { return lost(raw) }
        let message = field(DIAG_MESSAGE_PRIMARY, result)
        let table = field(DIAG_TABLE_NAME, result)
        let state = field(DIAG_SQLSTATE, result)
        switch state {
        case "23505": return .uniqueViolation(table: table, columns: keyColumns(field(DIAG_MESSAGE_DETAIL, result)))
        case "23503": return .foreignKeyViolation
        case "23502": return .notNullViolation(table: table, column: field(DIAG_COLUMN_NAME, result))
        case "23514": return .checkViolation(field(DIAG_CONSTRAINT_NAME, result))
        case "40001", "40P01", "55P03": return .conflict(message)
        case "53100": return .storageFull(message)
        case "25006": return .readOnly
        // Shut down, or a plan made stale by a migration: a new connection is what helps.
        case "57P01", "57P02", "57P03": return .connectionLost(message)
        case "0A000" where field(DIAG_SOURCE_FUNCTION, result) == "RevalidateCachedQuery":
            return .connectionLost(message)
        default: return .other("\(message) (\(state)) in: \(statement)")
        }
    }

    private static func field(_ code: CInt, _ result: OpaquePointer) -> String {
        PQresultErrorField(result, code).map { String(cString: $0) } ?? ""
    }

    /// The columns in "Key (name, born)=(…) already exists.", in whatever language the words are.
    private static func keyColumns(_ detail: String) -> [String] {
        guard let start = detail.firstIndex(of: "("), let end = detail.range(of: ")=(")?.lowerBound else { return [] }
        return detail[detail.index(after: start)..<end].split(separator: ",").map { column in
            String(column.drop { $0 == " " }.filter { $0 != "\"" })
        }
    }
}
