/// 報告率: how many of the expected reports of an area are there (R60). Each share has `expected` as its denominator.
public struct Completeness: Sendable, Hashable {
    /// Institutions that were expected to report: those asked, without those that had nothing to report.
    public let expected: Int
    /// Asked, and marked 「開設なし・実績なし」: in no share (R33).
    public let closed: Int
    /// Of these, those whose report counts.
    public let reported: Int
    /// Of the reported, those first submitted before the deadline.
    public let onTime: Int
    /// Of the reported, those first submitted at the deadline or after it.
    public let late: Int
    /// Of the reported, those brought in from a former system: neither on time nor late.
    public let carriedOver: Int
    /// Reports of institutions that were not expected: in the sums, in no share.
    public let beside: Int

    /// - Parameter asked: institutions of which the form had anything to ask.
    public init(asked: Int, _ turnout: Turnout) {
        expected = max(0, asked - turnout.closed)
        closed = turnout.closed
        reported = turnout.reported
        onTime = turnout.onTime
        late = turnout.late
        carriedOver = turnout.carriedOver
        beside = turnout.beside
    }

    /// Expected and not there.
    public var missing: Int { max(0, expected - reported) }

    /// Reports that the sums are made of.
    public var counted: Int { reported + beside }
}
