/// Writes many rows in few statements.
///
/// The rows are cut into powers of two, so that a table has a handful of statements to keep prepared and not one for
/// every number of rows.
struct Insertion {
    let table: String
    let columns: [String]
    let ending: SQL

    /// Below the least of the engines' limits on values (SQLite 32,766; PostgreSQL 65,535).
    private static let mostValues = 8_192
    private static let mostRows = 256

    /// Hands over each statement in turn.
    func statements(for rows: [[SQLValue]], _ body: (SQL) throws -> Void) throws {
        guard let odd = rows.first(where: { $0.count != columns.count }) else {
            var size = largestChunk
            var start = 0
            while start < rows.count {
                while size > rows.count - start { size /= 2 }
                try body(statement(rows[start..<start + size]))
                start += size
            }
            return
        }
        throw DatabaseError.other("a row of \(odd.count) values for the \(columns.count) columns of \(table)")
    }

    private var largestChunk: Int {
        var size = Self.mostRows
        while size > 1, size * columns.count > Self.mostValues { size /= 2 }
        return size
    }

    private func statement(_ rows: ArraySlice<[SQLValue]>) -> SQL {
        var sql = SQL(checked: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES ")
        sql.append(rows: rows)
        sql.append(text: " ")
        sql.append(ending)
        return sql.keptAlways()
    }
}
