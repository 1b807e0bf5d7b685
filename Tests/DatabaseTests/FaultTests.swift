import Database
import TestSupport
import Testing

/// The same fault is the same error on both engines.
@Suite struct FaultTests {
    private static let faults: [(SQL, DatabaseError)] = [
        ("INSERT INTO book (id, shelf, place) VALUES ('b', 's', 9)", .uniqueViolation(table: "book", columns: ["id"])),
        (
            "INSERT INTO book (id, shelf, place) VALUES ('c', 's', 1)",
            .uniqueViolation(table: "book", columns: ["shelf", "place"])
        ),
        ("INSERT INTO loan (id, book) VALUES ('l', 'nowhere')", .foreignKeyViolation),
        ("INSERT INTO book (id, shelf) VALUES ('c', 's')", .notNullViolation(table: "book", column: "place")),
        ("UPDATE book SET pages = 0", .checkViolation("pages_positive")),
        ("UPDATE book SET shelf = \("a\0b")", .notStorable("text with a NUL character")),
        ("UPDATE book SET pages = \(Double.nan)", .notStorable("the number nan")),
    ]

    @Test(arguments: Engine.available)
    func `violations have one name on both engines`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Shelf.migration]) { pool in
            try await pool.write { try Shelf.put("b", place: 1, on: $0) }
            for (sql, expected) in Self.faults {
                await #expect(throws: expected) { try await pool.write { _ = try $0.execute(sql) } }
                await #expect(throws: expected) { try await pool.writeAlone { _ = try $0.execute(sql) } }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a read cannot write`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Shelf.migration]) { pool in
            await #expect(throws: DatabaseError.readOnly) {
                try await pool.read { try Shelf.put("b", place: 1, on: $0) }
            }
        }
    }

    @Test func `a missing folder is named`() async throws {
        let url = try DatabaseURL("sqlite:/no/such/folder/main.sqlite")
        await #expect(throws: DatabaseError.unreachable("the folder /no/such/folder does not exist")) {
            _ = try await Pool.open(url)
        }
    }

    @Test func `a server that is not there is said to be unreachable at once`() async throws {
        let url = try DatabaseURL("postgres://ama@127.0.0.1:1/main")
        await #expect {
            _ = try await Pool.open(url)
        } throws: { error in
            guard case .unreachable(let why) = error as? DatabaseError else { return false }
            return why.contains("127.0.0.1")
        }
    }

    @Test(.enabled(if: Engine.available.contains(.postgresql)))
    func `a server's database of another encoding is refused`() async throws {
        try await ServerDatabase.with("LOCALE_PROVIDER libc ENCODING 'SQL_ASCII' LOCALE 'C'") { url in
            let refusal = DatabaseError.unreachable("the database's encoding is SQL_ASCII, not UTF8")
            await #expect(throws: refusal) { _ = try await Pool.open(url) }
        }
    }
}
