import Database
import Domain

/// Which act a request is.
public struct ActKey: Sendable, Equatable {
    /// Whose: an account's ID, or that of a program's key.
    public let scope: String
    public let id: String
    /// SHA-256 of what was sent, in hexadecimal.
    public let fingerprint: String

    public init(scope: String, id: String, fingerprint: String) {
        self.scope = scope
        self.id = id
        self.fingerprint = fingerprint
    }

    /// A part of the act that is carried out by itself.
    func part(_ name: String) -> ActKey { ActKey(scope: scope, id: "\(id)/\(name)", fingerprint: fingerprint) }
}

/// How an act is answered when it comes again.
public struct ActAnswer: Sendable, Equatable {
    public let status: Int
    public let location: String?
    public let body: String

    public init(status: Int, location: String? = nil, body: String = "") {
        self.status = status
        self.location = location
        self.body = body
    }
}

/// What became of an act.
public enum ActOutcome<Outcome: Sendable>: Sendable {
    case done(Outcome)
    /// It was carried out before; nothing is done.
    case repeated(Act)
}

extension ConnectionPool {
    /// Carries an act out in a commit of its own, once: where it was carried out before, its answer comes back. Two at once: the
    /// second one finds the first.
    ///
    /// - Parameters:
    ///   - key: nil carries it out without keeping it.
    ///   - answer: what it is answered with when it comes again; nil where nothing was stored, so that it is tried anew.
    /// - Throws: `Problem.actReused` where another request came before with the same number.
    public func act<Outcome: Sendable>(
        _ key: ActKey?, at now: Instant, surveys: Surveys,
        _ body: @escaping @Sendable (ReportIntake) throws -> Outcome,
        answer: @escaping @Sendable (Outcome) throws -> ActAnswer?
    ) async throws -> ActOutcome<Outcome> {
        try await intake(surveys) { intake in
            guard let key else { return .done(try body(intake)) }
            if let known = try intake.db.acts.find(scope: key.scope, id: key.id) {
                guard known.fingerprint == key.fingerprint else { throw Problem.actReused }
                return .repeated(known)
            }
            let outcome = try body(intake)
            if let answer = try answer(outcome) {
                try intake.db.acts.keep(
                    Act(
                        scope: key.scope, id: key.id, fingerprint: key.fingerprint, status: answer.status,
                        location: answer.location, body: answer.body, recordedAt: now))
            }
            return .done(outcome)
        }
    }
}
