import TestSupport
import Testing

@testable import Database

/// The line breaks while a COMMIT is under way: was it kept or not?
@Suite(.enabled(if: Engine.available.contains(.postgresql)))
struct UnknownOutcomeTests {
    private func throughProxy(
        patience: Double = 5, _ body: (any ConnectionPool, LossyProxy, any ConnectionPool) async throws -> Void
    ) async throws {
        try await TestDatabase.withAddress(.postgresql, migrations: [Shelf.migration]) { address in
            let server = try ServerAddress.ofTests()
            let proxy = try LossyProxy(to: server)
            defer { proxy.close() }
            let schema = address.split(separator: "schema=").last ?? ""
            let lossy = "postgres://\(server.user)@127.0.0.1:\(proxy.port)/\(server.database)?schema=\(schema)"
            var options = PoolOptions(readers: 1, writers: 1)
            options.patience = patience
            let pool = try await Pool.open(DatabaseURL(lossy), options: options)
            let direct = try await Pool.open(DatabaseURL(address), options: options)
            try await body(pool, proxy, direct)
            await pool.close()
            await direct.close()
        }
    }

    private func write(_ pool: any ConnectionPool) async throws {
        try await pool.write { connection in
            try Shelf.put("b", place: 1, on: connection)
            try Shelf.count(1, on: connection)
        }
    }

    @Test func `a commit that reached the server is answered and not repeated`() async throws {
        try await throughProxy { pool, proxy, direct in
            proxy.cutNextCommit(.afterServerSeesIt)
            try await write(pool)
            #expect(proxy.cuts == 1)
            #expect(try await Shelf.books(direct) == ["b"])
            #expect(try await Shelf.total(direct) == [1, 10])
        }
    }

    @Test func `a commit that did not reach the server is repeated`() async throws {
        try await throughProxy { pool, proxy, direct in
            proxy.cutNextCommit(.beforeServerSeesIt)
            try await write(pool)
            #expect(proxy.cuts == 1)
            #expect(try await Shelf.books(direct) == ["b"])
            #expect(try await Shelf.total(direct) == [1, 10])
        }
    }

    @Test func `a commit of which nothing can be learnt is said to be unknown`() async throws {
        try await throughProxy(patience: 0.1) { pool, proxy, direct in
            proxy.cutNextCommit(.forGood)
            let error = try #require(await #expect(throws: DatabaseError.self) { try await write(pool) })
            #expect("\(error)".contains("outcome is unknown"))
            #expect(try await Shelf.books(direct) == ["b"])
        }
    }

    @Test func `a server that has gone away fails what waits and takes no forever`() async throws {
        try await throughProxy(patience: 0.1) { pool, proxy, _ in
            proxy.cutNextCommit(.forGood)
            await #expect(throws: DatabaseError.self) { try await write(pool) }
            let error = try #require(await #expect(throws: DatabaseError.self) { try await write(pool) })
            #expect("\(error)".contains("cannot be reached"))
            await #expect(throws: DatabaseError.self) { _ = try await Shelf.books(pool) }
        }
    }
}
