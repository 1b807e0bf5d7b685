import Database
import Domain
import Synchronization

/// Compares the rows of kept reports with the register, a piece a commit, until everything that would change is known; it goes on
/// where another program stopped.
public final class DesignationChecking: Sendable {
    let pool: any ConnectionPool
    /// Names this program among all that work at the database.
    let worker: String
    let chunk: Int
    /// What the rows of the report at hand are compared with, as long as the register stands still.
    private let kept = Mutex<(version: Int, context: DesignationContext)?>(nil)

    /// The others leave a report alone for so long, in seconds, after its worker was last heard of.
    public static let leaseSeconds = 60

    public init(pool: any ConnectionPool, worker: String, chunk: Int = 500) {
        (self.pool, self.worker, self.chunk) = (pool, worker, chunk)
    }

    /// What a step did.
    public enum Step: Sendable, Equatable {
        /// No report waits, or another program works at it.
        case nothing
        case worked(report: String, rows: Int)
        case finished(report: String)
    }

    /// Compares the next rows of a report.
    ///
    /// - Parameters:
    ///   - report: only this one.
    ///   - now: by the clock of the product.
    ///   - arrived: the true clock's instant, by which leases run.
    public func step(_ report: String? = nil, at now: Instant, true arrived: Instant) async throws -> Step {
        let only: SQL = report.map { "AND report_id = \($0)" } ?? ""
        return try await pool.writeAlone { [self] db in
            let waiting = try db.query(
                """
                SELECT report_id, prefecture FROM designation_report WHERE state = 'checking' \(only)
                    AND (worker = \(worker) OR leased_until IS NULL OR leased_until < \(arrived.text))
                ORDER BY recorded_at, report_id LIMIT 1
                """
            ).first
            guard let waiting, let prefecture = Prefecture(code: try waiting.string("prefecture")),
                let found = try db.designationReports.find(try waiting.string("report_id"), in: prefecture),
                try lease(found.id, db, arrived)
            else { return .nothing }
            return try work(found, db)
        }
    }

    /// Holds the report's row until the commit as well: of two programs that come at once, the second finds the lease.
    private func lease(_ report: String, _ db: any Connection, _ now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE designation_report SET worker = \(worker),
                leased_until = \(now.adding(seconds: Self.leaseSeconds).text)
            WHERE report_id = \(report) AND state = 'checking'
                AND (worker = \(worker) OR leased_until IS NULL OR leased_until < \(now.text))
            """) == 1
    }

    private func work(_ report: DesignationReport, _ db: any Connection) throws -> Step {
        let storing = DesignationStoring(db: db, report: report)
        let context = try context(storing)
        let rows = try db.query(
            """
            SELECT line FROM designation_row WHERE report_id = \(report.id) AND verdict IS NULL
            ORDER BY line LIMIT \(chunk)
            """
        ).compactMap { context.rows[try $0.int("line")] }
        try storing.save(try context.compare(rows, db))
        guard rows.count < chunk else {
            try db.execute(
                """
                UPDATE designation_report SET checked_count = checked_count + \(rows.count)
                WHERE report_id = \(report.id)
                """)
            return .worked(report: report.id, rows: rows.count)
        }
        if report.scope == .whole { try storing.replaceLeftOut(try leftOut(storing, context)) }
        try storing.finish()
        kept.withLock { $0 = nil }
        return .finished(report: report.id)
    }

    /// Read once for all pieces of a report.
    private func context(_ storing: DesignationStoring) throws -> DesignationContext {
        let version = try storing.db.facilities.registerVersion()
        if let (known, context) = kept.withLock({ $0 }), known == version, context.report.id == storing.report.id {
            return context
        }
        let context = try DesignationContext(storing.report, try storing.waitingRows(), storing.db)
        kept.withLock { $0 = (version, context) }
        return context
    }

    private func leftOut(_ storing: DesignationStoring, _ context: DesignationContext) throws -> [ComparedRow] {
        var named: Set<Facility.ID> = []
        var last = 0
        for row in try storing.db.designationReports.typedRows(of: storing.report.id, limit: Int(Int32.max)) {
            last = row.line
            named.formUnion(
                [row.row?.facility].compactMap(\.self)
                    + (row.row?.candidates ?? []).compactMap { Facility.ID($0.facility) })
        }
        return try storing.leftOut(named: named, after: last, context)
    }
}
