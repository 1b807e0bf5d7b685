import Domain

/// Until when a report is due, and that and why this is later than for the others (R25 R27).
struct DeadlineLine {
    var deadline: Instant
    /// nil where only the survey's deadline is meant.
    var own: OwnDeadline?
    var today: Day?

    init(_ own: OwnDeadline, today: Day? = nil) {
        deadline = own.until ?? own.national
        (self.own, self.today) = (own, today)
    }

    /// - Parameter own: nil where `deadline` is the survey's.
    init(_ deadline: Instant, _ own: OwnDeadline?, today: Day? = nil) {
        (self.deadline, self.own, self.today) = (deadline, own, today)
    }

    private var words: String { own.map { $0.until == nil } ?? false ? own?.words ?? "" : deadline.words(in: today) }

    /// 「締切 1月25日(月) 13:00」, with 期限延長 where it moved.
    var html: HTML {
        """
        <span class="nb">締切 \(words)</span>\(if: own?.isMoved ?? false, " \(Chip(.due, "期限延長").html)")
        """
    }

    /// Why it moved; nil where it did not.
    var why: HTML? {
        guard let own, own.isMoved else { return nil }
        return """
            <p class="small muted">期限延長: \(own.reason)（本来の締切は \(own.national.words(in: today))）</p>
            """
    }
}
