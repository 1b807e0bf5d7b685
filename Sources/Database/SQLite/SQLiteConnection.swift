import GRDB
import GRDBSQLite

/// One of GRDB's connections, spoken to statement by statement.
final class SQLiteConnection: EngineConnection {
    private let database: GRDB.Database
    private let names: StatementNames
    let dialect = Dialect.sqlite
    let writer: Int

    init(_ database: GRDB.Database, _ names: StatementNames, writer: Int) {
        self.database = database
        self.names = names
        self.writer = writer
    }

    @discardableResult
    func run(_ sql: SQL, isStreamed: Bool, _ body: (Row) throws -> Void) throws -> Int {
        let before = sqlite3_total_changes(database.sqliteConnection)
        let statement = try prepare(sql)
        let cursor = statement.sqliteStatement
        defer {
            sqlite3_reset(cursor)
            sqlite3_clear_bindings(cursor)
        }
        try SQLiteValues.bind(sql.values, to: cursor)
        var found: RowNames?
        while true {
            switch sqlite3_step(cursor) {
            case SQLITE_ROW:
                let shared = found ?? names.names(of: cursor, sql)
                found = shared
                try body(Row(names: shared, values: SQLiteValues.read(cursor, count: shared.names.count)))
            case SQLITE_DONE:
                let connection = database.sqliteConnection
                // The total tells whether this statement changed anything; only the other counts it without cascades.
                return sqlite3_total_changes(connection) == before ? 0 : Int(sqlite3_changes(connection))
            default:
                throw SQLiteFault.current(of: database, in: sql)
            }
        }
    }

    private func prepare(_ sql: SQL) throws(DatabaseError) -> Statement {
        do {
            let statement =
                try sql.isKept ? database.cachedStatement(sql: sql.text) : database.makeStatement(sql: sql.text)
            let places = Int(sqlite3_bind_parameter_count(statement.sqliteStatement))
            guard places == sql.values.count else {
                throw DatabaseError.other("\(places) places for \(sql.values.count) values in: \(sql.text)")
            }
            return statement
        } catch let error as DatabaseError {
            throw error
        } catch {
            throw SQLiteFault.of(error)
        }
    }
}

extension SQLiteConnection: WritingConnection {
    func begin() throws { try execute("BEGIN IMMEDIATE") }
    func savepoint() throws { try execute("SAVEPOINT one_write") }
    func release() throws { try execute("RELEASE one_write") }
    func commit() throws { try execute("COMMIT") }

    func rollbackToSavepoint() throws {
        try execute("ROLLBACK TO one_write")
        try release()
    }

    func rollback() {
        guard database.isInsideTransaction else { return }
        do {
            try database.rollback()
        } catch {
            // SQLite rolls back by itself after the errors that can make ROLLBACK fail.
            assert(!database.isInsideTransaction, "\(error)")
        }
    }
}
