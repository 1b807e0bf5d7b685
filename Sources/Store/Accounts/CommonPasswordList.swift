import Domain
import Foundation

extension CommonPasswords {
    /// The 10,000 commonest, as they come with the program.
    /// - Throws: `CocoaError` when the list is not beside the program.
    public static func load() throws -> CommonPasswords {
        guard let file = Bundle.module.url(forResource: "common-passwords", withExtension: "txt") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return CommonPasswords(try String(contentsOf: file, encoding: .utf8))
    }
}
