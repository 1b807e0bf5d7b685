import Domain
import HTTPTypes

/// Designation reports of a prefecture: sent, looked at, applied, taken back (R31 R40).
extension Routes {
    static let designations: [Route] = []
}
