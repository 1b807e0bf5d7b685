extension DatabaseError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .busy(let waiting): "the database is busy: \(waiting) calls are waiting"
        case .closed: "the database has been closed"
        case .unreachable(let why): "the database cannot be reached: \(why)"
        case .connectionLost(let why): "the connection to the database was lost: \(why)"
        case .outcomeUnknown(let why): "the connection was lost during a commit whose outcome is unknown: \(why)"
        case .conflict(let why): "others hold the same rows: \(why)"
        case .storageFull(let why): "no room is left on the disk: \(why)"
        case .uniqueViolation(let table, let columns):
            "a row with the same \(columns.joined(separator: ", ")) is in \(table) already"
        case .foreignKeyViolation: "a row points to a row that is not there"
        case .notNullViolation(let table, let column): "\(table).\(column) must have a value"
        case .checkViolation(let name): "the condition \(name) does not hold"
        case .readOnly: "a read cannot write"
        case .notStorable(let what): "this cannot be stored on both engines: \(what)"
        case .connectionLeft: "a connection was used after its closure ended"
        case .nestedUse: "a connection was used inside its own each"
        case .column(let name, let found, let expected): "column \(name): expected \(expected), found \(found)"
        case .notAnIdentifier(let name): "'\(name)' is not a plain identifier (a–z, 0–9 and _, at most 63)"
        case .counter(let why): "a counter addition does not fit: \(why)"
        case .synchronousNotFull(let found): "commits would not wait for the disk: synchronous is \(found)"
        case .badURL(let found, let expected): "'\(found)' is not a database URL: expected \(expected)"
        case .migrationOrder(let why): "the migrations are out of order: \(why)"
        case .migrationChanged(let name): "migration \(name) was changed after it was applied"
        case .migrationUnknown(let names):
            "the database is newer than the program: it has \(names.joined(separator: ", "))"
        case .other(let message): message
        }
    }
}

extension DatabaseError {
    /// Whether the same work may well succeed if it is done again at once.
    var isPassing: Bool {
        switch self {
        case .conflict, .connectionLost: true
        default: false
        }
    }

    /// Whether a whole transaction is lost with the statement, its other savepoints too.
    var endsTransaction: Bool {
        switch self {
        case .conflict, .connectionLost, .storageFull, .outcomeUnknown: true
        default: false
        }
    }
}
