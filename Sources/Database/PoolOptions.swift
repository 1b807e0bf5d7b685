/// How large a pool is and how long it waits.
public struct PoolOptions: Sendable {
    /// Connections that read; `nil` for the engine's own number (SQLite 4, PostgreSQL 8).
    public var readers: Int?
    /// Connections that serve the commit queue on PostgreSQL; SQLite has one.
    public var writers = 2
    /// The most writes that share one commit.
    public var maxBatch = 256
    /// The most reads, and the most writes, that wait in line; one more is refused as ``DatabaseError/busy(waiting:)``.
    public var maxWaiting = 4_096
    /// How long SQLite waits for another process that writes, in seconds.
    public var busyTimeout = 30.0
    /// How long a thread tries to reach a server that has gone away before it fails what is waiting, in seconds.
    public var patience = 5.0
    /// Statements each PostgreSQL connection keeps prepared.
    public var maxStatements = 256

    public init(
        readers: Int? = nil, writers: Int = 2, maxBatch: Int = 256, maxWaiting: Int = 4_096
    ) {
        self.readers = readers
        self.writers = writers
        self.maxBatch = maxBatch
        self.maxWaiting = maxWaiting
    }
}
