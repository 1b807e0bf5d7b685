extension PostgresSession {
    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try run(sql, isStreamed: false) { _ in }
    }

    /// Leaves no transaction open. If that fails the connection is broken, and with it goes the transaction.
    func rollback() {
        forgetPutOff()
        if isBroken || isIdle { return }
        do {
            try execute("ROLLBACK")
        } catch {
            breakOff()
        }
    }
}
