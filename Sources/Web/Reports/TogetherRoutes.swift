import Domain
import HTTPTypes

/// All daily surveys of an institution on one page with one button, and the mark of a day without any.
extension Routes {
    static let together: [Route] = []
}
