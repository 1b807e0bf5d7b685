import HTTPTypes
import Hummingbird
import NIOCore

/// The web application: the routes behind what surrounds every request.
public enum Site {
    /// For the program and for tests alike.
    public static func application(
        _ house: House, host: String = "127.0.0.1", port: Int = 8080
    ) throws -> some ApplicationProtocol {
        Application(
            router: router(house), server: PlainConnection.builder(),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            logger: house.logger)
    }

    /// - Parameter routes: others in tests alone.
    static func router(_ house: House, _ routes: [Route] = Routes.all) -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: RequestLog(house: house))
        router.add(middleware: SecurityHeaders(isSecure: house.isSecure))
        router.add(middleware: OldAddress(house: house))
        router.add(middleware: UnsupportedBrowser(house: house))
        router.add(middleware: ProblemResponse(house: house))
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                let visit = try await Visit(request, context, house, route)
                async let noted: Void = visit.noteUse()
                do {
                    if let response = try await KeptFormKeeper.keep(visit, route) { return response }
                    try visit.check(route)
                    let response = try await MaintenanceGate.answer(visit, route)
                    await noted
                    return response
                } catch let failed as FailedVisit {
                    throw failed
                } catch {
                    throw FailedVisit(visit: visit, cause: error)
                }
            }
        }
        return router
    }
}
