/// The connection a closure holds: it stops working when the closure has ended, or a statement has failed.
final class GuardedConnection: Connection {
    private let engine: any EngineConnection
    private let canWrite: Bool
    private var hasLeft = false
    private var isStreaming = false
    /// The first error of a statement; nothing of the closure may be kept after it.
    private(set) var failure: (any Error)?
    private(set) var additions: [CounterAddition] = []

    init(_ engine: any EngineConnection, canWrite: Bool) {
        self.engine = engine
        self.canWrite = canWrite
    }

    var dialect: Dialect { engine.dialect }
    var writer: Int { canWrite ? engine.writer : 0 }

    /// Runs `work` on this connection, which is of no use afterwards.
    func run<T>(_ work: (any Connection) throws -> T) throws -> T {
        defer { hasLeft = true }
        let value = try work(self)
        if let failure { throw failure }
        return value
    }

    func query(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        _ = try statement { try engine.run(sql, isStreamed: false) { rows.append($0) } }
        return rows
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        var stopped: Stopped?
        try statement {
            isStreaming = true
            defer { isStreaming = false }
            do {
                try engine.run(sql, isStreamed: true) { row in
                    do { try body(row) } catch { throw Stopped(reason: error) }
                }
            } catch let error as Stopped {
                stopped = error
            }
        }
        if let stopped { throw stopped.reason }
    }

    /// The body of an `each` threw: no fault of the statement.
    private struct Stopped: Error {
        let reason: any Error
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try statement { try engine.execute(sql) }
    }

    func insert(into table: StaticString, columns: [StaticString], rows: [[SQLValue]], onConflict: SQL?) throws {
        let insertion = Insertion(
            table: table.description, columns: columns.map(\.description), ending: onConflict ?? "")
        try insertion.statements(for: rows) { sql in try execute(sql) }
    }

    func add(_ addition: CounterAddition) throws {
        if hasLeft { throw DatabaseError.connectionLeft }
        guard canWrite else { throw DatabaseError.readOnly }
        try CounterBook.check(addition)
        // A report moves about forty.
        if additions.isEmpty { additions.reserveCapacity(48) }
        additions.append(addition)
    }

    private func statement<T>(_ run: () throws -> T) throws -> T {
        if hasLeft { throw DatabaseError.connectionLeft }
        if isStreaming { throw DatabaseError.nestedUse }
        if let failure { throw failure }
        do {
            return try run()
        } catch {
            failure = error
            throw error
        }
    }
}
