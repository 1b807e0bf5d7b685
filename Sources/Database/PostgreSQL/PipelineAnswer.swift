import CLibpq

/// Reads the answers of one round trip in the order in which the commands were sent.
///
/// Everything is read whatever fails, so that the connection is in order for the next round trip.
struct PipelineAnswer {
    /// What the server says the statement did, such as "INSERT 0 3" or "COMMIT".
    private(set) var tag = ""
    private let raw: OpaquePointer
    private let statement: String
    private(set) var failure: DatabaseError?
    /// What the caller's body threw.
    private(set) var stopped: (any Error)?

    init(_ raw: OpaquePointer, statement: String) {
        self.raw = raw
        self.statement = statement
    }

    /// The answer of a command that had been put off. If it fails, the transaction is in a state no one asked for:
    /// then the connection counts as lost.
    mutating func putOff(_ onResult: (OpaquePointer) -> Void) {
        command(onResult)
        if let failure, !failure.isLost { self.failure = .connectionLost(failure.description) }
    }

    /// The answer of a command that was sent along.
    mutating func command(_ onResult: (OpaquePointer) -> Void = { _ in }) {
        while let result = PQgetResult(raw) {
            defer { PQclear(result) }
            check(result)
            if failure == nil { onResult(result) }
        }
        noticeLoss()
    }

    /// The rows of the statement; gives the number it changed.
    mutating func rows(isStreamed: Bool, _ body: (Row) throws -> Void) -> Int {
        var decoder: RowDecoder?
        var changed = 0
        if isStreamed { PQsetSingleRowMode(raw) }
        while let result = PQgetResult(raw) {
            defer { PQclear(result) }
            check(result)
            guard failure == nil, stopped == nil else { continue }
            let shared = decoder ?? RowDecoder(result)
            decoder = shared
            do {
                for row in 0..<PQntuples(result) { try body(shared.row(row, of: result)) }
            } catch {
                stopped = error
            }
            changed = Int(String(cString: PQcmdTuples(result))) ?? 0
            tag = String(cString: PQcmdStatus(result))
        }
        noticeLoss()
        return changed
    }

    /// Reads up to the end of the round trip.
    mutating func finish() {
        while failure.map(\.isLost) != true {
            guard let result = PQgetResult(raw) else {
                noticeLoss()
                continue
            }
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_PIPELINE_SYNC { return }
            check(result)
        }
    }

    private mutating func check(_ result: OpaquePointer) {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY, PGRES_PIPELINE_ABORTED: return
        default:
            let fault = PostgresFault.fault(result, raw, statement: statement)
            if failure == nil || fault.isLost { failure = fault }
        }
    }

    private mutating func noticeLoss() {
        if PQstatus(raw) == CONNECTION_BAD { failure = PostgresFault.lost(raw) }
    }
}

extension DatabaseError {
    var isLost: Bool {
        if case .connectionLost = self { true } else { false }
    }
}
