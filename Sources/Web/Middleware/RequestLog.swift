import HTTPTypes
import Hummingbird
import Logging

/// One line a request: method, path without its query, status, milliseconds. No address, no name.
struct RequestLog: RouterMiddleware {
    let house: House

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let begin = ContinuousClock.now
        let response = try await next(request, context)
        let took = begin.duration(to: .now).components
        house.logger.info(
            "request",
            metadata: [
                "id": "\(context.id)", "method": "\(request.method)", "path": "\(request.uri.path)",
                "status": "\(response.status.code)",
                "ms": "\(took.seconds * 1000 + took.attoseconds / 1_000_000_000_000_000)",
            ])
        return response
    }
}
