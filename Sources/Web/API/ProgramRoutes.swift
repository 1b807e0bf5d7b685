import Domain
import HTTPTypes

/// What programs of institutions and associations call with a key (R43).
extension Routes {
    static let programs: [Route] = []
}
