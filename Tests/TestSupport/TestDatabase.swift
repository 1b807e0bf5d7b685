import Database
import Foundation

/// The engines a test runs on.
public enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgresql

    /// SQLite always; PostgreSQL when `TEST_DATABASE_URL` names a server. With `REQUIRE_POSTGRES=1` it is there even
    /// without a server, so that tests fail and are not left out.
    public static var available: [Engine] {
        let environment = ProcessInfo.processInfo.environment
        let hasServer = environment["TEST_DATABASE_URL"] != nil || environment["REQUIRE_POSTGRES"] == "1"
        return hasServer ? [.sqlite, .postgresql] : [.sqlite]
    }
}

/// A database of its own for one test: a SQLite file, or a PostgreSQL schema.
public struct TestDatabase {
    /// `REQUIRE_POSTGRES=1` was set without `TEST_DATABASE_URL`.
    public struct NoServer: Error {}

    /// Opens the database, migrates it, and removes it when `body` has ended.
    @discardableResult
    public static func withPool<T>(
        _ engine: Engine, migrations: [Migration] = [], options: PoolOptions = PoolOptions(readers: 2),
        _ body: (any ConnectionPool) async throws -> T
    ) async throws -> T {
        try await withURL(engine) { url in
            let pool = try await Pool.open(url, options: options)
            do {
                _ = try await Migrator(migrations).migrate(pool)
                let value = try await body(pool)
                await pool.close()
                return value
            } catch {
                await pool.close()
                throw error
            }
        }
    }

    /// As ``withPool(_:migrations:options:_:)`` for tests that open the database themselves.
    @discardableResult
    public static func withURL<T>(
        _ engine: Engine, migrations: [Migration] = [], _ body: (DatabaseURL) async throws -> T
    ) async throws -> T {
        try await withAddress(engine, migrations: migrations) { try await body(DatabaseURL($0)) }
    }

    /// As ``withURL(_:migrations:_:)`` for tests that start other processes: the URL's text.
    @discardableResult
    public static func withAddress<T>(
        _ engine: Engine, migrations: [Migration] = [], _ body: (String) async throws -> T
    ) async throws -> T {
        await Gate.shared.enter()
        do {
            let value =
                switch engine {
                case .sqlite: try await inFile { try await migrated($0, migrations, body) }
                case .postgresql: try await inSchema { try await migrated($0, migrations, body) }
                }
            await Gate.shared.leave()
            return value
        } catch {
            await Gate.shared.leave()
            throw error
        }
    }

    private static func migrated<T>(
        _ address: String, _ migrations: [Migration], _ body: (String) async throws -> T
    ) async throws -> T {
        if !migrations.isEmpty {
            let pool = try await Pool.open(DatabaseURL(address), options: PoolOptions(readers: 1, writers: 1))
            _ = try await Migrator(migrations).migrate(pool)
            await pool.close()
        }
        return try await body(address)
    }

    private static func inFile<T>(_ body: (String) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "database-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch {
                print("not removed: \(folder.path): \(error)")
            }
        }
        return try await body("sqlite:" + folder.appending(path: "test.sqlite").path)
    }

    private static func inSchema<T>(_ body: (String) async throws -> T) async throws -> T {
        guard let server = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] else { throw NoServer() }
        let name = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let schema = try SQL.identifier(name)
        try await onServer(server, "CREATE SCHEMA \(schema)")
        do {
            let value = try await body(server + (server.contains("?") ? "&" : "?") + "schema=" + name)
            try await onServer(server, "DROP SCHEMA \(schema) CASCADE")
            return value
        } catch {
            try await onServer(server, "DROP SCHEMA \(schema) CASCADE")
            throw error
        }
    }

    private static func onServer(_ server: String, _ sql: SQL) async throws {
        let pool = try await Pool.open(DatabaseURL(server), options: PoolOptions(readers: 1, writers: 1))
        do {
            try await pool.write { _ = try $0.execute(sql) }
            await pool.close()
        } catch {
            await pool.close()
            throw error
        }
    }
}

/// Lets a few tests at a time have a database, as a server has only so many connections.
private actor Gate {
    static let shared = Gate(places: 8)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) {
        free = places
    }

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
