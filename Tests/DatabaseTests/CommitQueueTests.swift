import Database
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CommitQueueTests {
    private struct Refusal: Error, Equatable {}
    private let oneWriter = PoolOptions(readers: 2, writers: 1)

    private func onShelf(
        _ engine: Engine, _ options: PoolOptions? = nil, _ body: (any ConnectionPool) async throws -> Void
    ) async throws {
        try await TestDatabase.withPool(
            engine, migrations: [Shelf.migration], options: options ?? oneWriter, body)
    }

    @Test(arguments: Engine.available)
    func `each caller gets the value of its own closure`(engine: Engine) async throws {
        try await onShelf(engine, PoolOptions(readers: 2)) { pool in
            try await withThrowingTaskGroup(of: (Int, Int).self) { group in
                for number in 0..<300 {
                    group.addTask {
                        let value = try await pool.write { connection in
                            try Shelf.put("b\(number)", place: number, on: connection)
                            let row = try connection.query("SELECT place FROM book WHERE id = \("b\(number)")")[0]
                            return try row.int("place")
                        }
                        return (number, value)
                    }
                }
                for try await (number, value) in group { #expect(number == value) }
            }
            #expect(try await Shelf.books(pool).count == 300)
        }
    }

    @Test(arguments: Engine.available)
    func `a closure that throws leaves nothing and its neighbours commit`(engine: Engine) async throws {
        try await onShelf(engine) { pool in
            let held = Held()
            let first = started(pool) { _ in held.hold() }
            await held.isHeld()
            let good = started(pool) { try Shelf.put("good", place: 1, on: $0) }
            let bad = started(pool) { connection in
                try Shelf.put("bad", place: 2, on: connection)
                try Shelf.count(1, on: connection)
                throw Refusal()
            }
            let broken = started(pool) { connection in
                try Shelf.put("broken", place: 3, on: connection)
                try connection.execute("SELECT nonsense")
            }
            let also = started(pool) { try Shelf.put("also", place: 4, on: $0) }
            held.letGo()
            try await first.value
            try await good.value
            try await also.value
            await #expect(throws: Refusal()) { try await bad.value }
            await #expect(throws: DatabaseError.self) { try await broken.value }
            #expect(try await Shelf.books(pool) == ["also", "good"])
            #expect(try await Shelf.total(pool) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `an error that a closure catches still undoes it`(engine: Engine) async throws {
        try await onShelf(engine) { pool in
            try await pool.write { try Shelf.put("one", place: 1, on: $0) }
            await #expect(throws: DatabaseError.uniqueViolation(table: "book", columns: ["id"])) {
                try await pool.write { connection in
                    try Shelf.put("two", place: 2, on: connection)
                    do { try Shelf.put("one", place: 3, on: connection) } catch { return }
                }
            }
            #expect(try await Shelf.books(pool) == ["one"])
        }
    }

    @Test(arguments: Engine.available)
    func `counters of all closures are added up`(engine: Engine) async throws {
        try await onShelf(engine, PoolOptions(readers: 2)) { pool in
            try await withThrowingTaskGroup { group in
                for number in 0..<200 {
                    group.addTask {
                        try await pool.write { connection in
                            try Shelf.count(2, shelf: "s\(number % 3)", on: connection)
                            try Shelf.count(-1, shelf: "s\(number % 3)", on: connection)
                            try Shelf.count(1, shelf: "s", on: connection)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Shelf.total(pool) == [200, 2000])
            #expect(try await Shelf.total(pool, shelf: "s0") == [67, 670])
            #expect(try await Shelf.total(pool, shelf: "s2") == [66, 660])
        }
    }

    @Test(arguments: Engine.available)
    func `counters that do not move write no row`(engine: Engine) async throws {
        try await onShelf(engine) { pool in
            try await pool.write { connection in
                try Shelf.count(1, on: connection)
                try Shelf.count(-1, on: connection)
            }
            #expect(try await Shelf.total(pool) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a counter addition that does not fit is refused`(engine: Engine) async throws {
        try await onShelf(engine) { pool in
            await #expect(throws: DatabaseError.self) {
                try await pool.write {
                    try $0.add(CounterAddition(table: Shelf.totals, key: [.text("s")], amounts: [1, 1]))
                }
            }
            await #expect(throws: DatabaseError.readOnly) { try await pool.read { try Shelf.count(1, on: $0) } }
        }
    }

    @Test(arguments: Engine.available)
    func `counters that would overflow fail their own closure only`(engine: Engine) async throws {
        try await onShelf(engine) { pool in
            let held = Held()
            let first = started(pool) { _ in held.hold() }
            await held.isHeld()
            let good = started(pool) { connection in
                try Shelf.put("good", place: 1, on: connection)
                try Shelf.count(1, on: connection)
            }
            let bad = started(pool) { connection in
                for _ in 0..<2 {
                    try connection.add(
                        CounterAddition(table: Shelf.totals, key: [.text("s"), .text("k")], amounts: [.max, 0]))
                }
            }
            held.letGo()
            try await first.value
            try await good.value
            await #expect(throws: DatabaseError.self) { try await bad.value }
            #expect(try await Shelf.total(pool) == [1, 10])
        }
    }

    @Test(arguments: Engine.available)
    func `a batch whose counters fail is run again closure by closure`(engine: Engine) async throws {
        try await onShelf(engine) { pool in
            let nowhere = CounterTable(name: "nowhere", keyColumns: ["a"], amountColumns: ["n"])
            let held = Held()
            let first = started(pool) { _ in held.hold() }
            await held.isHeld()
            let good = started(pool) { try Shelf.put("good", place: 1, on: $0) }
            let bad = started(pool) { connection in
                try Shelf.put("bad", place: 2, on: connection)
                try connection.add(CounterAddition(table: nowhere, key: [.text("a")], amounts: [1]))
            }
            let also = started(pool) { try Shelf.put("also", place: 3, on: $0) }
            held.letGo()
            try await first.value
            try await good.value
            try await also.value
            await #expect(throws: DatabaseError.self) { try await bad.value }
            #expect(try await Shelf.books(pool) == ["also", "good"])
        }
    }

    @Test(arguments: Engine.available)
    func `one caller too many is told that the line is full`(engine: Engine) async throws {
        try await onShelf(engine, PoolOptions(readers: 1, writers: 1, maxWaiting: 2)) { pool in
            let held = Held()
            let first = started(pool) { _ in held.hold() }
            await held.isHeld()
            let busy = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<5 {
                    group.addTask {
                        do {
                            try await pool.write { try Shelf.put("b\(number)", place: number, on: $0) }
                            return false
                        } catch {
                            return error as? DatabaseError == .busy(waiting: 2)
                        }
                    }
                }
                var busy = 0
                for await isBusy in group {
                    if isBusy { busy += 1 }
                    if busy == 3 { held.letGo() }
                }
                return busy
            }
            try await first.value
            #expect(busy == 3)
            #expect(try await Shelf.books(pool).count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `closing finishes what waits and refuses what comes after`(engine: Engine) async throws {
        try await TestDatabase.withURL(engine, migrations: [Shelf.migration]) { url in
            let pool = try await Pool.open(url, options: oneWriter)
            let held = Held()
            let first = started(pool) { _ in held.hold() }
            await held.isHeld()
            let waiting = (0..<20).map { number in
                started(pool) { try Shelf.put("b\(number)", place: number, on: $0) }
            }
            let closing = Task.immediate { await pool.close() }
            await #expect(throws: DatabaseError.closed) { try await pool.write { _ in } }
            await #expect(throws: DatabaseError.closed) { try await pool.read { _ in } }
            held.letGo()
            try await first.value
            for task in waiting { try await task.value }
            await closing.value
            let again = try await Pool.open(url, options: oneWriter)
            #expect(try await Shelf.books(again).count == 20)
            await again.close()
        }
    }

    @Test(arguments: Engine.available)
    func `a cancelled caller takes no one along`(engine: Engine) async throws {
        try await onShelf(engine) { pool in
            let held = Held()
            let first = started(pool) { _ in held.hold() }
            await held.isHeld()
            let cancelled = started(pool) { try Shelf.put("a", place: 1, on: $0) }
            let other = started(pool) { try Shelf.put("b", place: 2, on: $0) }
            cancelled.cancel()
            held.letGo()
            try await first.value
            try await other.value
            _ = await cancelled.result
            #expect(try await Shelf.books(pool).contains("b"))
        }
    }

    @Test(arguments: Engine.available)
    func `a long write is a transaction of its own`(engine: Engine) async throws {
        try await onShelf(engine) { pool in
            try await pool.writeAlone { connection in
                let rows = (0..<5_000).map { [SQLValue.text("b\($0)"), .text("s"), .integer(Int64($0))] }
                try connection.insert(into: "book", columns: ["id", "shelf", "place"], rows: rows)
                try Shelf.count(5_000, on: connection)
            }
            await #expect(throws: DatabaseError.self) {
                try await pool.writeAlone { connection in
                    try Shelf.put("never", place: -1, on: connection)
                    try Shelf.put("b1", place: -2, on: connection)
                }
            }
            #expect(try await Shelf.books(pool).count == 5_000)
            #expect(try await Shelf.total(pool) == [5_000, 50_000])
        }
    }
}
