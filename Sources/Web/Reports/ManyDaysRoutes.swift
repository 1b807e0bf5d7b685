import Domain
import HTTPTypes

/// Many days of one institution as rows (R24), and days on which it did not open (R27 R33).
extension Routes {
    static let manyDays: [Route] = []
}
