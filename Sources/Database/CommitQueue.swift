/// Lets the writes that are waiting together share one durable commit.
///
/// Any number of threads may serve a queue, each on a connection of its own; each takes what is waiting when it is
/// free.
struct CommitQueue: Sendable {
    private let line: WorkLine<QueuedWrite>
    private let mostTogether: Int

    init(mostTogether: Int, mostWaiting: Int) {
        line = WorkLine(mostWaiting: mostWaiting)
        self.mostTogether = mostTogether
    }

    func write<T: Sendable>(
        isAlone: Bool = false, _ work: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { caller in
            do throws(DatabaseError) {
                try line.put(QueuedWrite(isAlone: isAlone, caller: caller, work: work))
            } catch {
                caller.resume(throwing: error)
            }
        }
    }

    /// Serves the queue on the calling thread until it is closed and drained.
    func serve(_ source: some WriterSource) {
        let runner = BatchRunner(source: source)
        while true {
            let batch = line.take(most: mostTogether) { !$0.isAlone }
            if batch.isEmpty { return }
            runner.run(batch)
        }
    }

    func close() {
        line.close()
    }
}
