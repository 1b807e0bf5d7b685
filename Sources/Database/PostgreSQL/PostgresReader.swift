/// A reading thread's connection, renewed when it is lost; the read that met the loss runs once more.
final class PostgresReader: ReaderSource {
    private let connector: PostgresConnector
    private var session: PostgresSession?

    init(_ connector: PostgresConnector) {
        self.connector = connector
    }

    func read<T>(_ body: (any Connection) throws -> T) throws -> T {
        let first = try connected()
        do {
            return try once(first, body)
        } catch {
            guard first.isBroken else { throw error }
            return try once(connected(), body)
        }
    }

    private func connected() throws -> PostgresSession {
        if let session { return session }
        let new = try connector.connect()
        session = new
        return new
    }

    private func once<T>(_ session: PostgresSession, _ body: (any Connection) throws -> T) throws -> T {
        defer {
            session.rollback()
            if session.isBroken { self.session = nil }
        }
        session.putOff("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return try GuardedConnection(ReadingConnection(session), canWrite: false).run(body)
    }
}

private final class ReadingConnection: EngineConnection {
    private let session: PostgresSession
    let dialect = Dialect.postgresql
    let writer = 0

    init(_ session: PostgresSession) {
        self.session = session
    }

    @discardableResult
    func run(_ sql: SQL, isStreamed: Bool, _ body: (Row) throws -> Void) throws -> Int {
        try session.run(sql, isStreamed: isStreamed, body)
    }
}
