import Database
import Domain

/// What somebody says of one day: 「開設なし・実績なし」, or that it is taken back (R33).
public struct ClosedMarking: Sendable {
    public let survey: String
    public let period: Day
    /// false takes the mark back.
    public let isClosed: Bool
    /// Taken once, when the complete request had been read.
    public let recordedAt: Instant
    /// Who, as pages name it.
    public let by: String

    public init(survey: String, period: Day, isClosed: Bool, recordedAt: Instant, by: String) {
        self.survey = survey
        self.period = period
        self.isClosed = isClosed
        self.recordedAt = recordedAt
        self.by = by
    }
}

/// What became of it.
public enum ClosedMarkOutcome: Sendable {
    case stored(ClosedMark)
    /// It was marked so already.
    case unchanged
    /// There are figures of that day: who wants to take them back withdraws the report. Nothing is stored.
    case reported(Report)

    /// The day stands as it was wanted.
    public var isSettled: Bool { if case .reported = self { false } else { true } }
}

extension ReportIntake {
    /// Marks a day closed or takes that back, with sums and audit in the same commit: the reporting party alone, through the same
    /// checks as figures (R33 R43).
    /// - Throws: `Problem.notFound` for those who may not, `Problem.closedToCorrection` when nothing is asked, when it is not asked
    ///   as a designated institution, or before the day has begun.
    public func mark(_ marking: ClosedMarking, _ permit: Permit) throws -> ClosedMarkOutcome {
        let asked = try asked(marking.survey, marking.period, at: marking.recordedAt, permit)
        guard asked.isClosed != marking.isClosed else { return .unchanged }
        if marking.isClosed {
            guard asked.isClosable else {
                throw Problem.closedToCorrection(
                    reason: "\(asked.form.period.words(marking.period))のこの調査に、「開設なし・実績なし」はありません。")
            }
            if let report = asked.row?.report, asked.isReported { return .reported(report) }
        }
        let mark = ClosedMark(
            number: (asked.mark?.number ?? 0) + 1, isClosed: marking.isClosed, recordedAt: marking.recordedAt,
            by: marking.by)
        var movement = TallyMovement()
        if !asked.isReported, asked.isClosable {
            movement.moveClosed(
                survey: marking.survey, period: marking.period, from: marking.isClosed ? nil : asked.place,
                to: marking.isClosed ? asked.place : nil)
        }
        try store(
            mark, asked, marking.survey, marking.period, account: permit.account, colleague: permit.colleague,
            &movement)
        try movement.apply(to: db)
        return .stored(mark)
    }

    /// After figures were stored or taken back: figures outweigh the mark in the sums, and lift it.
    ///
    /// - Parameter isLifted: false where only tests were entered on a day that was not opened: it stays a day not opened.
    func settleMark(_ asked: Asked, _ change: ReportChange, isLifted: Bool) throws {
        guard let mark = asked.mark, mark.isClosed else { return }
        var movement = TallyMovement()
        if asked.isClosable, asked.isReported != change.status.counts {
            movement.moveClosed(
                survey: change.survey, period: change.period, from: asked.isReported ? nil : asked.place,
                to: asked.isReported ? asked.place : nil)
        }
        if isLifted {
            let lifting = ClosedMark(
                number: mark.number + 1, isClosed: false, recordedAt: change.recordedAt, by: change.by)
            try store(
                lifting, asked, change.survey, change.period, account: change.account, colleague: change.colleague,
                &movement)
        }
        try movement.apply(to: db)
    }

    private func store(
        _ mark: ClosedMark, _ asked: Asked, _ survey: String, _ period: Day, account: String?, colleague: String?,
        _ movement: inout TallyMovement
    ) throws {
        try db.insert(
            into: "closed_mark",
            columns: [
                "survey", "period", "facility_id", "number", "closed", "prefecture", "municipality", "counts",
                "recorded_at", "account_id", "colleague_id", "recorded_by",
            ],
            rows: [
                [
                    .text(survey), .text(period.text), .text(asked.facility.text), .integer(Int64(mark.number)),
                    .bool(mark.isClosed), .text(asked.place.prefecture.code),
                    .text(asked.place.municipality ?? ""), .bool(asked.isClosable), .text(mark.recordedAt.text),
                    account.sqlValue, colleague.sqlValue, .text(mark.by),
                ]
            ])
        movement.noteMark(survey: survey, period: period, in: asked.place)
        try db.audit.record(
            AuditEntry(
                actor: colleague ?? account ?? "product",
                action: mark.isClosed ? "report.closed" : "report.closedLifted",
                subject: "facility:\(asked.facility)", detail: ["survey": survey, "period": period.text]),
            at: mark.recordedAt)
    }
}

extension ReportIntake.Asked {
    /// Asked as a designated institution: it may say that it did not open.
    var isClosable: Bool { form.isClosable(for: facts) }
}

extension ConnectionPool {
    /// `mark` in a commit of its own. Two people at once: the second one finds it done.
    public func mark(
        _ marking: ClosedMarking, _ permit: Permit, surveys: Surveys
    ) async throws -> ClosedMarkOutcome {
        try await intake(surveys) { try $0.mark(marking, permit) }
    }
}
