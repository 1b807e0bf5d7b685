/// 報告率: how many of the expected reports of an area are there (R60). Each share has `expected` as its denominator.
public struct Completeness: Sendable, Hashable {
    /// Institutions that were expected to report: those asked, without those that had nothing to report.
    public let expected: Int
    /// Asked, and marked 「開設なし・実績なし」: in no share (R33).
    public let closed: Int
    /// Of these, those whose report counts.
    public let reported: Int
    /// Of the reported, those first submitted before the survey's deadline.
    public let onTime: Int
    /// Of the reported, those first submitted after it and before the institution's own deadline (R25).
    public let withinExtension: Int
    /// Of the reported, those first submitted at the institution's own deadline or after it.
    public let late: Int
    /// Of the reported, those brought in from a former system: neither on time nor late.
    public let carriedOver: Int
    /// Reports of institutions that were not expected: in the sums, in no share.
    public let beside: Int

    /// 期限延長: expected and not there, the survey's deadline past, their own still to come: neither late nor missing (R25).
    public let extended: Int

    /// - Parameters:
    ///   - asked: institutions of which the form had anything to ask.
    ///   - extended: of those that have neither reported nor marked the day closed, the ones with time left after the survey's deadline.
    public init(asked: Int, extended: Int = 0, _ turnout: Turnout) {
        expected = max(0, asked - turnout.closed)
        closed = turnout.closed
        reported = turnout.reported
        onTime = turnout.onTime
        withinExtension = turnout.extended
        late = turnout.late
        self.extended = extended
        carriedOver = turnout.carriedOver
        beside = turnout.beside
    }

    /// Expected and not there, without those that still have time.
    public var missing: Int { max(0, expected - reported - extended) }

    /// Reports that the sums are made of.
    public var counted: Int { reported + beside }
}
