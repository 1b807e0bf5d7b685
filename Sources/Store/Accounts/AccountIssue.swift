import Database
import Domain
import Sodium

/// Issues IDs to institutions (R4): one by one, from lists, from designation reports and on the command line, always by this call.
public struct AccountIssue {
    let db: any Connection

    /// An ID that was issued, and how its people are told.
    public struct Issued: Sendable {
        public let account: Account
        public let facility: Facility.ID
        public let way: NotificationWay
    }

    /// Who issues, when, and what becomes of the notifications.
    public struct Order: Sendable {
        public var at: Instant
        /// By key.
        public var actor: String
        /// Mails wait until they are released.
        public var holds: Bool
        /// The run whose mails can be released together; empty for a single one.
        public var batch: String

        public init(at: Instant, by actor: String, holds: Bool = false, batch: String = "") {
            self.at = at
            self.actor = actor
            self.holds = holds
            self.batch = batch
        }
    }

    /// Makes institutions known from a day on, each with an ID of its own, and queues what tells of them.
    ///
    /// - Returns: in the order given.
    /// - Throws: `Problem.refused` when a prefecture's IDs are used up.
    public func issue(
        _ institutions: [NewInstitution], from day: Day, surveys: Surveys, _ order: Order
    ) throws -> [Issued] {
        let ids = try newIDs(of: institutions)
        try db.facilities.register(ids, at: order.at)
        let validity = Validity(from: day, until: nil)
        let facts = zip(ids, institutions).flatMap { id, institution in
            [
                DatedFact(id, .attributes(institution.attributes), validity),
                DatedFact(id, .kind(institution.kind), validity),
            ]
        }
        try db.facilities.record(facts, surveys: surveys, at: order.at, by: order.actor)
        let issued = zip(ids, institutions).map { id, institution in
            Wanted(
                facility: id, name: institution.attributes.name, contact: institution.contact, way: institution.way)
        }
        return try issue(issued, order)
    }

    /// Issues the ID of an institution that is known and has none: its facility ID, to the character (R3).
    ///
    /// - Parameter notifyBy: nil where nobody chose; while an association reports, nobody is told in any case.
    /// - Throws: `Problem.notFound` for an unknown one, `Problem.refused` where it has an ID.
    public func issue(
        to facility: Facility.ID, contact: Contact, notifyBy: NotificationWay?, _ order: Order
    ) throws -> Issued {
        try db.facilities.hold([facility])
        guard let known = try db.facilities.newest(of: facility, on: order.at.day) else { throw Problem.notFound }
        let key = Account.key(of: facility.text)
        guard try db.query("SELECT 1 AS one FROM account WHERE login_key = \(key)").isEmpty else {
            throw Problem.refused(
                japanese: "\(known.attributes.name)には、もうIDがあります。",
                english: "facility \(facility) has an ID already")
        }
        let wanted: NotificationWay? = known.party == .itself ? notifyBy : .nobody
        let way = NotificationWay.chosen(wanted, kind: known.kind, contact: contact)
        return try issue(
            [Wanted(facility: facility, name: known.attributes.name, contact: contact, way: way)], order)[0]
    }

    private struct Wanted {
        let facility: Facility.ID
        let name: String
        let contact: Contact
        let way: NotificationWay
    }

    private func newIDs(of institutions: [NewInstitution]) throws -> [Facility.ID] {
        var free: [Prefecture: ArraySlice<String>] = [:]
        // Always in the same order, so that two who issue at once never wait for each other in a circle.
        for (prefecture, some) in Dictionary(grouping: institutions, by: \.attributes.prefecture)
            .sorted(by: { $0.key < $1.key })
        {
            free[prefecture] = try LoginSerials(db: db).take(some.count, .facility, prefecture)[...]
        }
        return try institutions.map { institution in
            guard let text = free[institution.attributes.prefecture]?.popFirst(), let id = Facility.ID(text) else {
                throw DatabaseError.other("no login ID was taken for \(institution.attributes.prefecture.code)")
            }
            return id
        }
    }

    private func issue(_ wanted: [Wanted], _ order: Order) throws -> [Issued] {
        let issued = wanted.map { one in
            Issued(
                account: Account(
                    id: "a-" + Sodium.hex(Sodium.random(12)), loginId: one.facility.text,
                    role: .facility(one.facility), name: one.name),
                facility: one.facility, way: one.way)
        }
        try db.accounts.insert(issued.map { ($0.account, nil) }, at: order.at)
        for way in [NotificationWay.letter, .nobody] {
            let some = issued.filter { $0.way == way }.map(\.account.id)
            guard !some.isEmpty else { continue }
            try db.execute(
                "UPDATE account SET notify_by = \(way.rawValue) WHERE account_id IN (\(.list(some)))")
        }
        let told = zip(issued, wanted).filter { $1.contact != Contact() }
        try db.contacts.insert(told.map { ($0.account.id, $1.contact) }, at: order.at, by: order.actor)
        let mails = zip(issued, wanted).filter { $0.way == .mail && $1.way == .mail }.map { one, asked in
            (draft: MailDraft.firstPassword(one.account, to: asked.contact.mail), account: Account?.some(one.account))
        }
        try db.mails.queue(mails, batch: order.batch, holds: order.holds, at: order.at, by: order.actor)
        for one in issued { try note(one, order) }
        return issued
    }

    private func note(_ issued: Issued, _ order: Order) throws {
        var detail = [
            "role": issued.account.role.key, "loginId": issued.account.loginId, "notifyBy": issued.way.rawValue,
        ]
        if !order.batch.isEmpty { detail["run"] = order.batch }
        try db.audit.record(
            AuditEntry(
                actor: order.actor, action: "account.create", subject: "account:\(issued.account.id)", detail: detail),
            at: order.at)
    }
}

extension Connection {
    public var accountIssue: AccountIssue { AccountIssue(db: self) }
}

extension FacilityStore {
    /// What is known on a day; of an institution that begins later, what is known of its first day; nil of an unknown one.
    public func newest(of facility: Facility.ID, on day: Day) throws -> FacilityDay? {
        if let known = try self.day(of: facility, on: day) { return known }
        let history = try history(of: facility)
        guard let first = history.firstDay else { return nil }
        return first > day ? history.on(first) : history.last
    }
}
