import TestSupport
import Testing

@testable import Database

@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    /// Carries a connection out of its closure, past the compiler: `@unchecked Sendable` as that is what is tried here.
    private final class Smuggler: @unchecked Sendable {
        var connection: (any Connection)?
    }

    @Test(arguments: Engine.available)
    func `closing twice is no fault, and then nothing is answered`(engine: Engine) async throws {
        try await TestDatabase.withURL(engine) { url in
            let pool = try await Pool.open(url)
            await pool.close()
            await pool.close()
            await #expect(throws: DatabaseError.self) { try await pool.read { try $0.query("SELECT 1 AS one") } }
        }
    }

    @Test(arguments: Engine.available)
    func `a connection is of no use after its closure`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Shelf.migration]) { pool in
            let smuggler = Smuggler()
            try await pool.read { smuggler.connection = $0 }
            #expect(throws: DatabaseError.connectionLeft) { _ = try smuggler.connection?.query("SELECT 1 AS one") }
            try await pool.write { smuggler.connection = $0 }
            #expect(throws: DatabaseError.connectionLeft) { try smuggler.connection?.execute("DELETE FROM book") }
            #expect(throws: DatabaseError.connectionLeft) { try smuggler.connection.map { try Shelf.count(1, on: $0) } }
        }
    }

    @Test(arguments: Engine.available)
    func `a read sees one moment`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Shelf.migration]) { pool in
            try await pool.write { try Shelf.put("one", place: 1, on: $0) }
            let held = Held()
            async let counts: [Int] = pool.read { connection in
                let before = try connection.query("SELECT id FROM book").count
                held.hold()
                return [before, try connection.query("SELECT id FROM book").count]
            }
            await held.isHeld()
            try await pool.write { try Shelf.put("two", place: 2, on: $0) }
            held.letGo()
            #expect(try await counts == [1, 1])
            #expect(try await Shelf.books(pool).count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `each row is handed over and stopping is no fault`(engine: Engine) async throws {
        struct Enough: Error {}
        try await TestDatabase.withPool(engine, migrations: [Shelf.migration]) { pool in
            let sum = try await pool.write { connection in
                for place in 1...100 { try Shelf.put("b\(place)", place: place, on: connection) }
                var sum = 0
                try connection.each("SELECT place FROM book") { sum += try $0.int("place") }
                do {
                    try connection.each("SELECT place FROM book") { _ in throw Enough() }
                } catch is Enough {
                    try Shelf.put("last", place: 0, on: connection)
                }
                return sum
            }
            #expect(sum == 5_050)
            #expect(try await Shelf.books(pool).contains("last"))
        }
    }

    @Test(arguments: Engine.available)
    func `a connection cannot be used inside its own each`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Shelf.migration]) { pool in
            await #expect(throws: DatabaseError.nestedUse) {
                try await pool.read { connection in
                    try connection.each("SELECT 1 AS one") { _ in _ = try connection.query("SELECT 2 AS two") }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `every kind of value comes back as it went in`(engine: Engine) async throws {
        let table = Migration(
            number: 1, name: "kinds",
            sql: "CREATE TABLE kinds (i BIGINT, d DOUBLE PRECISION, t TEXT, b BOOLEAN, y BYTEA, n TEXT)")
        try await TestDatabase.withPool(engine, migrations: [table]) { pool in
            let texts = ["", "聖北病院", "か\u{3099}", "a'b\"c\\d\n", "?$1"]
            for (index, text) in texts.enumerated() {
                let number = [Int.max, .min, 0, 1, -1][index]
                let real = [0.1, -1e300, .leastNonzeroMagnitude, 0, 3][index]
                let bytes: [UInt8] = Array([[], [0], [0, 1, 255], [92, 120], Array(0...255)][index])
                let row = try await pool.write { connection in
                    try connection.execute("DELETE FROM kinds")
                    try connection.execute(
                        "INSERT INTO kinds VALUES (\(number), \(real), \(text), \(index == 0), \(bytes), NULL)")
                    return try connection.query("SELECT * FROM kinds")[0]
                }
                #expect(try row.int("i") == number)
                #expect(try row.double("d") == real)
                #expect(try row.value("t") == .text(text))
                #expect(try row.bool("b") == (index == 0))
                #expect(try row.bytes("y") == bytes)
                #expect(try row.optionalString("n") == nil)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `execute counts the rows of its own statement`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Shelf.migration]) { pool in
            let counts = try await pool.write { connection in
                try Shelf.put("a", place: 1, on: connection)
                try Shelf.put("b", place: 2, on: connection)
                return [
                    try connection.execute("UPDATE book SET pages = 3"),
                    try connection.execute("DELETE FROM book WHERE id = 'a'"),
                    try connection.execute("DELETE FROM book WHERE id = 'a'"),
                ]
            }
            #expect(counts == [2, 1, 0])
        }
    }

    @Test(arguments: Engine.available)
    func `a writer has a number and a reader has none`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, options: PoolOptions(readers: 1, writers: 1)) { pool in
            let alone = try await pool.writeAlone { $0.writer }
            let queued = try await pool.write { $0.writer }
            #expect(try await pool.read { $0.writer } == 0)
            #expect(Set([alone, queued]) == (engine == .sqlite ? [1] : [1, 2]))
        }
    }

    @Test(arguments: Engine.available)
    func `commits wait for the disk`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine) { pool in
            let setting: SQL = engine == .sqlite ? "PRAGMA synchronous" : "SHOW synchronous_commit"
            let values = try await pool.write { try $0.query(setting)[0].values }
            #expect(values == (engine == .sqlite ? [.integer(2)] : [.text("on")]))
        }
    }

    @Test(arguments: Engine.available)
    func `more statements than are kept prepared still run`(engine: Engine) async throws {
        var options = PoolOptions(readers: 1, writers: 1)
        options.maxStatements = 3
        try await TestDatabase.withPool(engine, options: options) { pool in
            for _ in 0..<2 {
                for size in 1...10 {
                    let sum = try await pool.read { connection in
                        let sum = (1...size).map { "CAST(\($0) AS BIGINT)" as SQL }.joined(separator: " + ")
                        return try connection.query("SELECT \(sum) AS s")[0].int("s")
                    }
                    #expect(sum == size * (size + 1) / 2)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a kept statement survives a change of its table`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: [Shelf.migration], options: PoolOptions(readers: 1)) {
            pool in
            try await pool.write { try Shelf.put("b", place: 1, on: $0) }
            let all: SQL = "SELECT * FROM book"
            #expect(try await pool.read { try $0.query(all)[0].columns.count } == 4)
            try await pool.writeAlone { _ = try $0.execute("ALTER TABLE book ADD COLUMN title TEXT") }
            #expect(try await pool.read { try $0.query(all)[0].columns.count } == 5)
        }
    }
}
