import Foundation

/// Finds out how a commit ended whose connection was lost before the answer.
struct PostgresOutcome: Sendable {
    let connector: PostgresConnector

    /// Returns when the transaction is committed.
    ///
    /// - Throws: `.connectionLost` when it is surely not, `.outcomeUnknown` when the server cannot say.
    func ask(about transaction: String, lost why: String) throws {
        let session: PostgresSession
        do {
            session = try connector.connect()
        } catch {
            throw DatabaseError.outcomeUnknown("\(why); then: \(error)")
        }
        for pause in connector.pauses {
            switch try status(of: transaction, session, why) {
            case "committed": return
            case "aborted": throw DatabaseError.connectionLost(why)
            case "in progress": try hurry(transaction, session, why)
            default: throw DatabaseError.outcomeUnknown(why)
            }
            Thread.sleep(forTimeInterval: pause)
        }
        throw DatabaseError.outcomeUnknown("\(why); the transaction is still in progress")
    }

    private func status(of transaction: String, _ session: PostgresSession, _ why: String) throws -> String? {
        var status: String?
        do {
            try session.run("SELECT pg_xact_status(CAST(\(transaction) AS xid8)) AS status", isStreamed: false) {
                status = try $0.optionalString("status")
            }
        } catch {
            throw DatabaseError.outcomeUnknown("\(why); then: \(error)")
        }
        return status
    }

    /// The server may not have noticed that its client has gone; ending its process settles the matter.
    private func hurry(_ transaction: String, _ session: PostgresSession, _ why: String) throws {
        do {
            try session.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE backend_xid = xid(CAST(\(transaction) AS xid8)) AND pid <> pg_backend_pid()
                """)
        } catch {
            throw DatabaseError.outcomeUnknown("\(why); then: \(error)")
        }
    }
}
