/// A server as libpq is told of it, and the schema that is the whole search path.
struct PostgresServer: Sendable {
    let url: String
    let schema: String?

    /// Takes `schema=NAME` out of the URL, as libpq refuses options it does not know.
    init?(url text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var options = parts.count > 1 ? parts[1].split(separator: "&") : []
        let schemas = options.filter { $0.hasPrefix("schema=") }.map { String($0.dropFirst("schema=".count)) }
        options.removeAll { $0.hasPrefix("schema=") }
        guard schemas.count <= 1, schemas.allSatisfy(SQL.isIdentifier) else { return nil }
        schema = schemas.first
        url = String(parts[0]) + (options.isEmpty ? "" : "?" + options.joined(separator: "&"))
    }
}
