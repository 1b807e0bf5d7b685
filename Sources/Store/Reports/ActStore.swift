import Database
import Domain

/// One press of a button, or one request of a program, that was carried out, with its answer. It is kept in the commit of what it
/// did, so that the same act again, late or twice, is answered alike and does nothing.
public struct Act: Sendable, Equatable {
    /// Whose act it is: an account's ID, or that of a program's key.
    public let scope: String
    /// Chosen by who sends; unique within the scope.
    public let id: String
    /// SHA-256 of what was sent, in hexadecimal.
    public let fingerprint: String
    /// The HTTP status of the answer.
    public let status: Int
    /// Where the answer led.
    public let location: String?
    /// The answer's text; empty where there is none.
    public let body: String
    public let recordedAt: Instant

    public init(
        scope: String, id: String, fingerprint: String, status: Int, location: String? = nil, body: String = "",
        recordedAt: Instant
    ) {
        self.scope = scope
        self.id = id
        self.fingerprint = fingerprint
        self.status = status
        self.location = location
        self.body = body
        self.recordedAt = recordedAt
    }
}

/// Acts that were carried out; kept for a month (`Keeping`).
public struct ActStore {
    let db: any Connection

    /// nil where it was not carried out yet, or so long ago that it was erased.
    public func find(scope: String, id: String) throws -> Act? {
        try db.query(
            """
            SELECT scope, act_id, fingerprint, status, location, body, recorded_at FROM act
            WHERE scope = \(scope) AND act_id = \(id)
            """
        ).first.map { row in
            Act(
                scope: try row.string("scope"), id: try row.string("act_id"),
                fingerprint: try row.string("fingerprint"), status: try row.int("status"),
                location: try row.optionalString("location"), body: try row.string("body"),
                recordedAt: try row.instant("recorded_at"))
        }
    }

    /// - Throws: `DatabaseError.uniqueViolation` where the same act was carried out by somebody else at the same moment: the whole
    ///   transaction goes, and who tries once more finds it.
    public func keep(_ act: Act) throws {
        try db.execute(
            """
            INSERT INTO act (scope, act_id, fingerprint, status, location, body, recorded_at)
            VALUES (\(act.scope), \(act.id), \(act.fingerprint), \(act.status), \(act.location), \(act.body),
                \(act.recordedAt.text))
            """)
    }
}

extension Connection {
    public var acts: ActStore { ActStore(db: self) }
}
