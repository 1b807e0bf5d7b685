/// A writing thread's connection, renewed when it is lost.
final class PostgresWriter: WriterSource {
    private let connector: PostgresConnector
    private var connection: PostgresConnection?

    init(_ connector: PostgresConnector) {
        self.connector = connector
    }

    func withWriter<T>(_ body: (any WritingConnection) throws -> T) throws -> T {
        let connection = try connected()
        defer { if connection.isBroken { self.connection = nil } }
        return try body(connection)
    }

    private func connected() throws -> PostgresConnection {
        if let connection { return connection }
        do {
            let new = try PostgresConnection(connector.connect(), outcome: PostgresOutcome(connector: connector))
            connection = new
            return new
        } catch {
            throw WriterUnavailable(reason: error)
        }
    }
}
