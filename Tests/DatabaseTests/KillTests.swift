import Database
import TestSupport
import Testing

/// Whatever was acknowledged is there after the process was killed in the middle of its work.
@Suite struct KillTests {
    private static let tables = Migration(
        number: 1, name: "pairs",
        sql: """
            CREATE TABLE left_half (id TEXT NOT NULL PRIMARY KEY);
            CREATE TABLE right_half (id TEXT NOT NULL PRIMARY KEY);
            CREATE TABLE pairs (kind TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);
            """)

    private struct Found: Sendable {
        let left: Set<String>
        let right: Set<String>
        let counted: Int
    }

    private func found(_ address: String) async throws -> Found {
        let pool = try await Pool.open(DatabaseURL(address), options: PoolOptions(readers: 1, writers: 1))
        let found = try await pool.read { connection in
            Found(
                left: Set(try connection.query("SELECT id FROM left_half").map { try $0.string("id") }),
                right: Set(try connection.query("SELECT id FROM right_half").map { try $0.string("id") }),
                counted: try connection.query("SELECT sum(n) AS n FROM pairs")[0].optionalInt("n") ?? 0)
        }
        await pool.close()
        return found
    }

    @Test(arguments: Engine.available)
    func `no acknowledged write is lost and no half pair is left`(engine: Engine) async throws {
        let kills = engine == .sqlite ? 50 : 20
        try await TestDatabase.withAddress(engine, migrations: [Self.tables]) { address in
            var acknowledged: Set<String> = []
            for round in 0..<kills {
                let callers = [1, 8, 64][round % 3]
                // Another number of acknowledgements each time, from 1 to 199.
                let ids = try await Victim.run(
                    address, word: "r\(round)", callers: callers, killAfter: 1 + round * 79 % 199)
                #expect(!ids.isEmpty)
                acknowledged.formUnion(ids)
                let found = try await found(address)
                #expect(acknowledged.isSubset(of: found.left), "round \(round)")
                #expect(found.left == found.right, "round \(round)")
                #expect(found.counted == found.left.count, "round \(round)")
            }
        }
    }
}
