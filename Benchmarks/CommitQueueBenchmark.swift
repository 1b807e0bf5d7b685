import Database

/// Durable writes a second, one row each: through the commit queue, and beside it with one commit for every write on
/// the same kind of connections. A Markdown table; each figure is the median of three rounds that take turns.
///
/// It makes a table `commit_benchmark` in the database and removes it again. The number of writes is fixed.
func commitQueueBenchmark(url: DatabaseURL) async throws -> String {
    let queue = try await Pool.open(url)
    let single = try await Pool.open(url, options: PoolOptions(maxBatch: 1))
    try await queue.write { connection in
        try connection.execute("DROP TABLE IF EXISTS commit_benchmark")
        try connection.execute("CREATE TABLE commit_benchmark (id TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL)")
    }
    var lines = [
        "| \(queue.dialect.name.rawValue), callers | commit queue, writes/s | one commit a write, writes/s | ratio |",
        "|---:|---:|---:|---:|",
    ]
    for callers in [1, 16, 64, 256] {
        var shared: [Double] = []
        var alone: [Double] = []
        for round in 0..<3 {
            let word = "\(callers)-\(round)"
            shared.append(try await CommitBenchmark.rate(queue, callers, writes: max(512, 32 * callers), "q-\(word)"))
            alone.append(try await CommitBenchmark.rate(single, callers, writes: 512, "s-\(word)"))
        }
        let rates = (shared.sorted()[1], alone.sorted()[1])
        let ratio = (rates.0 / rates.1 * 10).rounded() / 10
        lines.append("| \(callers) | \(Int(rates.0)) | \(Int(rates.1)) | \(ratio) |")
    }
    try await queue.write { _ = try $0.execute("DROP TABLE commit_benchmark") }
    await queue.close()
    await single.close()
    return lines.joined(separator: "\n")
}

private enum CommitBenchmark {
    private static let content = String(repeating: "0123456789", count: 10)

    /// Writes a second of so many callers, each of which writes again when it has been answered.
    static func rate(
        _ pool: any ConnectionPool, _ callers: Int, writes: Int, _ word: String
    ) async throws -> Double {
        let clock = ContinuousClock()
        let time = try await clock.measure {
            try await withThrowingTaskGroup { group in
                for caller in 0..<callers {
                    group.addTask {
                        for number in 0..<writes / callers {
                            try await write("\(word)-\(caller)-\(number)", to: pool)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        return Double(writes / callers * callers) / (time / .seconds(1))
    }

    private static func write(_ id: String, to pool: any ConnectionPool) async throws {
        _ = try await pool.write { connection in
            try connection.execute("INSERT INTO commit_benchmark (id, content) VALUES (\(id), \(content))")
        }
    }
}
