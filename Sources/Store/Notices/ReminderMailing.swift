import Database
import Domain

/// Queues reminders, a piece of the IDs a commit (R22 R59). How far a run came stands with it, and moves in the commit of its mails:
/// after a stop, and with several programs at it, nobody gets two.
public struct ReminderMailing: Sendable {
    let pool: any ConnectionPool
    let surveys: Surveys
    let holidays: Holidays
    /// Names this program among all that work at the database.
    let worker: String
    /// IDs in one commit.
    let piece: Int

    /// What one look came to.
    public struct Progress: Sendable, Equatable {
        /// Mails that were queued.
        public var queued = 0
        /// More is due at once: a look ends after some pieces, so that the next has the time of its own.
        public var hasMore = false
    }

    /// So many pieces at a look: a run's lease lasts longer.
    private static let together = 20

    /// The others leave a run alone for so long, in seconds, after its worker was last heard of.
    public static let leaseSeconds = 60

    public init(
        _ pool: any ConnectionPool, surveys: Surveys, holidays: Holidays, worker: String, piece: Int = 100
    ) {
        (self.pool, self.surveys, self.holidays, self.worker, self.piece) = (pool, surveys, holidays, worker, piece)
    }

    /// Everything that is due. The first look ever reminds nobody of what was due already.
    ///
    /// - Parameters:
    ///   - now: by the product's clock, which decides what is due.
    ///   - arrived: the true time, by which leases run and mails are sent.
    @discardableResult public func run(
        at now: Instant, arrived: Instant, _ isStopped: @Sendable () -> Bool = { false }
    ) async throws -> Progress {
        let due = ReminderRun.due(surveys, at: now)
        guard try await pool.read(Self.hasBegun) else {
            try await pool.write { [surveys] in try Self.leaveOut(surveys, at: now, $0) }
            return Progress()
        }
        var progress = Progress()
        var left = Self.together
        for run in due where !isStopped() {
            guard try await lease(run, at: now, arrived: arrived) else { continue }
            var isDone = false
            while !isDone, left > 0, !isStopped() {
                let step = try await step(run, at: now, arrived: arrived)
                progress.queued += step.queued
                (isDone, left) = (step.isDone, left - 1)
            }
            if !isDone { progress.hasMore = true }
        }
        return progress
    }

    private static func hasBegun(_ db: any Connection) throws -> Bool {
        try !db.query("SELECT 1 AS one FROM reminder_run LIMIT 1").isEmpty
    }

    /// What is due now reminds nobody any more. A product that is new, or had no reminders before, begins with the next run and not in
    /// the middle of one; and so does a demonstration whose clock was set.
    public static func leaveOut(_ surveys: Surveys, at now: Instant, _ db: any Connection) throws {
        for id in ReminderRun.due(surveys, at: now).map(\.id) + ["begun"] {
            try db.execute(
                """
                INSERT INTO reminder_run (run_id, begun_at, finished_at) VALUES (\(id), \(now.text), \(now.text))
                ON CONFLICT (run_id) DO NOTHING
                """)
        }
    }

    /// Whether the run is this program's to go on with.
    private func lease(_ run: ReminderRun, at now: Instant, arrived: Instant) async throws -> Bool {
        let isTaken = try await pool.read { [worker] db in
            try !db.query(
                """
                SELECT 1 AS one FROM reminder_run WHERE run_id = \(run.id)
                    AND (finished_at IS NOT NULL OR (worker <> \(worker) AND leased_until >= \(arrived.text)))
                """
            ).isEmpty
        }
        if isTaken { return false }
        return try await pool.write { [worker] db in
            try db.execute(
                """
                INSERT INTO reminder_run (run_id, begun_at) VALUES (\(run.id), \(now.text))
                ON CONFLICT (run_id) DO NOTHING
                """)
            return try db.execute(
                """
                UPDATE reminder_run
                SET worker = \(worker), leased_until = \(arrived.adding(seconds: Self.leaseSeconds).text)
                WHERE run_id = \(run.id) AND finished_at IS NULL
                    AND (worker = \(worker) OR leased_until IS NULL OR leased_until < \(arrived.text))
                """) == 1
        }
    }

    /// Looks at the next IDs beside the writers, then queues what was found, unless somebody else went on meanwhile.
    private func step(_ run: ReminderRun, at now: Instant, arrived: Instant) async throws -> (
        queued: Int, isDone: Bool
    ) {
        let looked = try await pool.read { [self] db -> (after: String, found: ReminderFinding.Found)? in
            let row = try db.query(
                "SELECT through FROM reminder_run WHERE run_id = \(run.id) AND finished_at IS NULL"
            ).first
            guard let after = try row?.string("through") else { return nil }
            let finding = ReminderFinding(db: db, surveys: surveys, holidays: holidays, now: now)
            return (after, try finding.next(run.kind, after: after, limit: piece))
        }
        guard let (after, found) = looked else { return (0, true) }
        let isDone = found.looked < piece
        return try await pool.write { db in
            let finished = isDone ? now.text : nil
            let moved = try db.execute(
                """
                UPDATE reminder_run SET through = \(found.last ?? after), finished_at = \(finished),
                    leased_until = \(arrived.adding(seconds: Self.leaseSeconds).text)
                WHERE run_id = \(run.id) AND through = \(after) AND finished_at IS NULL
                """)
            guard moved == 1 else { return (0, false) }
            try Self.queue(found.mails, run, at: now, arrived: arrived, db)
            return (found.mails.count, isDone)
        }
    }

    private static func queue(
        _ mails: [ReminderFinding.Mail], _ run: ReminderRun, at now: Instant, arrived: Instant, _ db: any Connection
    ) throws {
        guard !mails.isEmpty else { return }
        try db.mails.queue(mails.map { ($0.draft, $0.account) }, batch: run.id, at: arrived, by: "product")
        guard case .morning = run.kind else { return }
        for mail in mails {
            try db.execute(
                """
                INSERT INTO reminder_told (account_id, told_at) VALUES (\(mail.account.id), \(now.text))
                ON CONFLICT (account_id) DO UPDATE SET told_at = excluded.told_at
                """)
        }
    }
}
