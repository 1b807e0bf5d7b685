import Domain
import HTTPTypes

/// The same by file: workbooks to fill in, workbooks sent back, the printable form (R18).
extension Routes {
    static let memberFiles: [Route] = []
}
