import Database

/// The small schema of this folder's tests.
enum Shelf {
    static let migration = Migration(
        number: 1, name: "shelf",
        sql: """
            CREATE TABLE book (
                id TEXT NOT NULL PRIMARY KEY, shelf TEXT NOT NULL, place BIGINT NOT NULL,
                pages BIGINT CONSTRAINT pages_positive CHECK (pages > 0), UNIQUE (shelf, place));
            CREATE TABLE loan (id TEXT NOT NULL PRIMARY KEY, book TEXT NOT NULL REFERENCES book (id));
            CREATE TABLE total (shelf TEXT NOT NULL, kind TEXT NOT NULL, books BIGINT NOT NULL, pages BIGINT NOT NULL,
                PRIMARY KEY (shelf, kind));
            """)

    static let totals = CounterTable(
        name: "total", keyColumns: ["shelf", "kind"], amountColumns: ["books", "pages"])

    static func put(_ id: String, shelf: String = "s", place: Int, on connection: any Connection) throws {
        try connection.execute("INSERT INTO book (id, shelf, place) VALUES (\(id), \(shelf), \(place))")
    }

    static func count(_ books: Int64, shelf: String = "s", on connection: any Connection) throws {
        try connection.add(
            CounterAddition(table: totals, key: [.text(shelf), .text("k")], amounts: [books, books * 10]))
    }

    static func books(_ pool: any ConnectionPool) async throws -> [String] {
        try await pool.read { try $0.query("SELECT id FROM book ORDER BY id").map { try $0.string("id") } }
    }

    static func total(_ pool: any ConnectionPool, shelf: String = "s") async throws -> [Int] {
        try await pool.read { connection in
            try connection.query("SELECT books, pages FROM total WHERE shelf = \(shelf)")
                .flatMap { [try $0.int("books"), try $0.int("pages")] }
        }
    }
}
