import Foundation
import TestSupport
import Testing

@testable import Database

@Suite struct MigratorTests {
    private static let first = Migration(number: 1, name: "first", sql: "CREATE TABLE one (id TEXT PRIMARY KEY);")
    private static let second = Migration(
        number: 2, name: "second", sql: "ALTER TABLE one ADD COLUMN name TEXT; INSERT INTO one VALUES ('a', 'b;--');")

    @Test(arguments: Engine.available)
    func `each migration is applied once in the order of numbers`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine) { pool in
            let migrator = try Migrator([Self.second, Self.first])
            #expect(try await Migrator([Self.first]).migrate(pool) == [Self.first])
            #expect(try await migrator.state(pool) == .behind([Self.second]))
            #expect(try await migrator.migrate(pool) == [Self.second])
            #expect(try await migrator.migrate(pool) == [])
            #expect(try await migrator.state(pool) == .current)
            let name = try await pool.read { try $0.query("SELECT name FROM one")[0].string("name") }
            #expect(name == "b;--")
        }
    }

    @Test(arguments: Engine.available)
    func `a new database is behind`(engine: Engine) async throws {
        try await TestDatabase.withURL(engine) { url in
            let pool = try await Pool.open(url)
            #expect(try await Migrator([Self.first]).state(pool) == .behind([Self.first]))
            #expect(try await Migrator([]).state(pool) == .current)
            await pool.close()
        }
    }

    @Test(arguments: Engine.available)
    func `a migration that was changed is refused`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Self.first]) { pool in
            let changed = try Migrator([Migration(number: 1, name: "first", sql: Self.first.sql + " ")])
            #expect(try await changed.state(pool) == .changed("0001-first"))
            await #expect(throws: DatabaseError.migrationChanged("0001-first")) { try await changed.migrate(pool) }
        }
    }

    @Test(arguments: Engine.available)
    func `a database that is ahead of the program is refused`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Self.first, Self.second]) { pool in
            let old = try Migrator([Self.first])
            #expect(try await old.state(pool) == .unknown(["0002-second"]))
            await #expect(throws: DatabaseError.migrationUnknown(["0002-second"])) { try await old.migrate(pool) }
        }
    }

    @Test(arguments: Engine.available)
    func `of a migration that fails nothing is kept`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Self.first]) { pool in
            let bad = Migration(number: 2, name: "bad", sql: "CREATE TABLE two (id TEXT); SELECT nonsense;")
            let migrator = try Migrator([Self.first, bad])
            await #expect(throws: DatabaseError.self) { try await migrator.migrate(pool) }
            #expect(try await migrator.state(pool) == .behind([bad]))
            await #expect(throws: DatabaseError.self) { try await pool.read { _ = try $0.query("SELECT id FROM two") } }
        }
    }

    @Test(arguments: Engine.available)
    func `two migrators at once apply each migration once`(engine: Engine) async throws {
        try await TestDatabase.withURL(engine) { url in
            let pools = [try await Pool.open(url), try await Pool.open(url)]
            let migrator = try Migrator([Self.first, Self.second])
            async let one = migrator.migrate(pools[0])
            async let other = migrator.migrate(pools[1])
            let applied = try await one + other
            #expect(applied.map(\.number).sorted() == [1, 2])
            for pool in pools { await pool.close() }
        }
    }

    @Test func `two migrations of one number are refused`() {
        #expect(throws: DatabaseError.self) { try Migrator([Self.first, Self.first]) }
    }

    @Test func `a file's name gives number and name`() throws {
        let migration = try Migration(file: "0012-search.sql", sql: "")
        #expect(migration.number == 12)
        #expect(migration.title == "0012-search")
        #expect(throws: DatabaseError.self) { try Migration(file: "search.sql", sql: "") }
    }

    @Test func `statements are cut outside quotes and comments`() {
        let text = """
            -- first; not a cut
            CREATE TABLE a (t TEXT DEFAULT 'x;''y'); /* ; */ INSERT INTO "b;c" VALUES (';');;
              SELECT 1 -- end
            """
        #expect(
            Statements.split(text) == [
                "CREATE TABLE a (t TEXT DEFAULT 'x;''y')", "INSERT INTO \"b;c\" VALUES (';')", "SELECT 1",
            ])
    }

    @Test func `text columns and nothing else get the order of bytes`() {
        #expect(
            ByteOrder.collated("CREATE TABLE a (text TEXT NOT NULL, \"n\" text, CHECK (CAST(n AS TEXT) <> 'a TEXT'))")
                == "CREATE TABLE a (text TEXT COLLATE \"C\" NOT NULL, \"n\" text COLLATE \"C\","
                + " CHECK (CAST(n AS TEXT) <> 'a TEXT'))")
        #expect(
            ByteOrder.collated("ALTER TABLE a ADD COLUMN b TEXT") == "ALTER TABLE a ADD COLUMN b TEXT COLLATE \"C\"")
        #expect(ByteOrder.collated("ALTER TABLE a ADD text TEXT") == "ALTER TABLE a ADD text TEXT COLLATE \"C\"")
        #expect(ByteOrder.collated("INSERT INTO a (b, text) VALUES (1, 2)") == "INSERT INTO a (b, text) VALUES (1, 2)")
    }
}
