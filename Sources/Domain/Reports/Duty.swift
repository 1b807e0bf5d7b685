/// 報告状況: for one institution, survey and period whether a report is expected, until when, and how it stands (R24 R25). A pure
/// function of what is known and of the clock; never stored. Users never read 義務 (R59).
public struct Duty: Sendable, Hashable {
    /// Whether a report is expected.
    public let expectation: Expectation
    /// Who is to report it: whoever reports for the institution on the period's day.
    public let party: ReportingParty
    /// The institution's own deadline beside the survey's, and why it is another one.
    public let own: OwnDeadline
    public let state: State
    /// How early a report that counts came; nil where there is none, or where it was carried over.
    public let punctuality: Punctuality?

    /// Until when the institution is to report: its own deadline; the survey's while its own is not known yet.
    public var deadline: Instant { own.until ?? own.national }
    /// The survey's.
    public var nationalDeadline: Instant { own.national }

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
        /// May be entered; the survey's deadline is still to come.
        case due
        /// 期限延長: the survey's deadline has passed, the institution's own is still to come; neither late nor missing (R25). nil: its
        /// ID cannot be used yet.
        case extended(until: Instant?)
        /// The institution's deadline has passed.
        case missing
        /// Still open `overdueDays` after its deadline (R24).
        case overdue
        /// On time by the survey's deadline; `punctuality` knows of the institution's own.
        case reported(revision: Int, onTime: Bool)
        /// Brought in from a former system (R30): neither on time nor late.
        case carriedOver
    }

    /// How early a report came.
    public enum Punctuality: Sendable, Hashable {
        /// First submitted before the survey's deadline.
        case onTime
        /// After it, before the institution's own.
        case withinExtension
        case late
    }

    /// So many days after its deadline an open day is overdue (R24).
    public static let overdueDays = 7

    /// - Parameters:
    ///   - known: what is known of the institution on the period's day; nil before it was known.
    ///   - filing: how its report stands; nil where there is none.
    ///   - isClosed: its day is marked 「開設なし・実績なし」. A report that counts outweighs the mark.
    ///   - facts: what moves the institution's deadline.
    public init(
        _ form: Form, _ period: Day, known: FacilityDay?, filing: Filing?, isClosed: Bool = false,
        facts: DeadlineFacts = DeadlineFacts(), at now: Instant
    ) {
        party = known?.party ?? .itself
        own = OwnDeadline(form.schedule, period, facts)
        punctuality = filing?.punctuality(nationalDeadline: own.national)
        let isFiled = filing?.status.counts ?? false
        let nothingToReport = isClosed && !isFiled && (known?.isClosable(by: form) ?? false)
        expectation = nothingToReport ? .notExpected(.closed) : Self.expectation(form, known)
        if let filing, filing.status.counts {
            state =
                filing.status == .carriedOver
                ? .carriedOver : .reported(revision: filing.revision, onTime: punctuality == .onTime)
        } else if nothingToReport {
            state = .closed
        } else if case .notExpected(let reason) = expectation {
            state = .notExpected(reason)
        } else {
            state = Self.open(form, period, own, now)
        }
    }

    public var isExpected: Bool { expectation == .expected }

    private static func expectation(_ form: Form, _ known: FacilityDay?) -> Expectation {
        guard let known, known.kind != nil else { return .notExpected(.beforeStart) }
        guard known.asked != nil else { return .notExpected(.ended) }
        return known.isAsked(by: form) ? .expected : .notExpected(.notAsked)
    }

    private static func open(_ form: Form, _ period: Day, _ own: OwnDeadline, _ now: Instant) -> State {
        let opens = form.schedule.opens(for: period)
        if now < opens { return .notOpen(until: opens) }
        if now < own.national { return .due }
        guard let until = own.until else { return .extended(until: nil) }
        if now < until { return .extended(until: until) }
        return now < until.adding(seconds: overdueDays * 86_400) ? .missing : .overdue
    }
}

extension Filing {
    /// How early a report came; nil where it does not count, or was carried over.
    public func punctuality(nationalDeadline: Instant) -> Duty.Punctuality? {
        guard status == .submitted else { return nil }
        return Duty.Punctuality(of: submittedAt, national: nationalDeadline, own: ownDeadline)
    }
}

extension Duty.Punctuality {
    /// - Parameters:
    ///   - submittedAt: when the report was first submitted.
    ///   - own: the institution's own deadline as it was known then; nil: the survey's.
    public init(of submittedAt: Instant, national: Instant, own: Instant?) {
        if submittedAt < national {
            self = .onTime
        } else {
            self = own.map { submittedAt < $0 } ?? false ? .withinExtension : .late
        }
    }
}

extension Duty.State {
    /// A report that counts is there.
    public var isReported: Bool {
        switch self {
        case .reported, .carriedOver: true
        case .notExpected, .closed, .notOpen, .due, .extended, .missing, .overdue: false
        }
    }

    /// Nothing more is waited for: reported, or nothing to report.
    public var isSettled: Bool { isReported || self == .closed }

    /// Expected, past the institution's own deadline, and not there.
    public var isMissing: Bool { self == .missing || self == .overdue }

    /// Expected, past the survey's deadline and not past the institution's own.
    public var isExtended: Bool {
        if case .extended = self { true } else { false }
    }
}
