extension SQL {
    /// The second piece after the first, nothing between them.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sql = left
        sql.append(right)
        return sql
    }

    /// The values with commas between them, for `IN (\(SQL.list(ids)))`. No values give `NULL`, which no value equals.
    public static func list(_ values: [some SQLBindable]) -> SQL {
        values.isEmpty ? "NULL" : values.map { "\($0)" as SQL }.joined(separator: ", ")
    }

    /// A table's or column's name that is known only while the program runs, in double quotes.
    ///
    /// - Throws: ``DatabaseError/notAnIdentifier(_:)`` unless it is of small letters, digits and `_`, at most 63,
    ///   and does not begin with a digit.
    public static func identifier(_ name: String) throws(DatabaseError) -> SQL {
        guard isIdentifier(name) else { throw .notAnIdentifier(name) }
        return SQL(checked: "\"\(name)\"")
    }

    static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 63 else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return !digits.contains(first)
            && name.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") }
    }
}

extension [SQL] {
    /// All pieces with `separator` between each two.
    public func joined(separator: SQL) -> SQL {
        var sql = SQL()
        for (index, piece) in enumerated() {
            if index > 0 { sql.append(separator) }
            sql.append(piece)
        }
        return sql
    }
}
