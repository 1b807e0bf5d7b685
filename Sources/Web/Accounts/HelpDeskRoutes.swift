import Domain
import HTTPTypes

/// The help desk: finding, issuing, caring for IDs.
extension Routes {
    static let helpDesk: [Route] = []
}
