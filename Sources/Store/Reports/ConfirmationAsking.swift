import Database
import Domain
import Sodium

extension ConfirmationStore {
    /// A member whose report of the day an association may have confirmed.
    public struct Member: Sendable {
        public let permit: Permit
        public let name: String

        /// - Parameters:
        ///   - permit: to report for it.
        ///   - name: as it was called on the day.
        public init(permit: Permit, name: String) {
            self.permit = permit
            self.name = name
        }
    }

    /// A revision that the association sent and that stands.
    struct Sent {
        let number: Int
        let contentHash: String
    }

    /// Queues a mail to every member that has an address, whose report the association itself sent, and that has not confirmed it and
    /// was not asked before; or was, and let the link expire.
    ///
    /// - Parameters:
    ///   - account: the association's.
    ///   - now: when it was asked.
    ///   - arrived: by the true clock, as links are.
    /// - Returns: how many were asked.
    public func ask(
        _ members: [Member], _ form: Form, _ period: Day, by account: Account, at now: Instant, arrived: Instant
    ) throws -> Int {
        guard let association = account.association else { throw Problem.notFound }
        let told = try db.query(
            "SELECT name, phone FROM association WHERE association_id = \(association)"
        ).first
        let whom = (name: try told?.string("name") ?? account.name, phone: try told?.string("phone") ?? "")
        let addresses = try db.confirmationAddresses.all(of: association)
        let sent = try sent(form.survey, period, members.map { try ReportStore.facility(of: $0.permit) }, account)
        var drafts: [(draft: MailDraft, account: Account?)] = []
        for member in members {
            let facility = try ReportStore.facility(of: member.permit)
            guard member.permit.action == .report, let mail = addresses[facility], let report = sent[facility],
                let id = try open(report, facility, form.survey, period, mail, account, association, now, arrived)
            else { continue }
            drafts.append(
                (
                    MailDraft.confirmFigures(
                        id, of: member.name, survey: form.title, period: form.period.short(period), association: whom,
                        to: mail), account.acting(as: nil)
                ))
        }
        guard !drafts.isEmpty else { return 0 }
        try db.mails.queue(drafts, batch: "f-" + Sodium.hex(Sodium.random(6)), at: arrived, by: account.actor)
        try db.audit.record(
            AuditEntry(
                actor: account.actor, action: "confirmation.ask", subject: "association:\(association)",
                detail: ["survey": form.survey, "period": period.text, "mails": String(drafts.count)]), at: now)
        return drafts.count
    }

    /// Of whom the newest state of the report was sent by the association: of the others it has nothing to have confirmed.
    func sent(
        _ survey: String, _ period: Day, _ facilities: [Facility.ID], _ account: Account
    ) throws -> [Facility.ID: Sent] {
        var found: [Facility.ID: Sent] = [:]
        for start in stride(from: 0, to: facilities.count, by: 500) {
            let some = facilities[start..<min(start + 500, facilities.count)].map(\.text)
            let rows = try db.query(
                """
                SELECT r.facility_id, r.number, v.content_hash
                FROM report r JOIN revision v ON v.survey = r.survey AND v.period = r.period
                    AND v.facility_id = r.facility_id AND v.number = r.number
                WHERE r.survey = \(survey) AND r.period = \(period.text) AND r.facility_id IN (\(.list(some)))
                    AND r.status = 'submitted' AND v.account_id = \(account.id)
                """)
            for row in rows {
                guard let id = Facility.ID(try row.string("facility_id")) else { continue }
                found[id] = Sent(number: try row.int("number"), contentHash: try row.string("content_hash"))
            }
        }
        return found
    }

    /// Whose newest report the association sent, by number: those that can be confirmed.
    public func confirmable(
        _ survey: String, _ period: Day, _ permits: [Permit], by account: Account
    ) throws -> [Facility.ID: Int] {
        try sent(survey, period, permits.map(ReportStore.facility(of:)), account).mapValues(\.number)
    }

    /// - Returns: the key of what is to be confirmed; nil where it was, or is waited for.
    private func open(
        _ report: Sent, _ facility: Facility.ID, _ survey: String, _ period: Day, _ mail: String, _ account: Account,
        _ association: String, _ now: Instant, _ arrived: Instant
    ) throws -> String? {
        let known = try db.query(
            """
            SELECT \(Self.columns), mail_hash FROM confirmation
            WHERE survey = \(survey) AND period = \(period.text) AND facility_id = \(facility.text)
                AND number = \(report.number)
            """)
        let mailHash = Sodium.sha256Hex("mail:" + Contact.key(ofMail: mail))
        if try known.contains(where: { try $0.optionalString("confirmed_at") != nil }) { return nil }
        let expires = arrived.adding(seconds: FiguresConfirmation.seconds).text
        if let row = try known.first(where: { try $0.string("mail_hash") == mailHash }) {
            let former = try Self.confirmation(row)
            guard case .expired = former.state(at: arrived) else { return nil }
            try db.execute(
                """
                UPDATE confirmation SET asked_at = \(now.text), asked_by = \(account.actor), expires_at = \(expires)
                WHERE confirmation_id = \(former.id)
                """)
            return former.id
        }
        let id = "k-" + Sodium.hex(Sodium.random(12))
        try db.insert(
            into: "confirmation",
            columns: [
                "confirmation_id", "association_id", "survey", "period", "facility_id", "number", "content_hash",
                "mail_hash", "asked_at", "asked_by", "expires_at",
            ],
            rows: [
                [
                    .text(id), .text(association), .text(survey), .text(period.text), .text(facility.text),
                    .integer(Int64(report.number)), .text(report.contentHash), .text(mailHash), .text(now.text),
                    .text(account.actor), .text(expires),
                ]
            ])
        return id
    }
}
