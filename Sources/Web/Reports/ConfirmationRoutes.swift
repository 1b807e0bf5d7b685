import Domain
import HTTPTypes

/// An institution confirms the figures that its association sent.
extension Routes {
    static let confirmations: [Route] = []
}
