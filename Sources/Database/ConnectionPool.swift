/// The database as everyone above sees it: closures go in, values come out.
///
/// Its connections have threads of their own, which only ``close()`` ends.
public protocol ConnectionPool: Sendable {
    var dialect: Dialect { get }

    /// Runs `work` on one consistent snapshot (SQLite: a read transaction; PostgreSQL: REPEATABLE READ READ ONLY).
    ///
    /// `work` may run twice when the connection is lost, so it must have no other effect than its value.
    func read<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Runs `work` in a transaction shared with others that wait, and returns only after the commit is durable.
    ///
    /// `work` runs again when the transaction fails, so it must have no other effect than its value and its writes.
    /// Cancelling the caller's task does not stop it.
    func write<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// As ``write(_:)`` for long work such as imports: in a transaction of its own, which on PostgreSQL does not hold
    /// up the others.
    func writeAlone<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Finishes what is waiting, refuses what comes after, and closes every connection.
    func close() async
}
