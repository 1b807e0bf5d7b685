import Database
import Domain

extension DesignationReportStore {
    /// What came of the wish to apply a report.
    public enum Application: Sendable, Equatable {
        case applied(Applied)
        /// The register moved since it was shown: nothing was applied; the verdicts are those of now.
        case changedMeanwhile
        /// It cannot be applied as it stands.
        case obstacle(DesignationReport.Obstacle)
    }

    /// What was done.
    public struct Applied: Sendable, Equatable {
        /// Institutions of which something changed, the new ones included.
        public var institutions = 0
        /// IDs that were issued.
        public var issued = 0
        /// Of these, told by mail.
        public var mails = 0
        /// Of these, told by letter.
        public var letters = 0

        public init() {}
    }

    /// Who applies, and when.
    public struct Order: Sendable {
        public var account: Account
        public var at: Instant
        /// By the true clock, as mails are sent.
        public var mailedAt: Instant
        /// Mails wait until they are released: a batch that the report's key names.
        public var holds: Bool

        public init(by account: Account, at now: Instant, mailedAt: Instant, holds: Bool) {
            (self.account, at, self.mailedAt, self.holds) = (account, now, mailedAt, holds)
        }
    }

    /// Applies a report whole or not at all, as it was shown: facts, IDs and what tells of them, the answer to the request behind it.
    /// Call it within `pool.writeAlone`.
    ///
    /// - Throws: `Problem.notFound` for an unknown one; `Problem.refused` when a prefecture's IDs are used up.
    public func apply(
        _ report: String, in prefecture: Prefecture, surveys: Surveys, _ order: Order
    ) throws -> Application {
        try hold(prefecture)
        guard let found = try find(report, in: prefecture) else { throw Problem.notFound }
        if let obstacle = found.obstacle { return .obstacle(obstacle) }
        let storing = DesignationStoring(db: db, report: found)
        let shown = try storing.digest()
        try db.facilities.hold(try facilities(of: report))
        let rows = try storing.compareAll()
        try storing.show(rows)
        guard try storing.digest() == shown else { return .changedMeanwhile }
        var act = DesignationAct(db: db, report: found, surveys: surveys, order: order)
        act.order.at = try unused(order.at)
        let applied = try act.carryOut(rows)
        try db.execute(
            """
            UPDATE designation_report SET state = 'applied', applied_at = \(act.order.at.text),
                applied_by = \(order.account.actor)
            WHERE report_id = \(report)
            """)
        try answer(found, order)
        try audit(
            "designation.apply", report,
            ["institutions": String(applied.institutions), "issued": String(applied.issued)], at: order.at,
            by: order.account.actor)
        return .applied(applied)
    }

    /// Until the commit nobody else applies a report of the prefecture. SQLite has one writer: it is held already.
    func hold(_ prefecture: Prefecture) throws {
        guard db.dialect.name == .postgresql else { return }
        _ = try db.query(
            """
            SELECT 1 AS one FROM designation_report WHERE prefecture = \(prefecture.code) ORDER BY report_id
            \(db.dialect.forUpdate)
            """)
    }

    func facilities(of report: String) throws -> [Facility.ID] {
        try db.query(
            """
            SELECT DISTINCT facility_id FROM designation_row WHERE report_id = \(report) AND facility_id IS NOT NULL
            """
        ).compactMap { Facility.ID(try $0.string("facility_id")) }
    }

    /// An instant of which no other report has facts: by it a report's own are known from all others.
    private func unused(_ now: Instant) throws -> Instant {
        var instant = now
        while try !db.query(
            """
            SELECT 1 AS one FROM designation_report
            WHERE applied_at = \(instant.text) OR taken_back_at = \(instant.text) LIMIT 1
            """
        ).isEmpty { instant = Instant(milliseconds: instant.milliseconds + 1) }
        return instant
    }

    /// The request that the report answers is accepted, unless somebody answered it in between.
    private func answer(_ report: DesignationReport, _ order: Order) throws {
        guard let key = report.request, let request = try db.changeRequests.find(key, in: report.prefecture),
            request.answer == nil
        else { return }
        try db.changeRequests.settle(
            request, ChangeRequestStore.Verdict(accepts: true), by: order.account, at: order.at,
            mailedAt: order.mailedAt)
    }
}
