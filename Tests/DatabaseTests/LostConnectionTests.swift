import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Database

/// PostgreSQL goes away in the middle of things. Of SQLite there is no such story.
@Suite(.enabled(if: Engine.available.contains(.postgresql)), .timeLimit(.minutes(1)))
struct LostConnectionTests {
    private let options = PoolOptions(readers: 1, writers: 1)

    /// A pool on the shelf, and a way to end one of its connections from outside.
    private func onShelf(
        _ body: (any ConnectionPool, @escaping @Sendable (Int) async throws -> Void) async throws -> Void
    )
        async throws
    {
        try await TestDatabase.withURL(.postgresql, migrations: [Shelf.migration]) { url in
            let pool = try await Pool.open(url, options: options)
            let outside = try await Pool.open(url, options: options)
            try await body(pool) { process in
                let ended = try await outside.read { connection in
                    try connection.query("SELECT pg_terminate_backend(\(process), 5000) AS ended")[0].bool("ended")
                }
                #expect(ended)
            }
            await pool.close()
            await outside.close()
        }
    }

    private static func process(_ connection: any Connection) throws -> Int {
        try connection.query("SELECT pg_backend_pid() AS process")[0].int("process")
    }

    @Test func `a reader whose connection was ended between reads connects again`() async throws {
        try await onShelf { pool, end in
            let before = try await pool.read { try Self.process($0) }
            try await end(before)
            let after = try await pool.read { try Self.process($0) }
            #expect(before != after)
        }
    }

    @Test func `a read whose connection is ended in the middle runs once more`() async throws {
        try await onShelf { pool, end in
            let held = Held()
            let processes = Mutex([Int]())
            async let count = pool.read { connection in
                let process = try Self.process(connection)
                let isFirst = processes.withLock { all in
                    all.append(process)
                    return all.count == 1
                }
                if isFirst { held.hold() }
                return try connection.query("SELECT id FROM book").count
            }
            await held.isHeld()
            try await end(processes.withLock { $0[0] })
            held.letGo()
            #expect(try await count == 0)
            #expect(processes.withLock { $0.count } == 2)
        }
    }

    @Test func `a writer whose connection was ended between writes connects again`() async throws {
        try await onShelf { pool, end in
            try await end(try await pool.write { try Self.process($0) })
            try await pool.write { try Shelf.put("b", place: 1, on: $0) }
            #expect(try await Shelf.books(pool) == ["b"])
        }
    }

    @Test func `a batch whose connection is ended in the middle is written once`() async throws {
        try await onShelf { pool, end in
            let held = Held()
            let first = Held()
            let process = Mutex(0)
            let opening = started(pool) { _ in first.hold() }
            await first.isHeld()
            let before = started(pool) { connection in
                try Shelf.put("before", place: 1, on: connection)
                try Shelf.count(1, on: connection)
            }
            let middle = started(pool) { connection in
                try Shelf.put("middle", place: 2, on: connection)
                let own = try Self.process(connection)
                let isFirst = process.withLock { known in
                    defer { known = own }
                    return known == 0
                }
                if isFirst { held.hold() }
            }
            let after = started(pool) { try Shelf.put("after", place: 3, on: $0) }
            first.letGo()
            await held.isHeld()
            try await end(process.withLock { $0 })
            held.letGo()
            for write in [opening, before, middle, after] { try await write.value }
            #expect(try await Shelf.books(pool) == ["after", "before", "middle"])
            #expect(try await Shelf.total(pool) == [1, 10])
        }
    }

    @Test func `deadlocked writers are all written in the end`() async throws {
        try await TestDatabase.withPool(.postgresql, migrations: [Shelf.migration], options: PoolOptions(writers: 2)) {
            pool in
            try await pool.write { connection in
                for place in 1...2 { try Shelf.put("b\(place)", place: place, on: connection) }
                try connection.execute("UPDATE book SET pages = 1")
            }
            let isMet = Mutex(Set<Int>())
            let one = Held()
            let other = Held()
            @Sendable func cross(_ first: String, _ second: String, _ number: Int, _ held: Held) throws
                -> @Sendable (any Connection) throws -> Void
            {
                { connection in
                    try connection.execute("UPDATE book SET pages = pages + 1 WHERE id = \(first)")
                    if isMet.withLock({ $0.insert(number).inserted }) { held.hold() }
                    try connection.execute("UPDATE book SET pages = pages + 1 WHERE id = \(second)")
                }
            }
            let forth = started(pool, try cross("b1", "b2", 1, one))
            await one.isHeld()
            let back = started(pool, try cross("b2", "b1", 2, other))
            await other.isHeld()
            one.letGo()
            other.letGo()
            try await forth.value
            try await back.value
            let pages = try await pool.read { try $0.query("SELECT pages FROM book").map { try $0.int("pages") } }
            #expect(pages == [3, 3])
        }
    }
}
