import Domain
import HTTPTypes
import Hummingbird

/// Planned maintenance, at the help desk (R1 R10 R21).
extension Routes {
    static let maintenance: [Route] = [
        desk(.get, "", MaintenanceController.index), desk(.get, "/new", MaintenanceController.new),
        desk(.post, "", MaintenanceController.create), desk(.get, "/:window", MaintenanceController.show),
        desk(.get, "/:window/edit", MaintenanceController.edit), desk(.post, "/:window", MaintenanceController.update),
        desk(.post, "/:window/end", MaintenanceController.destroy),
    ]

    /// Its two forms keep what was typed; the button that ends a window has nothing to keep.
    private static func desk(
        _ method: HTTPRequest.Method, _ path: String, _ handler: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(
            method: method, path: "/help-desk/maintenance" + path, action: .manageAccounts,
            keepsTyped: method == .post && !path.hasSuffix("/end"), handler: handler)
    }
}
