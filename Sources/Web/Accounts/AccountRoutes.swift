import Domain
import HTTPTypes

/// Signing in, passwords, the second factor.
extension Routes {
    static let accounts = [
        Route(method: .get, path: "/session/new", action: .seePublic, handler: SessionController.new),
        Route(method: .post, path: "/session", action: .seePublic, handler: SessionController.create),
        Route(method: .post, path: "/session/end", action: .beSignedIn, handler: SessionController.destroy),
    ]
}
