import GRDBSQLite

/// Values to and from a statement of SQLite.
enum SQLiteValues {
    /// Tells SQLite to copy what it is given before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    static func bind(_ values: [SQLValue], to cursor: OpaquePointer) throws(DatabaseError) {
        for (index, value) in values.enumerated() {
            let code = try bind(value, to: cursor, at: CInt(index + 1))
            guard code == SQLITE_OK else { throw .notStorable("\(value.described), code \(code)") }
        }
    }

    private static func bind(_ value: SQLValue, to cursor: OpaquePointer, at place: CInt) throws(DatabaseError) -> CInt
    {
        try Storable.check(value)
        switch value {
        case .null: return sqlite3_bind_null(cursor, place)
        case .integer(let number): return sqlite3_bind_int64(cursor, place, number)
        case .real(let number): return sqlite3_bind_double(cursor, place, number)
        case .bool(let truth): return sqlite3_bind_int64(cursor, place, truth ? 1 : 0)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    // An empty buffer may have no address, which SQLite would take for NULL.
                    guard let start = characters.baseAddress else {
                        return sqlite3_bind_text(cursor, place, "", 0, copied)
                    }
                    return sqlite3_bind_text(cursor, place, start, CInt(characters.count), copied)
                }
            }
        case .bytes(let bytes):
            if bytes.isEmpty { return sqlite3_bind_zeroblob(cursor, place, 0) }
            return sqlite3_bind_blob(cursor, place, bytes, CInt(bytes.count), copied)
        }
    }

    static func names(of cursor: OpaquePointer) -> RowNames {
        RowNames(
            (0..<sqlite3_column_count(cursor)).map { column in
                sqlite3_column_name(cursor, column).map { String(cString: $0) } ?? ""
            })
    }

    static func read(_ cursor: OpaquePointer, count: Int) -> [SQLValue] {
        (0..<CInt(count)).map { column in
            switch sqlite3_column_type(cursor, column) {
            case SQLITE_INTEGER: .integer(sqlite3_column_int64(cursor, column))
            case SQLITE_FLOAT: .real(sqlite3_column_double(cursor, column))
            case SQLITE_TEXT:
                .text(
                    String(
                        decoding: UnsafeBufferPointer(
                            start: sqlite3_column_text(cursor, column),
                            count: Int(sqlite3_column_bytes(cursor, column))), as: UTF8.self))
            case SQLITE_BLOB:
                .bytes(
                    Array(
                        UnsafeRawBufferPointer(
                            start: sqlite3_column_blob(cursor, column),
                            count: Int(sqlite3_column_bytes(cursor, column)))))
            default: .null
            }
        }
    }
}
