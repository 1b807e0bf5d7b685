import Database
import Documents
import Domain
import HTTPTypes
import Hummingbird
import Sodium
import Store

/// The same request under the same `Idempotency-Key` is done once and answered alike.
extension ProgramCaller {
    /// So many characters a key has at most.
    static let actLimit = 128
    private static let header = HTTPField.Name("Idempotency-Key")

    /// What is asked under a key of the program's choice; nil without one.
    func act() throws(ProgramRefusal) -> ActKey? {
        guard let name = Self.header, let id = visit.headers[name] else { return nil }
        guard (1...Self.actLimit).contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ProgramRefusal(400, "malformed", "Idempotency-Key は、空白のない英数字と記号で\(Self.actLimit)文字以内にしてください。")
        }
        let conditions = [visit.headers[.ifMatch] ?? "", visit.headers[.ifNoneMatch] ?? ""]
        let asked = Array("\(visit.path)\n\(conditions.joined(separator: "\n"))\n".utf8) + visit.sent
        return ActKey(scope: key.id, id: id, fingerprint: Sodium.hex(Sodium.sha256(asked)))
    }

    /// The answer that was given before; looked at first, since what it was about may have moved on.
    func again(_ act: ActKey?) async throws -> Response? {
        guard let act else { return nil }
        let known = try await visit.house.pool.read { try $0.acts.find(scope: act.scope, id: act.id) }
        guard let known else { return nil }
        guard known.fingerprint == act.fingerprint else { throw Self.differs }
        return Self.repeated(known)
    }

    /// Does it in one commit, together with what is remembered of it; what is refused is not remembered.
    func carryOut(
        _ act: ActKey?, _ body: @escaping @Sendable (ReportIntake) throws -> ActAnswer
    ) async throws -> Response {
        do {
            let outcome = try await visit.house.pool.act(act, at: visit.arrived, surveys: surveys, body) { $0 }
            switch outcome {
            case .done(let answer): return Self.response(answer)
            case .repeated(let known): return Self.repeated(known)
            }
        } catch Problem.actReused {
            throw Self.differs
        }
    }

    private static var differs: ProgramRefusal {
        ProgramRefusal(422, "key-reused", "この Idempotency-Key は、別の内容を送るのに使われました。内容ごとに、新しいものをつけてください。")
    }

    private static func repeated(_ act: Act) -> Response {
        var response = response(ActAnswer(status: act.status, location: act.location, body: act.body))
        if let name = HTTPField.Name("Idempotency-Replayed") { response.headers[name] = "true" }
        return response
    }

    private static func response(_ answer: ActAnswer) -> Response {
        let bytes = Array(answer.body.utf8)
        var headers: HTTPFields = [:]
        if let location = answer.location { headers[.location] = location }
        if let body = try? JSONReader.read(bytes), let revision = body["revision"]?.integer {
            headers.append(contentsOf: ProgramAnswer.tag(revision))
        }
        return ProgramAnswer.bytes(answer.status, bytes, headers)
    }
}
