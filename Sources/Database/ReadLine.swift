/// Reads that wait for a free connection.
struct ReadLine: Sendable {
    private let line: WorkLine<@Sendable (any ReaderSource) -> Void>

    init(mostWaiting: Int) {
        line = WorkLine(mostWaiting: mostWaiting)
    }

    func read<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { caller in
            do throws(DatabaseError) {
                try line.put { source in caller.resume(with: Result { try source.read(work) }) }
            } catch {
                caller.resume(throwing: error)
            }
        }
    }

    /// Serves the line on the calling thread until it is closed and drained.
    func serve(_ source: some ReaderSource) {
        while serveOne(source) {}
    }

    /// Waits for a read and serves it; false once the line is closed and drained.
    func serveOne(_ source: some ReaderSource) -> Bool {
        guard let read = line.take().first else { return false }
        read(source)
        return true
    }

    func close() {
        line.close()
    }
}
