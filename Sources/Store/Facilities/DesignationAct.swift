import Database
import Domain

/// Carries out what a report was shown to change.
struct DesignationAct {
    let db: any Connection
    let report: DesignationReport
    let surveys: Surveys
    var order: DesignationReportStore.Order
    private var applied = DesignationReportStore.Applied()

    init(db: any Connection, report: DesignationReport, surveys: Surveys, order: DesignationReportStore.Order) {
        (self.db, self.report, self.surveys, self.order) = (db, report, surveys, order)
    }

    mutating func carryOut(_ rows: [ComparedRow]) throws -> DesignationReportStore.Applied {
        let moving = rows.filter { $0.outcome.verdict != .unchanged }
        applied.institutions = moving.count
        let new = try register(moving.filter { $0.outcome.new != nil })
        let facts = moving.flatMap { row -> [DatedFact] in
            guard let facility = row.facility ?? new[row.line] else { return [] }
            return row.outcome.facts.map { DatedFact(facility, $0.fact, $0.validity) }
        }
        try db.facilities.record(facts, surveys: surveys, at: order.at, by: order.account.actor)
        for row in moving { try settleID(row) }
        return applied
    }

    private var issuing: AccountIssue.Order {
        AccountIssue.Order(at: order.at, by: order.account.actor, holds: order.holds, batch: report.id)
    }

    /// Institutions that are not in the register, each with an ID of its own; by line.
    private mutating func register(_ rows: [ComparedRow]) throws -> [Int: Facility.ID] {
        var found: [Int: Facility.ID] = [:]
        let byDay = Dictionary(grouping: rows) { $0.outcome.from ?? report.validFrom }
        for (day, rows) in byDay.sorted(by: { $0.key < $1.key }) {
            let issued = try db.accountIssue.issue(
                rows.compactMap(\.outcome.new), from: day, surveys: surveys, issuing)
            for (row, one) in zip(rows, issued) {
                found[row.line] = one.facility
                try note(one, row.line)
            }
        }
        return found
    }

    private mutating func note(_ issued: AccountIssue.Issued, _ line: Int) throws {
        applied.issued += 1
        switch issued.way {
        case .mail: applied.mails += 1
        case .letter: applied.letters += 1
        case .nobody: break
        }
        try db.execute(
            """
            UPDATE designation_row SET issued_account = \(issued.account.id), facility_id = \(issued.facility.text)
            WHERE report_id = \(report.id) AND line = \(line)
            """)
    }

    private mutating func settleID(_ row: ComparedRow) throws {
        guard let facility = row.facility else { return }
        switch row.outcome.ownID {
        case .unchanged: break
        case .issue(let contact, let way):
            let issued = try db.accountIssue.issue(to: facility, contact: contact, notifyBy: way, issuing)
            try note(issued, row.line)
        case .wake:
            guard let own = try db.accounts.account(of: facility, on: order.at.day) else { return }
            try db.accountLives.wake(own.id, at: order.at, by: order.account.actor)
        case .tell:
            guard let own = try db.accounts.account(of: facility, on: order.at.day) else { return }
            try tell(own, facility)
        }
    }

    /// Its people were never told of the ID, as an association reported.
    private func tell(_ own: Account, _ facility: Facility.ID) throws {
        let contact = try db.contacts.current(of: own.id)
        let kind = try db.facilities.newest(of: facility, on: order.at.day)?.kind
        let way = NotificationWay.chosen(nil, kind: kind, contact: contact)
        try db.accountLives.setNotification(way, of: own.id, at: order.at, by: order.account.actor)
        guard way == .mail else { return }
        try db.mails.queue(
            [(MailDraft.firstPassword(own, to: contact.mail), own)], batch: report.id, holds: order.holds,
            at: order.at, by: order.account.actor)
    }
}
