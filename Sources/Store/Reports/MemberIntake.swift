import Database
import Domain

/// One member's row of a table or file, for one survey and period (R18).
public struct MemberRow: Sendable {
    public let facility: Facility.ID
    /// What stands in its cells, by item code.
    public let cells: [String: String]
    /// The checks whose notes the person has passed.
    public let passed: Set<String>
    /// Why, for all of them, where the person said so.
    public let reason: NoteReason?
    /// The newest revision the person had seen; 0 for none.
    public let basedOn: Int

    public init(
        facility: Facility.ID, cells: [String: String], passed: Set<String> = [], reason: NoteReason? = nil,
        basedOn: Int
    ) {
        self.facility = facility
        self.cells = cells
        self.passed = passed
        self.reason = reason
        self.basedOn = basedOn
    }
}

extension MemberRow {
    /// One reason stands for every note of the row.
    fileprivate var reasons: [String: NoteReason] {
        guard let reason else { return [:] }
        return Dictionary(uniqueKeysWithValues: passed.map { ($0, reason) })
    }
}

/// What became of a row; nothing of it is stored unless all of it is.
public enum MemberOutcome: Sendable {
    /// Nothing stands in it: no report (R26).
    case untouched
    case stored(Revision)
    /// The same content again.
    case unchanged(revision: Int)
    /// What is to be mended, in the form's order.
    case refused([FieldProblem])
    /// What is to be looked at again.
    case asked([Verdict.Note])
    /// Somebody else stored a newer revision in between.
    case changedMeanwhile(Report)
    /// Not one of the members, or nothing is asked of it on that day.
    case notAsked(String)
}

extension ConnectionPool {
    /// Takes the rows one by one, each in a transaction of its own that shares commits with the others': a row that is refused keeps
    /// none of its neighbours out (R18).
    ///
    /// - Parameter act: which act it is; rows that it stored before are not stored again.
    /// - Returns: in the order given.
    public func take(
        _ rows: [MemberRow], _ form: Form, _ period: Day, by account: Account, route: Revision.Route, at now: Instant,
        as act: ActKey? = nil, surveys: Surveys
    ) async throws -> [MemberOutcome] {
        try await withThrowingTaskGroup(of: (Int, MemberOutcome).self) { group in
            for (index, row) in rows.enumerated() {
                group.addTask {
                    let outcome = try await take(
                        row, form, period, by: account, route: route, at: now, as: act, surveys: surveys)
                    return (index, outcome)
                }
            }
            var outcomes = [MemberOutcome](repeating: .untouched, count: rows.count)
            for try await (index, outcome) in group { outcomes[index] = outcome }
            return outcomes
        }
    }

    private func take(
        _ row: MemberRow, _ form: Form, _ period: Day, by account: Account, route: Revision.Route, at now: Instant,
        as act: ActKey?, surveys: Surveys
    ) async throws -> MemberOutcome {
        let member = try await read { try MemberStanding($0, row.facility, account, form, period, at: now) }
        guard let facts = member.facts, let permit = member.permit else {
            return .notAsked("この日は、この調査の対象ではありません。")
        }
        let typed = TypedReport(form, form.sections(askedOf: facts), cells: row.cells)
        if typed.isUntouched { return .untouched }
        guard typed.problems.isEmpty else {
            return .refused(
                typed.allProblems(
                    form, askedOf: form.asked(of: facts, isClosed: member.isClosed, with: typed.answers),
                    passed: row.passed, on: period))
        }
        let entry = ReportEntry(
            survey: form.survey, period: period, answers: typed.answers, passed: row.passed,
            reasons: row.reasons, basedOn: row.basedOn, recordedAt: now, by: account.name, route: route)
        do {
            let key = act?.part(row.facility.text)
            let outcome = try await self.act(key, at: now, surveys: surveys) {
                try $0.take(entry, permit)
            } answer: {
                $0.revision.map { ActAnswer(status: 200, body: String($0)) }
            }
            switch outcome {
            case .repeated(let act): return .unchanged(revision: Int(act.body) ?? 0)
            case .done(.stored(let revision)): return .stored(revision)
            case .done(.unchanged(let revision)): return .unchanged(revision: revision)
            case .done(.checked(let verdict)):
                return verdict.errors.isEmpty ? .asked(verdict.notes) : .refused(verdict.errors)
            case .done(.changedMeanwhile(let report)): return .changedMeanwhile(report)
            }
        } catch Problem.closedToCorrection(let reason) {
            return .notAsked(reason)
        } catch Problem.notFound {
            return .notAsked("いまは、この団体が報告する医療機関ではありません。")
        }
    }
}

/// What may be entered for one member, by whom.
struct MemberStanding: Sendable {
    /// nil where nothing is asked of it on that day.
    var facts: AskedFacts?
    /// nil where the account may not report for it today (R22).
    var permit: Permit?
    /// It said that it did not open (R33).
    var isClosed = false

    init(
        _ db: any Connection, _ facility: Facility.ID, _ account: Account, _ form: Form, _ period: Day, at now: Instant
    ) throws {
        guard let known = try db.facilities.day(of: facility, on: period) else { return }
        if known.isAsked(by: form) { facts = known.asked }
        let subject = Subject.facility(
            facility, in: known.attributes.prefecture,
            reportedBy: try db.facilities.reportingParty(of: facility, on: now.day))
        permit = try? account.permit(.report, subject)
        if form.hasClosableDays {
            isClosed = try db.closedMarks.newest(form.survey, period, facility)?.isClosed ?? false
        }
    }
}
