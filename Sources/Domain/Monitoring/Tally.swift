/// One line of an area's sums for one survey and period.
public struct TallyLine: Sendable, Equatable {
    /// The item's code.
    public let item: String
    /// The choice's code; empty for sums.
    public let choice: String
    /// How many reports answered the item (with this choice).
    public let reports: Int
    /// The sum of the answers; for a choice the same as `reports`.
    public let total: Int

    public init(item: String, choice: String, reports: Int, total: Int) {
        self.item = item
        self.choice = choice
        self.reports = reports
        self.total = total
    }
}

/// How many reports an area has for one survey and period, by state.
public struct Turnout: Sendable, Equatable {
    /// Reports that count, submitted or carried over, of institutions that were expected to report.
    public var reported: Int
    /// Of these, entered before the survey's deadline; a carried-over report counts in none of the three.
    public var onTime: Int
    /// Entered after it and before the institution's own deadline.
    public var extended: Int
    /// Entered after the institution's own deadline.
    public var late: Int
    public var carriedOver: Int
    public var withdrawn: Int
    /// Revisions and closed marks ever stored for the period: grows with every change, never falls.
    public var revisions: Int
    /// Reports that count, of institutions that were not expected: they are in the sums, and in no share.
    public var beside: Int
    /// Institutions that marked the day 「開設なし・実績なし」 and have no report that counts (R33).
    public var closed: Int

    public init(
        reported: Int = 0, onTime: Int = 0, late: Int = 0, carriedOver: Int = 0, withdrawn: Int = 0, revisions: Int = 0,
        beside: Int = 0, closed: Int = 0, extended: Int = 0
    ) {
        self.extended = extended
        self.closed = closed
        self.beside = beside
        self.reported = reported
        self.onTime = onTime
        self.late = late
        self.carriedOver = carriedOver
        self.withdrawn = withdrawn
        self.revisions = revisions
    }
}

extension Form {
    /// What a set of answers adds to the sums of its area: one line an answered item that adds up.
    public func tallyLines(of answers: Answers) -> [TallyLine] {
        zip(items, answers.values).compactMap { item, answer in
            guard let answer, item.adds != .none else { return nil }
            switch answer {
            case .choice(let code): return TallyLine(item: item.code, choice: code, reports: 1, total: 1)
            case .flag(let yes): return TallyLine(item: item.code, choice: yes ? "yes" : "no", reports: 1, total: 1)
            case .count(let value), .decimal(let value):
                return TallyLine(item: item.code, choice: "", reports: 1, total: value)
            case .time, .text: return nil
            }
        }
    }
}
