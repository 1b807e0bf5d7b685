/// A connection that writes: READ COMMITTED transactions, savepoints that cost no round trip of their own.
final class PostgresConnection: EngineConnection {
    let dialect = Dialect.postgresql
    let writer: Int
    private let session: PostgresSession
    private let outcome: PostgresOutcome
    private var transaction: String?

    init(_ session: PostgresSession, outcome: PostgresOutcome) throws {
        self.session = session
        self.outcome = outcome
        writer = try WriterNumber.take(session)
    }

    var isBroken: Bool { session.isBroken }

    @discardableResult
    func run(_ sql: SQL, isStreamed: Bool, _ body: (Row) throws -> Void) throws -> Int {
        try session.run(sql, isStreamed: isStreamed, body)
    }
}

extension PostgresConnection: WritingConnection {
    func begin() {
        transaction = nil
        session.putOff("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        session.putOff("SELECT pg_current_xact_id()") { [weak self] in self?.transaction = $0 }
    }

    func savepoint() { session.putOff("SAVEPOINT one_write") }
    func release() { session.putOff("RELEASE one_write") }

    func rollbackToSavepoint() {
        session.putOff("ROLLBACK TO one_write")
        release()
    }

    func commit() throws {
        if session.isIdle {
            session.forgetPutOff()
            return
        }
        do {
            try session.execute("COMMIT")
        } catch DatabaseError.connectionLost(let why) {
            guard let transaction else { throw DatabaseError.outcomeUnknown(why) }
            try outcome.ask(about: transaction, lost: why)
            return
        }
        // A COMMIT of a transaction that has failed is no error to the server: it rolls back and says so.
        guard session.lastTag == "COMMIT" else { throw DatabaseError.other("the commit ended in \(session.lastTag)") }
    }

    func rollback() {
        session.rollback()
    }
}

/// Numbers for writers: the lowest that no other connection holds.
private enum WriterNumber {
    private static let most = 1_000

    static func take(_ session: PostgresSession) throws -> Int {
        for number in 1...most {
            var isTaken = false
            let attempt: SQL = """
                SELECT pg_try_advisory_lock(
                    CAST(hashtext(coalesce(current_schema(), '')) AS BIGINT) * 65536 + \(number))
                AS taken
                """
            try session.run(attempt, isStreamed: false) { isTaken = try $0.bool("taken") }
            if isTaken { return number }
        }
        throw DatabaseError.unreachable("\(most) writers are connected already")
    }
}
