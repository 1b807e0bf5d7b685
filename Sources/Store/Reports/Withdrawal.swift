import Database
import Domain

/// What somebody sends to take a report back (R26).
public struct Withdrawal: Sendable {
    public let survey: String
    public let period: Day
    public let reason: WithdrawalReason
    /// The newest revision the person had seen.
    public let basedOn: Int
    /// Taken once, when the complete request had been read.
    public let recordedAt: Instant
    /// Who, as pages name it.
    public let by: String
    public let route: Revision.Route

    public init(
        survey: String, period: Day, reason: WithdrawalReason, basedOn: Int, recordedAt: Instant, by: String,
        route: Revision.Route
    ) {
        self.survey = survey
        self.period = period
        self.reason = reason
        self.basedOn = basedOn
        self.recordedAt = recordedAt
        self.by = by
        self.route = route
    }
}

/// What became of a withdrawal.
public enum WithdrawalOutcome: Sendable {
    case stored(Revision)
    /// Somebody stored a newer revision in between; nothing is stored.
    case changedMeanwhile(Report)
}

extension ReportIntake {
    /// Takes a report back: a revision without figures, with sums and audit in the same commit; the day is open again (R26).
    /// - Throws: `Problem.nothingToWithdraw` when there is no report, or it was withdrawn before.
    public func withdraw(_ withdrawal: Withdrawal, _ permit: Permit) throws -> WithdrawalOutcome {
        let asked = try asked(withdrawal.survey, withdrawal.period, at: withdrawal.recordedAt, permit)
        let words = asked.form.period.words(withdrawal.period)
        guard let row = asked.row else {
            throw Problem.nothingToWithdraw(reason: "\(words)の報告は、まだありません。取り下げるものはありません。")
        }
        guard row.report.status.counts else {
            throw Problem.nothingToWithdraw(reason: "\(words)の報告は、すでに取り下げてあります。")
        }
        guard row.report.revision == withdrawal.basedOn else { return .changedMeanwhile(row.report) }
        let change = ReportChange(
            survey: withdrawal.survey, period: withdrawal.period, facility: asked.facility, form: asked.form,
            status: .withdrawn, answers: Answers(blankFor: asked.form), recordedAt: withdrawal.recordedAt,
            account: permit.account, by: withdrawal.by, route: withdrawal.route, reason: withdrawal.reason.text,
            place: asked.place, colleague: permit.colleague)
        let revision = try store(change, after: row, as: "report.withdraw")
        try settleMark(asked, change, isLifted: false)
        return .stored(revision)
    }
}

extension ConnectionPool {
    /// `withdraw` in a commit of its own.
    public func withdraw(
        _ withdrawal: Withdrawal, _ permit: Permit, surveys: Surveys
    ) async throws -> WithdrawalOutcome {
        try await intake(surveys) { try $0.withdraw(withdrawal, permit) }
    }
}
