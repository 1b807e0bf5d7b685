import Foundation
import GRDB

/// A file in WAL mode: one writer behind the commit queue, a few readers.
final class SQLitePool: ConnectionPool {
    let dialect = Dialect.sqlite
    private let database: DatabasePool
    private let writes: CommitQueue
    private let reads: ReadLine
    private let threads = Threads()

    init(path: String, options: PoolOptions) throws(DatabaseError) {
        let readers = options.readers ?? 4
        database = try Self.open(path, readers: readers, busyTimeout: options.busyTimeout)
        writes = CommitQueue(mostTogether: options.maxBatch, mostWaiting: options.maxWaiting)
        reads = ReadLine(mostWaiting: options.maxWaiting)
        threads.start("sqlite writer") { [database, writes] in writes.serve(SQLiteWriter(database: database)) }
        for number in 1...max(readers, 1) {
            threads.start("sqlite reader \(number)") { [database, reads] in
                reads.serve(SQLiteReader(database: database))
            }
        }
    }

    func read<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await reads.read(work)
    }

    func write<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writes.write(work)
    }

    func writeAlone<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writes.write(isAlone: true, work)
    }

    func close() async {
        writes.close()
        reads.close()
        await threads.allEnded()
        do {
            emptyLog()
            try database.close()
        } catch {
            // Nothing uses the connections any more; what is committed is on disk, so they may as well stay open.
            assertionFailure("\(error)")
        }
    }

    /// What a large import leaves of the WAL goes back to the disk; while another process reads, it stays.
    private func emptyLog() {
        _ = try? database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    private static func open(
        _ path: String, readers: Int, busyTimeout: Double
    ) throws(DatabaseError) -> DatabasePool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw .unreachable("the folder \(folder) does not exist")
        }
        var configuration = Configuration()
        configuration.maximumReaderCount = max(readers, 1)
        configuration.busyMode = .timeout(busyTimeout)
        configuration.foreignKeysEnabled = true
        do {
            let database = try DatabasePool(path: path, configuration: configuration)
            // Here and not while GRDB prepares the connection: it sets NORMAL afterwards.
            let found = try database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // 64 MiB of pages (in KiB, negative): a country's day does not go out to the WAL page by page, several times over.
                try database.execute(sql: "PRAGMA cache_size = -65536")
                return try Int.fetchOne(database, sql: "PRAGMA synchronous")
            }
            guard found == 2 else { throw DatabaseError.synchronousNotFull(found: "\(found ?? -1)") }
            return database
        } catch {
            throw SQLiteFault.of(error)
        }
    }
}

/// The one connection that writes.
private struct SQLiteWriter: WriterSource {
    let database: DatabasePool

    func withWriter<T>(_ body: (any WritingConnection) throws -> T) throws -> T {
        try database.writeWithoutTransaction { try body(SQLiteConnection($0, writer: 1)) }
    }
}

/// One of the connections that read, whichever is free.
private struct SQLiteReader: ReaderSource {
    let database: DatabasePool

    func read<T>(_ body: (any Connection) throws -> T) throws -> T {
        do {
            return try database.read { database in
                try GuardedConnection(SQLiteConnection(database, writer: 0), canWrite: false).run(body)
            }
        } catch let error as GRDB.DatabaseError {
            throw SQLiteFault.of(error)
        }
    }
}
