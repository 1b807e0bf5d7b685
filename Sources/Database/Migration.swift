/// A numbered change of the schema, in house SQL that both engines read.
public struct Migration: Sendable, Equatable {
    public let number: Int
    public let name: String
    public let sql: String

    public init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// A migration from its file, whose name begins with the number: "0001-name" or "0001-name.sql".
    ///
    /// - Throws: ``DatabaseError/migrationOrder(_:)`` when there is no number.
    public init(file: String, sql: String) throws(DatabaseError) {
        let stem = file.hasSuffix(".sql") ? String(file.dropLast(4)) : file
        let parts = stem.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let number = Int(parts[0]), number > 0 else {
            throw .migrationOrder("'\(file)' is not named like 0001-name.sql")
        }
        self.init(number: number, name: String(parts[1]), sql: sql)
    }

    /// "0001-name".
    public var title: String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-" + name
    }

    /// FNV-1a of the text in 64 bits and its length in bytes, in hexadecimal: against accidents, not attackers.
    var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in sql.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16) + "-" + String(sql.utf8.count, radix: 16)
    }
}

/// How a database stands to the migrations a program knows.
public enum MigrationState: Sendable, Equatable {
    case current
    /// These are still to be applied.
    case behind([Migration])
    /// The database has these, by title, and the program does not know them.
    case unknown([String])
    /// This one, by title, has another text than when it was applied.
    case changed(String)
}
