/// A closure that waits to be written, with the caller who waits for it.
struct QueuedWrite: Sendable {
    typealias Answer = @Sendable () -> Void

    /// Runs the closure; what comes back tells its value to the caller, once that is durable.
    let run: @Sendable (any Connection) throws -> Answer
    let fail: @Sendable (any Error) -> Void
    /// Whether it wants a transaction of its own.
    let isAlone: Bool

    init<T: Sendable>(
        isAlone: Bool, caller: CheckedContinuation<T, any Error>,
        work: @escaping @Sendable (any Connection) throws -> T
    ) {
        self.isAlone = isAlone
        run = { connection in
            let value = try work(connection)
            return { caller.resume(returning: value) }
        }
        fail = { error in caller.resume(throwing: error) }
    }
}
