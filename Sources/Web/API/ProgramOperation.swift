import Domain
import HTTPTypes
import Hummingbird

/// One thing that programs can ask for. Its route and its description are made of the same, so that neither can forget the other.
struct ProgramOperation: Sendable {
    /// The name that programs of others make of it.
    let name: String
    let method: HTTPRequest.Method
    /// Below `/api/v1`, parameters in braces.
    let path: String
    let summary: String
    /// Of the query: name and what it is.
    var query: [(name: String, words: String)] = []
    var body: Body = .none
    /// The status and schema of what is done; problems come beside.
    let done: [(status: Int, schema: String)]
    /// What may be in the way, beside a missing key.
    var refused: [Int] = [400, 404, 422]
    /// Done once under an `Idempotency-Key`, and on top of a revision.
    var changes = false
    /// An association's members have it too.
    var isOfFacility = false
    let handler: @Sendable (ProgramCaller) async throws -> Response

    enum Body: Sendable {
        case none
        /// A report of the survey that the address names.
        case report
        case schema(String)
    }

    static let root = "/api/v1"

    /// The own institution's, and one of an association's members.
    var bases: [String] { isOfFacility ? ["", "/facilities/{facility}"] : [""] }

    var routes: [Route] {
        bases.map { base in
            Route(
                method: method, path: Self.pattern(Self.root + base + path), action: .seePublic, isForPrograms: true,
                handler: { [handler] visit in try await ProgramCaller.serve(visit, handler) })
        }
    }

    /// `{survey}` as the router writes it: `:survey`.
    static func pattern(_ path: String) -> String { path.replacing("{", with: ":").replacing("}", with: "") }

    /// The methods of an address below `/api/v1`; empty where there is no such address.
    static func methods(at path: String) -> [String] {
        let asked = path.split(separator: "/")
        let routes = Routes.programs.filter { route in
            let parts = route.path.split(separator: "/")
            return parts.count == asked.count
                && zip(parts, asked).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }
        // As the router does: a word that stands there goes before any.
        func open(_ path: String) -> Int { path.count { $0 == ":" } }
        let nearest = routes.map(\.path).min { open($0) < open($1) }
        let methods = Set(routes.filter { $0.path == nearest }.map(\.method.rawValue))
        return (methods.contains("GET") ? methods.union(["HEAD"]) : methods).sorted()
    }
}
