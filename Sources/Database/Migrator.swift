import Foundation

/// Applies migrations in the order of their numbers, each in a transaction of its own, and remembers them.
public struct Migrator: Sendable {
    private let migrations: [Migration]

    /// - Throws: ``DatabaseError/migrationOrder(_:)`` when two have one number.
    public init(_ migrations: [Migration]) throws(DatabaseError) {
        self.migrations = migrations.sorted { $0.number < $1.number }
        for (one, next) in zip(self.migrations, self.migrations.dropFirst()) where one.number == next.number {
            throw .migrationOrder("\(one.title) and \(next.title) have one number")
        }
    }

    /// Applies what is missing and gives what it applied. Two migrators may run at the same time.
    ///
    /// - Throws: ``DatabaseError/migrationChanged(_:)``, ``DatabaseError/migrationUnknown(_:)``, the engine's errors
    ///   for a migration that fails, of which nothing is kept.
    public func migrate(_ pool: any ConnectionPool) async throws -> [Migration] {
        var applied: [Migration] = []
        while let migration = try await pool.writeAlone({ try applyNext(on: $0) }) { applied.append(migration) }
        return applied
    }

    public func state(_ pool: any ConnectionPool) async throws -> MigrationState {
        try await pool.read { connection in
            let tables = try connection.query(connection.dialect.countTables(named: "migration"))
            guard try tables.contains(where: { try $0.int("n") > 0 }) else {
                return migrations.isEmpty ? .current : .behind(migrations)
            }
            return try state(on: connection)
        }
    }

    private func applyNext(on connection: any Connection) throws -> Migration? {
        if let lock = connection.dialect.lockForMigration { _ = try connection.query(lock) }
        try run(Self.table, on: connection)
        switch try state(on: connection) {
        case .current: return nil
        case .changed(let title): throw DatabaseError.migrationChanged(title)
        case .unknown(let titles): throw DatabaseError.migrationUnknown(titles)
        case .behind(let missing):
            guard let migration = missing.first else { return nil }
            for statement in Statements.split(migration.sql) { try run(statement, on: connection) }
            try connection.execute(
                """
                INSERT INTO migration (number, name, checksum, applied_at)
                VALUES (\(migration.number), \(migration.name), \(migration.checksum), \(Date.now.ISO8601Format()))
                """)
            return migration
        }
    }

    private func run(_ statement: String, on connection: any Connection) throws {
        try connection.execute(SQL(once: connection.dialect.migrationStatement(statement)))
    }

    private static let table = """
        CREATE TABLE IF NOT EXISTS migration (
            number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)
        """

    private func state(on connection: any Connection) throws -> MigrationState {
        let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.number, $0) })
        var applied: Set<Int> = []
        var unknown: [String] = []
        for row in try connection.query("SELECT number, name, checksum FROM migration ORDER BY number") {
            let number = try row.int("number")
            let title = try Migration(number: number, name: row.string("name"), sql: "").title
            guard let migration = known[number] else {
                unknown.append(title)
                continue
            }
            guard try row.string("checksum") == migration.checksum else { return .changed(title) }
            applied.insert(number)
        }
        if !unknown.isEmpty { return .unknown(unknown) }
        let missing = migrations.filter { !applied.contains($0.number) }
        return missing.isEmpty ? .current : .behind(missing)
    }
}
