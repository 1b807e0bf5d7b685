/// How a node sends mails, as pages and the reports' door need to know it.
public struct Mailing: Sendable {
    public enum Way: Sendable {
        /// No server is set: mails wait.
        case nowhere
        case server
        /// The demonstration's: nothing leaves the machine, everybody may read every mail.
        case shown
    }

    public var way = Way.nowhere
    /// What programs say that bring delivery reports; nil: they may not.
    public var reportToken: String?
    /// Reads a message; answers how many reports in it were new, or nil where it holds none.
    public var takeReport: (@Sendable ([UInt8]) async throws -> Int?)?

    public init() {}
}
