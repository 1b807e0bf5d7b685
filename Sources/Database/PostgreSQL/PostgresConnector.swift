import Foundation

/// Connects to the server, trying for a while when it has gone away.
struct PostgresConnector: Sendable {
    let server: PostgresServer
    let maxStatements: Int
    /// In seconds, all pauses together.
    let patience: Double

    init(_ server: PostgresServer, _ options: PoolOptions) {
        self.server = server
        maxStatements = options.maxStatements
        patience = options.patience
    }

    /// Seconds to wait between tries: each twice the one before, up to half a second.
    var pauses: [Double] {
        var pauses: [Double] = []
        while pauses.reduce(0, +) < patience { pauses.append(min(0.01 * Double(1 << min(pauses.count, 10)), 0.5)) }
        return pauses
    }

    /// - Throws: `.unreachable` after the last try.
    func connect() throws(DatabaseError) -> PostgresSession {
        for pause in pauses {
            do throws(DatabaseError) {
                return try connectOnce()
            } catch .unreachable {
                Thread.sleep(forTimeInterval: pause)
            }
        }
        return try connectOnce()
    }

    func connectOnce() throws(DatabaseError) -> PostgresSession {
        try PostgresSession(server, maxStatements: maxStatements)
    }
}
