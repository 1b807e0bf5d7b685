/// A form that was sent after its session had run out: what was typed is kept for the same person and offered after the next sign-in.
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
    /// So many are kept for one person; more push the oldest out.
    public static let most = 20
}
