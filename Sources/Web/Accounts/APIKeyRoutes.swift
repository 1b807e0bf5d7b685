import Domain
import HTTPTypes

/// Keys that an account makes for its programs (R43).
extension Routes {
    static let apiKeys: [Route] = []
}
