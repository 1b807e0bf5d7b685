/// A server: some connections that read, a few behind the commit queue, one for long writes; each on its own thread,
/// opened when it is first needed.
final class PostgresPool: ConnectionPool {
    let dialect = Dialect.postgresql
    private let writes: CommitQueue
    private let longWrites: CommitQueue
    private let reads: ReadLine
    private let threads = Threads()

    /// - Throws: `.unreachable` at once when the server does not answer.
    static func open(_ server: PostgresServer, options: PoolOptions) async throws -> PostgresPool {
        let connector = PostgresConnector(server, options)
        try await probe(connector)
        return PostgresPool(connector, options)
    }

    private init(_ connector: PostgresConnector, _ options: PoolOptions) {
        writes = CommitQueue(mostTogether: options.maxBatch, mostWaiting: options.maxWaiting)
        longWrites = CommitQueue(mostTogether: 1, mostWaiting: options.maxWaiting)
        reads = ReadLine(mostWaiting: options.maxWaiting)
        for number in 1...max(options.writers, 1) {
            threads.start("pg writer \(number)") { [writes] in writes.serve(PostgresWriter(connector)) }
        }
        threads.start("pg long writer") { [longWrites] in longWrites.serve(PostgresWriter(connector)) }
        for number in 1...max(options.readers ?? 8, 1) {
            threads.start("pg reader \(number)") { [reads] in reads.serve(PostgresReader(connector)) }
        }
    }

    func read<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await reads.read(work)
    }

    func write<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writes.write(work)
    }

    func writeAlone<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await longWrites.write(isAlone: true, work)
    }

    func close() async {
        writes.close()
        longWrites.close()
        reads.close()
        await threads.allEnded()
    }

    private static func probe(_ connector: PostgresConnector) async throws {
        let threads = Threads()
        try await withCheckedThrowingContinuation { (caller: CheckedContinuation<Void, any Error>) in
            threads.start("pg probe") { caller.resume(with: Result { _ = try connector.connectOnce() }) }
        }
    }
}
