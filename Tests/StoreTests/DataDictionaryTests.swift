import Database
import Foundation
import Store
import TestSupport
import Testing

/// docs/database.md and the schema say the same.
@Suite struct DataDictionaryTests {
    private static let page = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/database.md")

    @Test func `every table is in the data dictionary, and no other`() async throws {
        let tables = try await TestDatabase.withPool(.sqlite, migrations: try Schema.migrations()) { pool in
            try await pool.read { db in
                try db.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
                    .map { try $0.string("name") }
            }
        }
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let told = rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(Set(told) == Set(tables))
    }
}
