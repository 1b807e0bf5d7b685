import Database
import Domain

/// What somebody sends for one survey and period.
public struct ReportEntry: Sendable {
    public let survey: String
    public let period: Day
    public let answers: Answers
    /// The checks whose notes the person has passed.
    public let passed: Set<String>
    /// Why, by check, where the person said so.
    public let reasons: [String: NoteReason]
    /// The newest revision the person had seen; 0 for none.
    public let basedOn: Int
    /// Taken once, when the complete request had been read.
    public let recordedAt: Instant
    /// Who, as pages name it.
    public let by: String
    public let route: Revision.Route

    public init(
        survey: String, period: Day, answers: Answers, passed: Set<String> = [],
        reasons: [String: NoteReason] = [:], basedOn: Int, recordedAt: Instant, by: String, route: Revision.Route
    ) {
        self.survey = survey
        self.period = period
        self.answers = answers
        self.passed = passed
        self.reasons = reasons
        self.basedOn = basedOn
        self.recordedAt = recordedAt
        self.by = by
        self.route = route
    }
}

/// What became of an entry.
public enum IntakeOutcome: Sendable {
    case stored(Revision)
    /// The same content again: no new revision (R26).
    case unchanged(revision: Int)
    /// Refused, or asked to look again; nothing is stored.
    case checked(Verdict)
    /// Somebody stored a newer revision in between; nothing is stored.
    case changedMeanwhile(Report)

    /// The revision that holds what was sent; nil where nothing is stored.
    public var revision: Int? {
        switch self {
        case .stored(let revision): revision.number
        case .unchanged(let revision): revision
        case .checked, .changedMeanwhile: nil
        }
    }
}

/// The one way in: pages, files, programs and imports store reports here, with the same checks and the same words (design §3).
public struct ReportIntake {
    let db: any Connection
    let surveys: Surveys

    public init(_ db: any Connection, surveys: Surveys) {
        self.db = db
        self.surveys = surveys
    }

    /// Checks an entry and stores it as a new revision, with sums and audit in the same commit.
    public func take(_ entry: ReportEntry, _ permit: Permit) throws -> IntakeOutcome {
        let asked = try asked(entry.survey, entry.period, at: entry.recordedAt, permit)
        let form = asked.form
        let facts = form.asked(of: asked.facts, isClosed: asked.isClosed, with: entry.answers)
        let answers = form.asked(entry.answers, of: facts)
        if let current = asked.row?.report {
            if current.status == .submitted, current.answers == answers {
                return .unchanged(revision: current.revision)
            }
            if current.revision != entry.basedOn { return .changedMeanwhile(current) }
        }
        let verdict = form.check(
            answers, askedOf: facts, earlier: try earlier(form, entry, permit), passed: [], on: entry.period)
        let notes = try NotesOfEntry(verdict.notes, entry, answers, asked, db)
        guard verdict.errors.isEmpty, notes.open.isEmpty else {
            return .checked(Verdict(errors: verdict.errors, notes: notes.open))
        }
        let change = ReportChange(
            survey: entry.survey, period: entry.period, facility: asked.facility, form: form, status: .submitted,
            answers: answers, recordedAt: entry.recordedAt, account: permit.account, by: entry.by, route: entry.route,
            reason: nil, place: asked.place, colleague: permit.colleague,
            ownDeadline: try ownDeadline(asked, entry))
        // After a withdrawal there is nothing to correct: what comes then is a report.
        var revision = try store(
            change, after: asked.row, as: asked.isReported ? "report.correct" : "report.create",
            notes: notes.settled)
        revision.notes = notes.settled
        try notes.remember(change, for: surveys.noteMemoryDays, in: db)
        try settleMark(asked, change, isLifted: facts == asked.facts)
        return .stored(revision)
    }

    /// What is asked of an institution for one period, and where its report stands.
    struct Asked {
        let facility: Facility.ID
        let form: Form
        let place: Facility.Place
        /// Who reports on the period's day.
        let party: ReportingParty
        let facts: AskedFacts
        let row: ReportRow?
        /// The newest 「開設なし・実績なし」 or its lifting; nil where there is none.
        let mark: ClosedMark?

        var isClosed: Bool { mark?.isClosed ?? false }
        /// A report is there that counts.
        var isReported: Bool { row?.report.status.counts ?? false }
    }

    /// Until the commit nobody else changes what it gives.
    /// - Throws: `Problem.notFound` for those who may not, `Problem.closedToCorrection` when nothing is asked,
    ///   `Problem.inMaintenance` in a window (R10).
    func asked(_ survey: String, _ period: Day, at now: Instant, _ permit: Permit) throws -> Asked {
        guard permit.action == .report, case .facility(let facility, _, let party) = permit.subject else {
            throw Problem.notFound
        }
        guard let form = surveys.form(survey, on: period), form.period.accepts(period) else { throw Problem.notFound }
        if let window = try db.maintenanceWindows.covering(now) { throw Problem.inMaintenance(window) }
        try form.checkOpen(period, at: now)
        try db.facilities.hold(facility)
        // Whoever reports from this moment on is the one who may (R22).
        guard try db.facilities.reportingParty(of: facility, on: now.day) == party else { throw Problem.notFound }
        guard let known = try db.facilities.day(of: facility, on: period), known.isAsked(by: form),
            let facts = known.asked
        else {
            throw Problem.closedToCorrection(
                reason: "\(form.period.words(period))は、この調査の対象ではありません。心当たりがないときは、事務局にお尋ねください。")
        }
        let row = try db.reports.row(survey, period, facility, surveys)
        return Asked(
            facility: facility, form: form, place: known.attributes.place, party: known.party, facts: facts,
            row: row,
            mark: form.hasClosableDays ? try db.closedMarks.newest(survey, period, facility) : nil)
    }

    /// The institution's own deadline, where it decides how early the report comes: before the survey's it is not looked at.
    private func ownDeadline(_ asked: Asked, _ entry: ReportEntry) throws -> Instant? {
        guard asked.row?.submittedAt == nil, entry.recordedAt >= asked.form.schedule.deadline(for: entry.period) else {
            return nil
        }
        let deadlines = try db.deadlineFacts.of(asked.facility, from: entry.period, through: entry.period)
        return deadlines.own(asked.form, entry.period, party: asked.party).movedUntil
    }

    /// Appends a revision and tells the audit of it.
    func store(
        _ change: ReportChange, after row: ReportRow?, as action: String, notes: [PassedNote] = []
    ) throws -> Revision {
        let revision = try ReportWriter(db: db).store([(change, row)])[0]
        try db.noteMemories.keep(notes, of: revision, change)
        var detail = [
            "survey": change.survey, "period": change.period.text, "revision": String(revision.number),
            "contentHash": revision.contentHash,
        ]
        if !notes.isEmpty { detail["notes"] = notes.map { "\($0.check):\($0.how)" }.joined(separator: " ") }
        try db.audit.record(
            AuditEntry(
                actor: change.colleague ?? change.account ?? "product", action: action,
                subject: "facility:\(change.facility)", detail: detail), at: change.recordedAt)
        return revision
    }

    /// What series checks compare with: the newest earlier reports, under this form's items.
    private func earlier(
        _ form: Form, _ entry: ReportEntry, _ permit: Permit
    ) throws -> [(period: Day, answers: Answers)] {
        let hasSeries = form.checks.contains { if case .series = $0.kind { true } else { false } }
        guard hasSeries else { return [] }
        return try db.reports.earlierAnswers(form, before: entry.period, limit: 14, permit, surveys)
    }
}

extension ConnectionPool {
    /// `take` in a commit of its own. Two people at once: one of them is told that it changed meanwhile.
    public func take(_ entry: ReportEntry, _ permit: Permit, surveys: Surveys) async throws -> IntakeOutcome {
        try await intake(surveys) { try $0.take(entry, permit) }
    }

    /// A commit of its own; once more where somebody else stored the same revision at the same moment.
    func intake<Outcome: Sendable>(
        _ surveys: Surveys, _ body: @escaping @Sendable (ReportIntake) throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await write { try body(ReportIntake($0, surveys: surveys)) }
        } catch DatabaseError.uniqueViolation {
            return try await write { try body(ReportIntake($0, surveys: surveys)) }
        }
    }
}
