/// Opens databases.
public enum Pool {
    /// Opens the database and makes sure that it answers and that its commits wait for the disk.
    ///
    /// - Throws: ``DatabaseError/unreachable(_:)``, ``DatabaseError/synchronousNotFull(found:)``.
    public static func open(_ url: DatabaseURL, options: PoolOptions = .init()) async throws -> any ConnectionPool {
        switch url.place {
        case .sqlite(let path): try SQLitePool(path: path, options: options)
        case .postgresql(let server): try await PostgresPool.open(server, options: options)
        }
    }
}
