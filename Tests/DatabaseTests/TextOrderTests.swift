import TestSupport
import Testing

@testable import Database

/// Text comes in the order of its bytes, also from a database whose own order is that of a language.
@Suite struct TextOrderTests {
    private static let words = ["a", "B", "ä", "Z", "z", "あ", "ア", "亜", "_", "-1", "10", "9"]
    private static let inBytes = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    private static let table = Migration(number: 1, name: "word", sql: "CREATE TABLE word (word TEXT NOT NULL)")

    private func ordered(_ pool: any ConnectionPool, by order: SQL) async throws -> [String] {
        try await pool.write { connection in
            try connection.execute("DELETE FROM word")
            try connection.insert(into: "word", columns: ["word"], rows: Self.words.map { [.text($0)] })
        }
        return try await pool.read { connection in
            try connection.query("SELECT word FROM word ORDER BY \(order)").map { try $0.string("word") }
        }
    }

    @Test(arguments: Engine.available)
    func `text is ordered by bytes`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Self.table]) { pool in
            let words = try await ordered(pool, by: "word")
            #expect(words == Self.inBytes)
        }
    }

    @Test(.enabled(if: Engine.available.contains(.postgresql)))
    func `text is ordered by bytes in a database with a language's collation`() async throws {
        let settings: SQL = "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'ja' LC_COLLATE 'C' LC_CTYPE 'C'"
        try await ServerDatabase.with(settings) { url in
            let pool = try await Pool.open(url, options: PoolOptions(readers: 1, writers: 1))
            _ = try await Migrator([Self.table]).migrate(pool)
            let words = try await ordered(pool, by: "word")
            #expect(words == Self.inBytes)
            let inJapanese = try await ordered(pool, by: "word COLLATE \"default\"")
            #expect(inJapanese != Self.inBytes)
            await pool.close()
        }
    }
}
