/// Runs the writes of one batch and answers every caller.
struct BatchRunner<Source: WriterSource> {
    let source: Source

    /// How often one write alone is tried when others are in its way or the connection is lost.
    private let mostTries = 5

    /// Runs all in one transaction; if that fails, each in one of its own, so that none takes its neighbours along.
    func run(_ batch: [QueuedWrite]) {
        do {
            for answer in try attempt(batch) { answer() }
        } catch let unavailable as WriterUnavailable {
            for write in batch { write.fail(unavailable.reason) }
        } catch DatabaseError.outcomeUnknown(let why) {
            for write in batch { write.fail(DatabaseError.outcomeUnknown(why)) }
        } catch {
            if batch.count > 1 { runOneByOne(batch) } else { retry(batch[0], after: error) }
        }
    }

    private func runOneByOne(_ batch: [QueuedWrite]) {
        for (index, write) in batch.enumerated() {
            do {
                for answer in try attempt([write]) { answer() }
            } catch let unavailable as WriterUnavailable {
                for write in batch[index...] { write.fail(unavailable.reason) }
                return
            } catch {
                retry(write, after: error)
            }
        }
    }

    private func retry(_ write: QueuedWrite, after first: any Error) {
        var last = first
        var tries = 1
        while tries < mostTries, (last as? DatabaseError)?.isPassing == true {
            tries += 1
            do {
                for answer in try attempt([write]) { answer() }
                return
            } catch let unavailable as WriterUnavailable {
                last = unavailable.reason
                break
            } catch {
                last = error
            }
        }
        write.fail(last)
    }

    /// One transaction. When it throws, nothing was kept (unless the error is `.outcomeUnknown`) and no one answered.
    private func attempt(_ batch: [QueuedWrite]) throws -> [QueuedWrite.Answer] {
        try source.withWriter { connection in
            do {
                try connection.begin()
            } catch {
                connection.rollback()
                throw WriterUnavailable(reason: error)
            }
            do {
                var book = CounterBook()
                let answers = try batch.map { try apply($0, on: connection, book: &book) }
                try book.apply(on: connection)
                try connection.commit()
                return answers
            } catch {
                connection.rollback()
                throw error
            }
        }
    }

    /// One write in its savepoint. Throws only when the whole transaction is lost.
    private func apply(
        _ write: QueuedWrite, on connection: any WritingConnection, book: inout CounterBook
    ) throws -> QueuedWrite.Answer {
        try connection.savepoint()
        let guarded = GuardedConnection(connection, canWrite: true)
        let answer: QueuedWrite.Answer
        do {
            answer = try guarded.run(write.run)
            try connection.release()
        } catch {
            if let failure = guarded.failure as? DatabaseError, failure.endsTransaction { throw failure }
            try connection.rollbackToSavepoint()
            return { write.fail(error) }
        }
        try book.add(guarded.additions)
        return answer
    }
}
