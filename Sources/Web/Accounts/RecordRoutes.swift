import Domain
import HTTPTypes

/// The own record: contact, colleagues, sessions, requests to the prefecture.
extension Routes {
    static let record: [Route] = []
}
