/// A form that was sent after its session had run out, or while nothing could be entered (R10): what was typed is kept for the same
/// person and offered on the first page.
public struct KeptForm: Sendable, Equatable {
    /// Where it was sent.
    public let path: String
    /// As browsers send it, percent-encoded.
    public let body: String
    public let recordedAt: Instant

    public init(path: String, body: String, recordedAt: Instant) {
        self.path = path
        self.body = body
        self.recordedAt = recordedAt
    }

    /// It is offered for so long, in seconds: seven days.
    public static let seconds = 7 * 24 * 60 * 60
    /// The last part of the address under which one is opened again.
    public static let page = "kept"
    /// So many are kept for one person; more push the oldest out.
    public static let most = 20
}
