import Database
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Something went wrong when it was known already who came.
struct FailedVisit: Error {
    let visit: Visit
    let cause: any Error
}

/// The one place where what went wrong becomes a status and a page, or `application/problem+json` for programs.
struct ProblemResponse: RouterMiddleware {
    let house: House

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let failed = error as? FailedVisit
            let cause = failed?.cause ?? error
            // Where no route was found nobody has looked yet who comes; who cannot be made out is shown a stranger's page.
            var visit = failed?.visit
            if visit == nil, Self.problem(of: cause) == .notFound {
                // The address is there, and this cannot be done with it.
                let methods = ProgramOperation.methods(at: request.uri.path)
                if !methods.isEmpty { return notAllowed(methods) }
                visit = try? await Visit(request, context, house, Routes.nowhere)
            }
            return answer(to: cause, request, visit, id: context.id)
        }
    }

    private func answer(to error: any Error, _ request: Request, _ visit: Visit?, id: String) -> Response {
        let isProgram = request.uri.path.lowercased().hasPrefix("/api/")
        guard let problem = Self.problem(of: error) else {
            house.logger.error("fault", metadata: ["id": "\(id)", "path": "\(request.uri.path)", "error": "\(error)"])
            return isProgram
                ? json(500, code: "internal", ProblemPage.internalSentence, id: id)
                : page(500, code: "internal", ProblemPage.internalSentence, request, visit, id: id)
        }
        let status = Self.status(of: problem)
        if problem == .signInNeeded, !isProgram, request.method == .get || request.method == .head {
            return Response(
                status: .seeOther,
                headers: [.location: Links().signIn(to: Onward(request)).text, .cacheControl: "no-store"])
        }
        var response =
            isProgram
            ? json(status, code: problem.code, problem.sentence, id: nil)
            : page(status, code: problem.code, problem.sentence, request, visit, id: nil)
        if status == 503 { response.headers[.retryAfter] = "30" }
        if case .inMaintenance(let window) = problem {
            response.headers[.retryAfter] = Self.secondsLeft(of: window, at: visit?.now ?? house.clock.now)
        }
        if case .tooManyTries(let until) = problem {
            response.headers[.retryAfter] = String(SignInThrottle.secondsLeft(until: until, at: house.clock.truth()))
        }
        return response
    }

    /// `Retry-After`: whole seconds, so that who waits them out is not too early.
    static func secondsLeft(of window: MaintenanceWindow, at now: Instant) -> String {
        String(max(1, (window.endsAt.milliseconds - now.milliseconds + 999) / 1000))
    }

    /// nil for what is a fault of ours.
    private static func problem(of error: any Error) -> Problem? {
        switch error {
        case let problem as Problem: problem
        case DatabaseError.busy, DatabaseError.unreachable, DatabaseError.connectionLost, DatabaseError.conflict,
            DatabaseError.closed:
            .busy
        case let error as HTTPError where error.status == .notFound: .notFound
        case let error as HTTPError where (400..<500).contains(error.status.code): .malformed("\(error.status)")
        default: nil
        }
    }

    private func notAllowed(_ methods: [String]) -> Response {
        var response = json(405, code: "not-allowed", "このアドレスでは \(methods.joined(separator: "、")) だけが使えます。", id: nil)
        response.headers[.allow] = methods.joined(separator: ", ")
        return response
    }

    static func status(of problem: Problem) -> Int {
        switch problem {
        case .notFound: 404
        case .signInNeeded: 401
        case .signInRefused, .idAtRest, .invalid, .refusedFile, .refused, .closedToCorrection, .actReused: 422
        case .staleForm: 403
        case .changedMeanwhile, .nothingToWithdraw: 409
        case .tooLarge: 413
        case .tooManyTries: 429
        case .malformed: 400
        case .busy, .inMaintenance: 503
        }
    }

    /// Who is signed in stays so on the page; before the visit could be made out it is a stranger's.
    private func page(
        _ status: Int, code: String, _ sentence: String, _ request: Request, _ visit: Visit?, id: String?
    ) -> Response {
        let now = house.clock.now
        let frame =
            visit?.frame()
            ?? PageFrame(
                visitor: nil, csrf: "", assets: house.assets.names, helpDesk: house.helpDesk(at: now),
                isDemonstration: house.isDemonstration, today: now.day)
        var problem = ProblemPage(
            frame: frame, status: status, sentence: sentence, code: code, requestId: id, now: now)
        problem.isKept = visit?.isFormKept ?? false
        let html = problem.body
        return Compression.answer(
            html.bytes, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            status: HTTPResponse.Status(code: status), request: request.headers)
    }

    private struct ProblemJSON: Encodable {
        let type: String
        let title: String
        let status: Int
        let code: String
        let requestId: String?
    }

    private func json(_ status: Int, code: String, _ sentence: String, id: String?) -> Response {
        let shape = ProblemJSON(type: "about:blank", title: sentence, status: status, code: code, requestId: id)
        let bytes = (try? JSONEncoder().encode(shape)).map(Array.init) ?? Array("{\"status\":\(status)}".utf8)
        return Response(
            status: HTTPResponse.Status(code: status),
            headers: [
                .contentType: "application/problem+json", .cacheControl: "no-store", .accessControlAllowOrigin: "*",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
