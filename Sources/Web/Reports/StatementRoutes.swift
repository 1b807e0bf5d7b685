import Domain
import HTTPTypes

/// Signed statements of a period, public keys, and the page that checks a receipt or a statement.
extension Routes {
    static let statements: [Route] = []
}
