import Database
import Domain

/// What another mail server said of one of our mails (RFC 3464).
public struct DeliveryReport: Sendable, Equatable {
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
    public let action: String
    /// `5.1.1`
    public let status: String
    public let diagnostic: String
    public let recordedAt: Instant

    public init(action: String, status: String, diagnostic: String, recordedAt: Instant) {
        self.action = action
        self.status = status
        self.diagnostic = diagnostic
        self.recordedAt = recordedAt
    }
}

/// Delivery reports that came in, each once.
public struct DeliveryReportStore {
    let db: any Connection

    /// Keeps a report. One that says that a mail did not arrive marks the mail and gives the help desk something to see to.
    ///
    /// - Parameters:
    ///   - id: names the report; the same again changes nothing.
    ///   - mail: the mail as the report names it; a report about no mail of ours is kept without.
    /// - Returns: whether it was new.
    @discardableResult public func record(_ report: DeliveryReport, id: String, about mail: String?) throws -> Bool {
        let row = try mail.flatMap {
            try db.query("SELECT mail_id, account_id, purpose FROM mail WHERE mail_id = \($0)").first
        }
        let known = try row?.string("mail_id")
        let added = try db.execute(
            """
            INSERT INTO delivery_report (report_id, mail_id, action, status, diagnostic, recorded_at)
            VALUES (\(id), \(known), \(report.action), \(report.status), \(report.diagnostic), \(report.recordedAt.text))
            ON CONFLICT (report_id) DO NOTHING
            """)
        guard added == 1 else { return false }
        guard report.action == "failed", let row, let known else { return true }
        let changed = try db.execute(
            """
            UPDATE mail SET state = 'bounced', answer = \("\(report.status) \(report.diagnostic)")
            WHERE mail_id = \(known) AND state IN ('sent', 'sending')
            """)
        if changed == 1, let purpose = MailDraft.Purpose(rawValue: try row.string("purpose")) {
            try db.mailSending.noteBounced(
                known, purpose, try row.optionalString("account_id"), at: report.recordedAt)
        }
        return true
    }

    /// Of one mail, the oldest first.
    public func reports(of mail: String) throws -> [DeliveryReport] {
        try db.query(
            """
            SELECT action, status, diagnostic, recorded_at FROM delivery_report WHERE mail_id = \(mail)
            ORDER BY recorded_at, report_id
            """
        ).map { row in
            DeliveryReport(
                action: try row.string("action"), status: try row.string("status"),
                diagnostic: try row.string("diagnostic"), recordedAt: try row.instant("recorded_at"))
        }
    }
}

extension Connection {
    public var deliveryReports: DeliveryReportStore { DeliveryReportStore(db: self) }
}
