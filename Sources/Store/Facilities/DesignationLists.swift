import Database
import Domain
import Foundation

/// What pages and files list of a designation report.
extension DesignationReportStore {
    /// An ID that applying a report issued.
    public struct Issued: Sendable, Equatable {
        public let facility: Facility.ID
        public let loginId: String
        /// As the report names the institution.
        public let name: String
        public let notifyBy: NotificationWay

        public init(facility: Facility.ID, loginId: String, name: String, notifyBy: NotificationWay) {
            (self.facility, self.loginId, self.name, self.notifyBy) = (facility, loginId, name, notifyBy)
        }
    }

    /// The IDs that applying a report issued, in the order of its rows. Ask `find` first whose the report is.
    public func issued(by report: String) throws -> [Issued] {
        try db.query(
            """
            SELECT w.shown, a.facility_id, a.login_id, a.notify_by FROM designation_row w
                JOIN account a ON a.account_id = w.issued_account
            WHERE w.report_id = \(report) ORDER BY w.line
            """
        ).compactMap { row in
            guard let facility = try row.optionalString("facility_id").flatMap({ Facility.ID($0) }) else { return nil }
            let shown = try JSONDecoder().decode(ShownRow.self, from: Data(try row.string("shown").utf8))
            return Issued(
                facility: facility, loginId: try row.string("login_id"), name: shown.name,
                notifyBy: NotificationWay(rawValue: try row.string("notify_by")) ?? .mail)
        }
    }

    /// Which of the institutions have no ID.
    public func withoutID(_ facilities: [Facility.ID]) throws -> Set<Facility.ID> {
        var without = Set(facilities)
        // SQLite and PostgreSQL take so many values in one statement.
        for start in stride(from: 0, to: facilities.count, by: 1_000) {
            let keys = facilities[start..<min(start + 1_000, facilities.count)].map { Account.key(of: $0.text) }
            for row in try db.query("SELECT login_id FROM account WHERE login_key IN (\(.list(keys)))") {
                if let id = Facility.ID(try row.string("login_id")) { without.remove(id) }
            }
        }
        return without
    }

    /// A page of the rows with one verdict, with what was typed in them.
    ///
    /// - Parameter skipped: so many rows stand on the pages before it.
    public func page(
        of report: String, verdict: DesignationRow.Verdict, skipping skipped: Int, limit: Int
    ) throws -> [TypedRow] {
        let first = try db.query(
            """
            SELECT line FROM designation_row WHERE report_id = \(report) AND verdict = \(verdict.rawValue)
            ORDER BY line LIMIT 1 OFFSET \(skipped)
            """
        ).first?.int("line")
        guard let first else { return [] }
        return try typedRows(of: report, verdict: verdict, after: first - 1, limit: limit)
    }
}
