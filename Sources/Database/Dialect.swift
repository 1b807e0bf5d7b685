/// Which of the two engines answers, and the few statements in which they truly differ.
public struct Dialect: Sendable, Equatable {
    public enum Name: String, Sendable { case sqlite, postgresql }

    public let name: Name

    public static let sqlite = Dialect(name: .sqlite)
    public static let postgresql = Dialect(name: .postgresql)

    /// After a `SELECT` in a write: no one else holds these rows so before the commit; rows that refer to them can be
    /// added meanwhile. SQLite has one writer anyway.
    public var forUpdate: SQL {
        name == .sqlite ? "" : "FOR NO KEY UPDATE"
    }

    /// As `forUpdate`, passing over rows that somebody else holds: for jobs that several take from one pile.
    public var forUpdateOfFree: SQL {
        name == .sqlite ? "" : "FOR NO KEY UPDATE SKIP LOCKED"
    }

    /// Counts, as `n`, the tables of this name.
    func countTables(named table: String) -> SQL {
        switch name {
        case .sqlite: "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = \(table)"
        case .postgresql:
            "SELECT count(*) AS n FROM pg_tables WHERE schemaname = current_schema() AND tablename = \(table)"
        }
    }

    /// Holds other migrators off until the commit; SQLite's one writer does so by itself.
    var lockForMigration: SQL? {
        name == .sqlite
            ? nil : "SELECT pg_advisory_xact_lock(hashtext('migration'), hashtext(coalesce(current_schema(), '')))"
    }

    /// A migration's statement as this engine reads it.
    func migrationStatement(_ text: String) -> String {
        name == .sqlite ? text : ByteOrder.collated(text)
    }
}
