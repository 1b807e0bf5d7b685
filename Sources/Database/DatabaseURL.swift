/// Where a database is: `sqlite:PATH`, or `postgres://…` as libpq reads it.
///
/// A PostgreSQL URL may have the further option `schema=NAME`, which becomes the connections' whole search path.
public struct DatabaseURL: Sendable {
    enum Place: Sendable {
        case sqlite(path: String)
        case postgresql(PostgresServer)
    }

    let place: Place

    private static let expected =
        "sqlite:PATH, or postgres://USER@HOST:PORT/DATABASE, with an option schema=NAME of a–z, 0–9 and _"

    /// - Throws: ``DatabaseError/badURL(found:expected:)``; a password in it is not repeated.
    public init(_ text: String) throws(DatabaseError) {
        let scheme = text.prefix { $0 != ":" }
        let rest = text.dropFirst(scheme.count + 1)
        switch scheme {
        case "sqlite" where text.count > scheme.count:
            let path = rest.hasPrefix("//") ? rest.dropFirst(2) : rest
            guard !path.isEmpty, !path.hasPrefix(":"), !path.utf8.contains(0) else { throw Self.refusal(text) }
            place = .sqlite(path: String(path))
        case "postgres", "postgresql":
            guard rest.hasPrefix("//"), let server = PostgresServer(url: text) else { throw Self.refusal(text) }
            place = .postgresql(server)
        default:
            throw Self.refusal(text)
        }
    }

    private static func refusal(_ text: String) -> DatabaseError {
        let shown = text.split(separator: "@", omittingEmptySubsequences: false)
        return .badURL(found: shown.count > 1 ? "…@" + shown[shown.count - 1] : text, expected: expected)
    }
}
