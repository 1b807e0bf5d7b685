import Domain
import HTTPTypes

/// Mails, letters, notices, and the pages that say how the product is meant.
extension Routes {
    static let notices: [Route] = []
}
