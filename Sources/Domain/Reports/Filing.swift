/// How a report stands, without its answers: all that a list or a calendar needs.
public struct Filing: Sendable, Hashable {
    public let status: Report.Status
    /// The newest revision's number, from 1.
    public let revision: Int
    /// When its reporting party first submitted it, after a withdrawal anew; decides whether it was on time.
    public let submittedAt: Instant
    /// When the newest revision was stored.
    public let recordedAt: Instant
    /// The institution's own deadline as it was known when the report was first submitted; nil: the survey's.
    public let ownDeadline: Instant?

    public init(
        status: Report.Status, revision: Int, submittedAt: Instant, recordedAt: Instant, ownDeadline: Instant? = nil
    ) {
        self.ownDeadline = ownDeadline
        self.status = status
        self.revision = revision
        self.submittedAt = submittedAt
        self.recordedAt = recordedAt
    }
}
