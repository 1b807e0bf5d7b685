import Domain
import HTTPTypes

/// Which reminders an ID gets by mail.
extension Routes {
    static let reminders: [Route] = []
}
