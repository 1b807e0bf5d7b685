/// 報告状況: for one institution, survey and period whether a report is expected, until when, and how it stands (R24 R25). A pure
/// function of what is known and of the clock; never stored. Users never read 義務 (R59).
public struct Duty: Sendable, Hashable {
    /// Whether a report is expected.
    public let expectation: Expectation
    /// On time means recorded before it.
    public let deadline: Instant
    public let state: State

    public enum Expectation: Sendable, Hashable {
        case expected
        case notExpected(Reason)
    }

    /// Why no report is expected.
    public enum Reason: Sendable, Hashable {
        /// Not designated, or of a kind that the survey does not ask.
        case notAsked
        /// Before the institution, or its kind, was known.
        case beforeStart
        /// Closed, merged, at rest, or no longer in the list it stood in.
        case ended
        /// Nothing to report: it did not open as a designated institution, and nobody was seen or tested (R33).
        case closed
    }

    public enum State: Sendable, Hashable {
        case notExpected(Reason)
        /// Marked 「開設なし・実績なし」 (R33): no reminder, no gap; figures may still be entered.
        case closed
        /// Nothing can be entered before that instant.
        case notOpen(until: Instant)
        /// May be entered; the deadline is still to come.
        case due
        /// The deadline has passed.
        case missing
        /// Still open `overdueDays` after its deadline (R24).
        case overdue
        case reported(revision: Int, onTime: Bool)
        /// Brought in from a former system (R30): neither on time nor late.
        case carriedOver
    }

    /// So many days after its deadline an open day is overdue (R24).
    public static let overdueDays = 7

    /// - Parameters:
    ///   - known: what is known of the institution on the period's day; nil before it was known.
    ///   - filing: how its report stands; nil where there is none.
    ///   - isClosed: its day is marked 「開設なし・実績なし」. A report that counts outweighs the mark.
    public init(
        _ form: Form, _ period: Day, known: FacilityDay?, filing: Filing?, isClosed: Bool = false, at now: Instant
    ) {
        deadline = form.schedule.deadline(for: period)
        let isFiled = filing?.status.counts ?? false
        let nothingToReport = isClosed && !isFiled && (known?.isClosable(by: form) ?? false)
        expectation = nothingToReport ? .notExpected(.closed) : Self.expectation(form, known)
        if let filing, filing.status.counts {
            state =
                filing.status == .carriedOver
                ? .carriedOver : .reported(revision: filing.revision, onTime: filing.submittedAt < deadline)
        } else if nothingToReport {
            state = .closed
        } else if case .notExpected(let reason) = expectation {
            state = .notExpected(reason)
        } else {
            state = Self.open(form, period, deadline, now)
        }
    }

    public var isExpected: Bool { expectation == .expected }

    private static func expectation(_ form: Form, _ known: FacilityDay?) -> Expectation {
        guard let known, known.kind != nil else { return .notExpected(.beforeStart) }
        guard known.asked != nil else { return .notExpected(.ended) }
        return known.isAsked(by: form) ? .expected : .notExpected(.notAsked)
    }

    private static func open(_ form: Form, _ period: Day, _ deadline: Instant, _ now: Instant) -> State {
        let opens = form.schedule.opens(for: period)
        if now < opens { return .notOpen(until: opens) }
        if now < deadline { return .due }
        return now < deadline.adding(seconds: overdueDays * 86_400) ? .missing : .overdue
    }
}

extension Duty.State {
    /// A report that counts is there.
    public var isReported: Bool {
        switch self {
        case .reported, .carriedOver: true
        case .notExpected, .closed, .notOpen, .due, .missing, .overdue: false
        }
    }

    /// Nothing more is waited for: reported, or nothing to report.
    public var isSettled: Bool { isReported || self == .closed }

    /// Expected, past its deadline, and not there.
    public var isMissing: Bool { self == .missing || self == .overdue }
}
