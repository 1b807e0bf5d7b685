import Database
import Foundation

/// Writes pairs of rows from many callers and prints one line for each write it was told is kept, until it is killed.
///
/// Arguments: database URL, a word that begins each row's id, number of callers.
@main
struct CommitVictim {
    private static let pairs = CounterTable(name: "pairs", keyColumns: ["kind"], amountColumns: ["n"])
    /// So that a victim no one kills ends too.
    private static let mostWrites = 20_000

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let callers = Int(arguments[3]) else {
            throw DatabaseError.other("arguments: URL, word, callers")
        }
        let word = arguments[2]
        let pool = try await Pool.open(DatabaseURL(arguments[1]), options: PoolOptions(readers: 1))
        try await withThrowingTaskGroup { group in
            for caller in 0..<callers {
                group.addTask {
                    for number in 0..<mostWrites / callers {
                        let id = "\(word)-\(caller)-\(number)"
                        try await write(id, to: pool)
                        FileHandle.standardOutput.write(Data("\(id)\n".utf8))
                    }
                }
            }
            try await group.waitForAll()
        }
        await pool.close()
    }

    private static func write(_ id: String, to pool: any ConnectionPool) async throws {
        try await pool.write { connection in
            try connection.execute("INSERT INTO left_half (id) VALUES (\(id))")
            try connection.execute("INSERT INTO right_half (id) VALUES (\(id))")
            try connection.add(CounterAddition(table: pairs, key: [.text("all")], amounts: [1]))
        }
    }
}
