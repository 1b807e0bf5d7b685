import Domain
import HTTPTypes

/// Planned maintenance, at the help desk (R1 R10 R21).
extension Routes {
    static let maintenance: [Route] = []
}
