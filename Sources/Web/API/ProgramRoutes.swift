import Domain
import HTTPTypes

/// What programs of institutions and associations call with a key (R43), and how it is described.
extension Routes {
    static let programs: [Route] =
        [
            Route(
                method: .get, path: "/api/v1/openapi.json", action: .seePublic, handler: ProgramGuideController.openAPI),
            Route(method: .get, path: "/api-docs", action: .seePublic, handler: ProgramGuideController.show),
        ] + ProgramOperation.all.flatMap(\.routes)
}

extension Links {
    /// For those who write programs.
    public var programGuide: Link { link("api-docs") }
    public var openAPI: Link { link("api", "v1", "openapi.json") }
}
