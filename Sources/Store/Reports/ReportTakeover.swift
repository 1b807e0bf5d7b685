import Database
import Domain
import Sodium

/// Takes over reports of a former system, marked as carried over, each under the version of its day (R5 R8 R30). All or nothing; the
/// same file again changes nothing; what a reporting party entered here is never replaced.
public struct ReportTakeover: Sendable {
    /// What was done.
    public struct Summary: Sendable {
        public var rows = 0
        /// Revisions stored as carried over.
        public var revisions = 0
        /// The same was there already.
        public var unchanged = 0
        /// Lines without any figure.
        public var blank = 0
        /// Left alone because a reporting party entered them here.
        public var kept: [(facility: Facility.ID, period: Day)] = []
        /// What the audit tells of the revisions: a digest of their hashes.
        var digest = ""
    }

    /// As the audit names it.
    static let action = "import.reports"

    let survey: String
    let surveys: Surveys

    public init(survey: String, surveys: Surveys) {
        self.survey = survey
        self.surveys = surveys
    }

    /// - Parameters:
    ///   - csv: the file.
    ///   - progress: is told how much of it is done, from 0 to 1.
    /// - Throws: `Problem.refusedFile` with the first places at fault.
    public func run(
        _ csv: [UInt8], into pool: any ConnectionPool, at now: Instant, by actor: String = "administrator",
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws -> Summary {
        var reading = CarriedReading(survey: survey, surveys: surveys, today: now.day)
        let reports = try reading.read(try CSVRecords.read(csv))
        let digest = Sodium.hex(Sodium.sha256(csv))
        let blank = reading.blankLines
        // A report entered while the file is being stored makes the store start over; three times are more than enough.
        var attempt = 1
        while true {
            do {
                return try await pool.writeAlone { [survey, surveys] db in
                    var storing = CarriedStoring(
                        db: db, survey: survey, surveys: surveys, now: now, progress: progress)
                    var summary = try storing.run(reports)
                    summary.rows = reports.count + blank
                    summary.blank = blank
                    if summary.revisions > 0 { try Self.tell(summary, survey, digest, actor, db, at: now) }
                    return summary
                }
            } catch DatabaseError.uniqueViolation where attempt < 3 {
                attempt += 1
            }
        }
    }

    private static func tell(
        _ summary: Summary, _ survey: String, _ digest: String, _ actor: String, _ db: any Connection, at now: Instant
    ) throws {
        try db.audit.record(
            AuditEntry(
                actor: actor, action: action, subject: "survey:\(survey)",
                detail: [
                    "rows": String(summary.rows), "revisions": String(summary.revisions),
                    "unchanged": String(summary.unchanged), "kept": String(summary.kept.count), "file": digest,
                    "digest": summary.digest,
                ]), at: now)
    }
}

/// Stores reports that were read: one transaction, a day at a time.
private struct CarriedStoring {
    let db: any Connection
    let survey: String
    let surveys: Surveys
    let now: Instant
    let progress: @Sendable (Double) -> Void
    private var summary = ReportTakeover.Summary()
    private var faults = FileFaults()
    private var stored = SeededRevisions()

    init(
        db: any Connection, survey: String, surveys: Surveys, now: Instant,
        progress: @escaping @Sendable (Double) -> Void
    ) {
        self.db = db
        self.survey = survey
        self.surveys = surveys
        self.now = now
        self.progress = progress
    }

    /// With fewer reports of a day it is cheaper to ask for each than to go through the whole register.
    private static let few = 200

    mutating func run(_ reports: [CarriedReport]) throws -> ReportTakeover.Summary {
        try db.facilities.hold(Array(Set(reports.map(\.facility))))
        var movement = TallyMovement()
        var done = 0
        for (day, some) in Dictionary(grouping: reports, by: \.period).sorted(by: { $0.key < $1.key }) {
            try store(some, on: day, &movement)
            done += some.count
            progress(Double(done) / Double(reports.count))
        }
        try faults.refuse()
        try movement.apply(to: db)
        summary.digest = stored.digest
        return summary
    }

    private mutating func store(_ reports: [CarriedReport], on day: Day, _ movement: inout TallyMovement) throws {
        let isMany = reports.count > Self.few
        let roster = isMany ? try db.facilities.roster(on: day).facilities : [:]
        let closed = try db.closedMarks.all(survey, day)
        let existing = isMany ? try db.reports.all(survey, day, surveys) : [:]
        var changes: [(change: ReportChange, after: ReportRow?)] = []
        // In the order in which the audit goes through them.
        for report in reports.sorted(by: { $0.facility < $1.facility }) {
            let known = isMany ? roster[report.facility] : try db.facilities.day(of: report.facility, on: day)
            guard let known else {
                tellUnknown(report)
                continue
            }
            let row = isMany ? existing[report.facility] : try db.reports.row(survey, day, report.facility, surveys)
            if closed.contains(report.facility) || row.map({ !$0.route.isCarried }) ?? false {
                summary.kept.append((report.facility, day))
            } else if let row, row.report.status == .carriedOver, row.report.answers == report.answers,
                row.form.from == report.form.from
            {
                summary.unchanged += 1
            } else {
                changes.append((change(report, known), row))
            }
        }
        guard faults.count == 0 else { return }
        let revisions = try ReportWriter(db: db).store(changes, moving: &movement)
        for revision in revisions { stored.add(revision.contentHash) }
        summary.revisions += revisions.count
    }

    private func change(_ report: CarriedReport, _ known: FacilityDay) -> ReportChange {
        ReportChange(
            survey: survey, period: report.period, facility: report.facility, form: report.form, status: .carriedOver,
            answers: report.answers, recordedAt: now, account: nil, by: "前のシステム", route: .formerSystem, reason: nil,
            place: known.attributes.place, isExpected: known.isAsked(by: report.form))
    }

    private mutating func tellUnknown(_ report: CarriedReport) {
        faults.note(
            report.line, CarriedReading.facilityHeading,
            "医療機関 \(report.facility) は、\(report.period.text) には登録されていません。先にアカウントの取り込みなどで登録してください。",
            "facility \(report.facility) is not known on \(report.period.text)")
    }
}

extension Revision.Route {
    /// Not entered here by a reporting party.
    fileprivate var isCarried: Bool {
        switch self {
        case .openDataImport, .formerSystem: true
        case .web, .table, .file, .program, .seed: false
        }
    }
}
