import Domain
import HTTPTypes

/// A prefecture's institutions: who they are, what they are designated for, their life (R13 R28).
extension Routes {
    static let register: [Route] = []
}
