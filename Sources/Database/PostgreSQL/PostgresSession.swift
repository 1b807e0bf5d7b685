import CLibpq

/// One connection of libpq, in pipeline mode: what is put off goes with the next statement in one round trip.
final class PostgresSession {
    let raw: OpaquePointer
    private var statements: PreparedStatements
    private var putOff: [PutOff] = []

    private struct PutOff {
        let text: String
        let onValue: ((String) -> Void)?
    }

    /// Connects and sets the session up.
    ///
    /// - Throws: `.unreachable`, `.synchronousNotFull`.
    init(_ server: PostgresServer, maxStatements: Int) throws(DatabaseError) {
        raw = try PostgresSetup.connect(server)
        statements = PreparedStatements(most: maxStatements)
        // When this throws, deinit ends the connection.
        try PostgresSetup.prepare(raw, schema: server.schema)
    }

    deinit {
        PQfinish(raw)
    }

    /// Whether a new connection is needed.
    private(set) var isBroken = false

    /// Whether the server is in no transaction; what was put off has not reached it yet.
    var isIdle: Bool { PQtransactionStatus(raw) == PQTRANS_IDLE }

    /// What the server says the last statement did.
    private(set) var lastTag = ""

    /// Sends `text` together with the next statement; what it answers goes to `onValue`.
    func putOff(_ text: String, onValue: ((String) -> Void)? = nil) {
        putOff.append(PutOff(text: text, onValue: onValue))
    }

    /// Forgets what was put off and never sent.
    func forgetPutOff() {
        putOff = []
    }

    /// Gives the connection up; whoever owns it makes a new one.
    func breakOff() {
        isBroken = true
    }

    /// Runs a statement, after what was put off. Errors of `body` come as they are, once the answer has been read.
    @discardableResult
    func run(_ sql: SQL, isStreamed: Bool, _ body: (Row) throws -> Void) throws -> Int {
        for value in sql.values { try Storable.check(value) }
        let first = putOff
        putOff = []
        for command in first { try sent(PQsendQueryParams(raw, command.text, 0, nil, nil, nil, nil, 0)) }
        let plan = statements.plan(for: sql)
        if let dropped = plan.dropped {
            try sent(PQsendQueryParams(raw, "DEALLOCATE \(dropped)", 0, nil, nil, nil, nil, 0))
        }
        if plan.isNew, let name = plan.name {
            try sent(PQsendPrepare(raw, name, sql.numberedText, 0, nil))
        }
        try PostgresParameters.with(sql.values) { values, lengths in
            let count = CInt(sql.values.count)
            if let name = plan.name {
                try sent(PQsendQueryPrepared(raw, name, count, values, lengths, nil, 0))
            } else {
                try sent(PQsendQueryParams(raw, sql.numberedText, count, nil, values, lengths, nil, 0))
            }
        }
        try sent(PQpipelineSync(raw))
        return try read(first, plan, sql, isStreamed, body)
    }

    private func sent(_ code: CInt) throws(DatabaseError) {
        if code == 1 { return }
        isBroken = true
        throw PostgresFault.lost(raw)
    }

    private func read(
        _ first: [PutOff], _ plan: PreparedStatements.Plan, _ sql: SQL, _ isStreamed: Bool, _ body: (Row) throws -> Void
    ) throws -> Int {
        var answer = PipelineAnswer(raw, statement: sql.text)
        for command in first {
            answer.putOff { result in
                guard let onValue = command.onValue, PQntuples(result) == 1 else { return }
                onValue(String(cString: PQgetvalue(result, 0, 0)))
            }
        }
        if plan.dropped != nil { answer.command() }
        if plan.isNew { answer.command() }
        let isPrepared = answer.failure == nil
        let changed = answer.rows(isStreamed: isStreamed, body)
        answer.finish()
        lastTag = answer.tag
        if plan.isNew, isPrepared { statements.keep(plan, for: sql) }
        if let failure = answer.failure {
            isBroken = isBroken || failure.isLost
            throw failure
        }
        if let stopped = answer.stopped { throw stopped }
        return changed
    }
}
