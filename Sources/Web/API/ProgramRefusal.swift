import Documents
import Domain
import HTTPTypes
import Hummingbird

/// What a program is told instead of an answer (RFC 9457), with the same sentences as people read.
struct ProgramRefusal: Error {
    let status: Int
    let code: String
    let sentence: String
    /// One a field.
    var errors: [FieldProblem] = []
    /// Checks that ask, to be passed by their name.
    var notes: [Verdict.Note] = []
    /// What stands instead.
    var current: JSONValue?
    var headers: HTTPFields = [:]

    init(_ status: Int, _ code: String, _ sentence: String) {
        (self.status, self.code, self.sentence) = (status, code, sentence)
    }

    /// Fields at fault.
    init(_ errors: [FieldProblem]) {
        self.init(422, "invalid", errors.first?.sentence ?? "送られた内容をご確認ください。")
        self.errors = errors
    }

    init(field: String, _ sentence: String) {
        self.init([FieldProblem(field: field, label: field, sentence: sentence)])
    }

    init(_ verdict: Verdict) {
        if verdict.errors.isEmpty {
            self.init(422, "notes-to-confirm", "ご確認ください。正しければ、passed に check の名前を加えて、もう一度送ってください。")
        } else {
            self.init(verdict.errors)
        }
        notes = verdict.notes
    }

    /// nil for what is answered to programs and people alike.
    init?(_ problem: Problem) {
        switch problem {
        case .notFound:
            self.init(404, problem.code, "見つかりません。アドレス・調査・日付と、このキーで報告できる医療機関かどうかをご確認ください。")
        case .invalid(let errors): self.init(errors)
        case .closedToCorrection(let reason): self.init(422, problem.code, reason)
        case .nothingToWithdraw(let reason): self.init(409, problem.code, reason)
        case .refused(let japanese, _): self.init(422, problem.code, japanese)
        default: return nil
        }
    }

    var response: Response { ProgramAnswer.json(status, body, type: "application/problem+json", headers) }

    private var body: JSONValue {
        var body: JSONValue = [
            "type": "about:blank", "title": .text(sentence), "status": JSONValue(status), "code": .text(code),
        ]
        if !errors.isEmpty {
            body = body.with(
                "errors",
                .list(
                    errors.map {
                        ["field": .text($0.field), "label": .text($0.label), "sentence": .text($0.sentence)]
                    }))
        }
        if !notes.isEmpty {
            body = body.with(
                "notes",
                .list(
                    notes.map {
                        ["check": .text($0.check), "item": .text($0.item), "sentence": .text($0.message)]
                    }))
        }
        return current.map { body.with("current", $0) } ?? body
    }
}

/// How programs are answered.
enum ProgramAnswer {
    static func json(
        _ status: Int, _ body: JSONValue, type: String = "application/json", _ more: HTTPFields = [:]
    ) -> Response {
        bytes(status, body.bytes, type: type, more)
    }

    static func bytes(
        _ status: Int, _ bytes: [UInt8], type: String = "application/json", _ more: HTTPFields = [:]
    ) -> Response {
        var headers = more
        headers[.contentType] = type
        headers[.cacheControl] = "no-store"
        return Response(status: HTTPResponse.Status(code: status), headers: headers, bytes: bytes)
    }

    /// The newest revision, as `If-Match` sends it back.
    static func tag(_ revision: Int) -> HTTPFields { [.eTag: "\"\(revision)\""] }
}
