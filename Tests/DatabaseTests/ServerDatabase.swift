import Foundation
import Testing

@testable import Database

/// A whole database on the tests' server, where a schema is not enough.
enum ServerDatabase {
    /// Makes it with these settings and removes it when `body` has ended.
    static func with(_ settings: SQL, _ body: (DatabaseURL) async throws -> Void) async throws {
        let server = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] ?? ""
        let name = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        var address = try #require(URLComponents(string: server))
        address.path = "/" + name
        let url = try DatabaseURL(address.string ?? "")
        let database = try SQL.identifier(name)
        try await outsideTransaction("CREATE DATABASE \(database) TEMPLATE template0 \(settings)", server)
        do {
            try await body(url)
        } catch {
            try await outsideTransaction("DROP DATABASE \(database) WITH (FORCE)", server)
            throw error
        }
        try await outsideTransaction("DROP DATABASE \(database) WITH (FORCE)", server)
    }

    /// A database cannot be made inside a transaction, which a pool always has.
    private static func outsideTransaction(_ sql: SQL, _ url: String) async throws {
        let server = try #require(PostgresServer(url: url))
        _ = try await onThread { try PostgresSession(server, maxStatements: 1).execute(sql) }
    }
}
