import CLibpq

/// Makes a connection and puts its session in order.
enum PostgresSetup {
    /// - Throws: `.unreachable`.
    static func connect(_ server: PostgresServer) throws(DatabaseError) -> OpaquePointer {
        // What the URL says wins over what stands before it and loses to what stands after it.
        let options = [
            ("connect_timeout", "10"), ("keepalives_idle", "30"), ("tcp_user_timeout", "60000"),
            ("dbname", server.url), ("client_encoding", "UTF8"),
        ]
        guard
            let raw = withStrings(
                options.map(\.0),
                { keys in
                    withStrings(options.map(\.1)) { values in PQconnectdbParams(keys, values, 1) }
                })
        else { throw .unreachable("libpq has no memory") }
        guard PQstatus(raw) == CONNECTION_OK else {
            let why = PostgresFault.message(raw)
            PQfinish(raw)
            throw .unreachable(why)
        }
        PQsetNoticeReceiver(raw, { _, _ in }, nil)
        return raw
    }

    /// - Throws: `.synchronousNotFull`, or `.unreachable` with what the server refused.
    static func prepare(_ raw: OpaquePointer, schema: String?) throws(DatabaseError) {
        let encoding = PQparameterStatus(raw, "server_encoding").map { String(cString: $0) }
        guard encoding == "UTF8" else {
            throw .unreachable("the database's encoding is \(encoding ?? "unknown"), not UTF8")
        }
        try run(raw, "SET standard_conforming_strings = on")
        // remote_apply waits for even more than the disk, so it may stay.
        if try run(raw, "SHOW synchronous_commit") != "remote_apply" { try run(raw, "SET synchronous_commit = on") }
        let found = try run(raw, "SHOW synchronous_commit")
        guard ["on", "remote_apply"].contains(found) else { throw .synchronousNotFull(found: found) }
        if let schema { try run(raw, "SET search_path TO \"\(schema)\"") }
        guard PQenterPipelineMode(raw) == 1 else { throw .unreachable(PostgresFault.message(raw)) }
    }

    @discardableResult
    private static func run(_ raw: OpaquePointer, _ text: String) throws(DatabaseError) -> String {
        let result = PQexec(raw, text)
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK: return ""
        case PGRES_TUPLES_OK: return String(cString: PQgetvalue(result, 0, 0))
        default: throw .unreachable(PostgresFault.message(raw))
        }
    }

    private static func withStrings<T>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T
    ) -> T {
        let bytes = strings.map { Array($0.utf8CString) }
        let joined = bytes.flatMap { $0 }
        return joined.withUnsafeBufferPointer { buffer in
            var offset = 0
            var pointers: [UnsafePointer<CChar>?] = []
            for string in bytes {
                pointers.append(buffer.baseAddress?.advanced(by: offset))
                offset += string.count
            }
            pointers.append(nil)
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
