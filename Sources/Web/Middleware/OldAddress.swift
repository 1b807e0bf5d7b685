import Foundation
import HTTPTypes
import Hummingbird

/// Who comes by an old address is sent to the present one, path and query kept, whatever they wanted to do there (R2): 308, so that a
/// program sends the same again.
struct OldAddress: RouterMiddleware {
    let house: House
    /// Where the server left it among the headers; else it is the authority already.
    private static let host = HTTPField.Name("Host")

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard let asked = Self.host.flatMap({ request.headers[$0] }) ?? request.head.authority,
            house.oldHosts.contains(where: { $0.matches(asked) })
        else { return try await next(request, context) }
        return Response(
            status: .permanentRedirect,
            headers: [.location: house.baseURL + request.uri.string.target, .cacheControl: "max-age=86400"])
    }
}

extension String {
    /// Path and query of a request's target, which may be a whole address.
    fileprivate var target: String {
        guard !hasPrefix("/"), let scheme = range(of: "://") else { return hasPrefix("/") ? self : "/" }
        let rest = self[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }
}
