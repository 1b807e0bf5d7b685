/// What a driver gives: one open connection in a transaction, used by one thread at a time.
protocol EngineConnection: AnyObject {
    var dialect: Dialect { get }
    var writer: Int { get }

    /// Runs a statement, hands each row to `body` and gives the number of rows changed. With `isStreamed` the rows
    /// are not held together in memory. Errors of the engine come as `DatabaseError`, those of `body` as they are.
    @discardableResult
    func run(_ sql: SQL, isStreamed: Bool, _ body: (Row) throws -> Void) throws -> Int
}

extension EngineConnection {
    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try run(sql, isStreamed: false) { _ in }
    }
}

/// A connection that can write: what the commit queue needs of an engine.
protocol WritingConnection: EngineConnection {
    func begin() throws
    func savepoint() throws
    func release() throws
    func rollbackToSavepoint() throws
    /// Returns when the commit is durable. When it throws, nothing was kept, but for `.outcomeUnknown`.
    func commit() throws
    /// Leaves no transaction open, whatever happened before.
    func rollback()
}

/// Where a writing thread finds its connection; made and used on that thread.
protocol WriterSource {
    /// Connects first when that is needed. An error of its own, not of `body`, is `WriterUnavailable`.
    func withWriter<T>(_ body: (any WritingConnection) throws -> T) throws -> T
}

/// No connection to write on could be had; nothing of the batch was tried.
struct WriterUnavailable: Error {
    let reason: any Error
}

/// Where a reading thread finds its connection; made and used on that thread.
protocol ReaderSource {
    /// Runs `body` in one snapshot.
    func read<T>(_ body: (any Connection) throws -> T) throws -> T
}
