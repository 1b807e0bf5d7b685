import Database
import Domain

/// Works at runs that were begun, a few rows a commit: each row's ID and its mark stand in one transaction, so that a run which
/// was cut off goes on where it stopped (R4).
public struct IssueRunWork: Sendable {
    let pool: any ConnectionPool
    let surveys: Surveys
    /// Names this program among all that work at the database.
    let worker: String
    let chunk: Int

    /// The others leave a run alone for so long, in seconds, after its worker was last heard of.
    public static let leaseSeconds = 60

    public init(pool: any ConnectionPool, surveys: Surveys, worker: String, chunk: Int = 200) {
        self.pool = pool
        self.surveys = surveys
        self.worker = worker
        self.chunk = chunk
    }

    /// What a step did.
    public enum Step: Sendable, Equatable {
        /// No run waits, or another program works at it.
        case nothing
        /// IDs issued, or rows left out.
        case worked(run: String, rows: Int)
        case finished(run: String)
    }

    /// Deals with the next rows of a run that was begun.
    ///
    /// - Parameter run: only this one.
    /// - Parameter true: the true clock's instant, by which leases run.
    public func step(_ run: String? = nil, at now: Instant, true arrived: Instant) async throws -> Step {
        let only: SQL = run.map { "AND run_id = \($0)" } ?? ""
        return try await pool.writeAlone { [self] db in
            let waiting = try db.query(
                """
                SELECT run_id FROM issue_run WHERE finished_at IS NULL AND started_at IS NOT NULL \(only)
                    AND (worker = \(worker) OR leased_until IS NULL OR leased_until < \(arrived.text))
                ORDER BY started_at, run_id LIMIT 1
                """
            ).first
            guard let run = try waiting?.string("run_id"), try lease(run, db, arrived) else { return .nothing }
            return try work(run, db, now)
        }
    }

    /// Holds the run's row until the commit as well: of two programs that come at once, the second finds the lease.
    private func lease(_ run: String, _ db: any Connection, _ now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE issue_run SET worker = \(worker), leased_until = \(now.adding(seconds: Self.leaseSeconds).text)
            WHERE run_id = \(run) AND finished_at IS NULL
                AND (worker = \(worker) OR leased_until IS NULL OR leased_until < \(now.text))
            """) == 1
    }

    private func work(_ run: String, _ db: any Connection, _ now: Instant) throws -> Step {
        let row = try db.query("SELECT holds, recorded_by, started_at FROM issue_run WHERE run_id = \(run)").first
        guard let row else { return .nothing }
        let actor = try row.string("recorded_by")
        let rows = try db.query(
            """
            SELECT number, content FROM issue_row
            WHERE run_id = \(run) AND account_id IS NULL AND outcome IS NULL ORDER BY number LIMIT \(chunk)
            """)
        guard !rows.isEmpty else {
            try db.execute("UPDATE issue_run SET finished_at = \(now.text) WHERE run_id = \(run)")
            try blank(run, db)
            try db.issueRuns.audit("issue.finish", run, [:], at: now, by: actor)
            return .finished(run: run)
        }
        let order = AccountIssue.Order(at: now, by: actor, holds: try row.bool("holds"), batch: run)
        // Practice begins on the day of the order, whenever the run gets to the row.
        let day = try row.instant("started_at").day
        let (numbers, institutions) = try readable(rows, run, db)
        let issued = try db.accountIssue.issue(institutions, from: day, surveys: surveys, order)
        for (number, one) in zip(numbers, issued) {
            try db.execute(
                """
                UPDATE issue_row SET account_id = \(one.account.id) WHERE run_id = \(run) AND number = \(number)
                """)
        }
        return .worked(run: run, rows: rows.count)
    }

    /// What is said of people goes; of a row that was left out stays which institution it named.
    private func blank(_ run: String, _ db: any Connection) throws {
        try db.execute("UPDATE issue_row SET content = '' WHERE run_id = \(run) AND outcome IS NULL")
        let left = try db.query(
            "SELECT number, content FROM issue_row WHERE run_id = \(run) AND outcome IS NOT NULL ORDER BY number")
        for row in left {
            var content = ""
            if var institution = IssueContent.read(try row.string("content")) {
                institution.contact = Contact()
                content = IssueContent.write(institution)
            }
            try db.execute(
                "UPDATE issue_row SET content = \(content) WHERE run_id = \(run) AND number = \(try row.int("number"))")
        }
    }

    /// A row that cannot be read any more is left out, and does not stop the others.
    private func readable(
        _ rows: [Row], _ run: String, _ db: any Connection
    ) throws -> ([Int], [NewInstitution]) {
        var (numbers, institutions): ([Int], [NewInstitution]) = ([], [])
        for row in rows {
            let number = try row.int("number")
            if let institution = IssueContent.read(try row.string("content")) {
                numbers.append(number)
                institutions.append(institution)
            } else {
                try db.execute(
                    """
                    UPDATE issue_row SET outcome = 'refused' WHERE run_id = \(run) AND number = \(number)
                    """)
            }
        }
        return (numbers, institutions)
    }
}
