import Domain
import HTTPTypes

/// Keys that an account makes for its programs (R43).
extension Routes {
    static let apiKeys: [Route] = [
        Route(method: .get, path: "/record/api-keys", action: .makeKeys, handler: APIKeyController.index),
        Route(method: .post, path: "/record/api-keys", action: .makeKeys, handler: APIKeyController.create),
        Route(method: .get, path: "/record/api-keys/:key/end", action: .makeKeys, handler: APIKeyController.askEnd),
        Route(method: .post, path: "/record/api-keys/:key/end", action: .makeKeys, handler: APIKeyController.destroy),
        Route(
            method: .post, path: "/help-desk/accounts/:account/api-keys/:key/end", action: .manageAccounts,
            handler: DeskAPIKeyController.destroy),
    ]
}

extension Links {
    /// Keys for programs of the own ID.
    public var apiKeys: Link { link("record", "api-keys") }
    public func apiKeyEnd(_ key: String) -> Link { link("record", "api-keys", key, "end") }
    func deskAPIKeyEnd(_ key: String, of account: String) -> Link {
        link("help-desk", "accounts", account, "api-keys", key, "end")
    }
}
