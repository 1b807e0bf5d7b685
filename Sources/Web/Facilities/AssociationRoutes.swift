import Domain
import HTTPTypes

/// The associations that a prefecture has registered (R18).
extension Routes {
    static let associations: [Route] = []
}
