import Domain
import HTTPTypes

/// An association's day: its members as rows (R18).
extension Routes {
    static let members: [Route] = []
}
