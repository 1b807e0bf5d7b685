import Database
import Domain
import Sodium

/// Registering associations and caring for them: what a prefecture does (R18 R31).
extension AssociationStore {
    /// Registers one with an ID of its own, and queues what tells of it, in one transaction.
    ///
    /// - Parameters:
    ///   - id: where it has one already; nil for the next free one.
    ///   - issuesID: whether its people can sign in with it from now on; otherwise its account comes later.
    /// - Throws: `Problem.invalid` where the prefecture has one of this name; `Problem.refused` where the ID is taken, or the
    ///   prefecture's are used up.
    public func register(
        _ details: Association.Details, in prefecture: Prefecture, id: String? = nil, issuesID: Bool = true,
        _ order: AccountIssue.Order
    ) throws -> Association {
        // Held until the commit: two who register at once see each other's name.
        let next = try LoginSerials(db: db).take(id == nil ? 1 : 0, .association, prefecture).first
        guard let id = id ?? next else { throw DatabaseError.other("no login ID was taken for \(prefecture.code)") }
        try checkName(details.name, in: prefecture, of: id)
        let association = Association(id: id, prefecture: prefecture, details: details)
        try insert(association, at: order.at)
        try db.audit.record(
            AuditEntry(
                actor: order.actor, action: "association.create", subject: "association:\(id)",
                detail: ["prefecture": prefecture.code]), at: order.at)
        if issuesID { try issue(association, order) }
        return association
    }

    private func issue(_ association: Association, _ order: AccountIssue.Order) throws {
        let account = Account(
            id: "a-" + Sodium.hex(Sodium.random(12)), loginId: association.id, role: .association(association.id),
            name: association.name)
        try db.accounts.create(account, passwordHash: nil, by: order.actor, at: order.at)
        let contact = Contact(mail: association.details.mail, phone: association.details.phone)
        if contact != Contact() {
            try db.contacts.insert([(account.id, contact)], at: order.at, by: order.actor)
        }
        guard !contact.mail.isEmpty else {
            let way = NotificationWay.letter.rawValue
            try db.execute("UPDATE account SET notify_by = \(way) WHERE account_id = \(account.id)")
            return
        }
        try db.mails.queue(
            [(MailDraft.firstPassword(account, to: contact.mail), account)], batch: order.batch, holds: order.holds,
            at: order.at, by: order.actor)
    }

    /// Writes down what its prefecture tells otherwise. Until its people have set a password, they are reached where it says.
    ///
    /// - Throws: `Problem.invalid` where the prefecture has another one of this name; `Problem.notFound` when there is none such.
    public func change(_ id: String, to details: Association.Details, at now: Instant, by actor: String) throws {
        guard let known = try find(id) else { throw Problem.notFound }
        guard details != known.details else { return }
        _ = try LoginSerials(db: db).take(0, .association, known.prefecture)
        if details.name != known.name { try checkName(details.name, in: known.prefecture, of: id) }
        try db.execute(
            """
            UPDATE association SET name = \(details.name), name_key = \(SearchKey.fold(details.name)),
                zip_code = \(details.zipCode), address = \(details.address), mail = \(details.mail),
                phone = \(details.phone)
            WHERE association_id = \(id)
            """)
        try db.execute("UPDATE account SET name = \(details.name) WHERE association_id = \(id)")
        try db.audit.record(
            AuditEntry(actor: actor, action: "association.change", subject: "association:\(id)"), at: now)
        guard let account = try db.accounts.account(ofAssociation: id),
            try db.accountLives.life(of: account.id)?.activatedAt == nil
        else { return }
        var contact = try db.contacts.current(of: account.id)
        (contact.mail, contact.phone) = (details.mail, details.phone)
        try db.contacts.record(contact, of: account.id, at: now, by: actor)
        if !details.mail.isEmpty, try db.accountLives.life(of: account.id)?.notifyBy == .letter {
            try db.accountLives.setNotification(.mail, of: account.id, at: now, by: actor)
        }
    }

    /// It reports for nobody from a day on; its ID can no longer be used.
    ///
    /// - Parameter arrived: by the true clock, as sessions are.
    /// - Throws: `Problem.invalid` while it has members on that day or later; `Problem.notFound` when there is none such, or it
    ///   ended already.
    public func end(_ id: String, on day: Day, at now: Instant, arrived: Instant, by actor: String) throws {
        guard try find(id)?.endedOn == nil, try isKnown(id) else { throw Problem.notFound }
        guard day >= FacilityStep.firstDay, day <= now.day else {
            throw Self.refusal("2020年9月1日から今日までの日にしてください。")
        }
        let members = try members(of: id, from: day)
        guard members.isEmpty else {
            throw Self.refusal("この日よりあとに、この団体が報告する医療機関が\(members.count)件あります。先に、報告する人を変えてください。")
        }
        let ended = try db.execute(
            "UPDATE association SET ended_on = \(day.text) WHERE association_id = \(id) AND ended_on IS NULL")
        guard ended == 1 else { throw Problem.notFound }
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "association.end", subject: "association:\(id)", detail: ["from": day.text]),
            at: now)
        guard let account = try db.accounts.account(ofAssociation: id) else { return }
        try db.accountLives.rest(account.id, reason: "association", at: arrived, by: actor)
    }

    /// Tells its people of the ID once more: a new link, as the former one may have run out.
    ///
    /// - Parameter arrived: by the true clock, as mails are.
    /// - Throws: `Problem.refused` where they use it already, have no address, or a mail is on its way.
    public func tellAgain(_ id: String, at now: Instant, arrived: Instant, by actor: String) throws {
        guard let known = try find(id), known.endedOn == nil else { throw Problem.notFound }
        guard let account = try db.accounts.account(ofAssociation: id) else {
            throw Problem.refused(japanese: "この団体には、まだIDがありません。", english: "association \(id) has no ID")
        }
        let life = try db.accountLives.life(of: account.id)
        guard life?.activatedAt == nil else {
            throw Problem.refused(
                japanese: "この団体は、もうログインに使っています。パスワードを忘れたときは、ログイン画面から決めなおせます。",
                english: "association \(id) uses its ID already")
        }
        let mail = try db.contacts.current(of: account.id).mail
        guard !mail.isEmpty else {
            throw Problem.refused(
                japanese: "メールアドレスがありません。先に登録してください。", english: "association \(id) has no mail address")
        }
        guard try !db.mails.wasQueued(.firstPassword, for: account, since: arrived.adding(seconds: -600)) else {
            throw Problem.refused(
                japanese: "少し前に送ったところです。10分ほど待ってから、もう一度送ってください。",
                english: "a mail was queued a moment ago")
        }
        try db.mails.queue(.firstPassword(account, to: mail), for: account, at: arrived, by: actor)
        try db.audit.record(
            AuditEntry(actor: actor, action: "association.notify", subject: "association:\(id)"), at: now)
    }

    private func checkName(_ name: String, in prefecture: Prefecture, of id: String) throws {
        guard try named(name, in: prefecture).allSatisfy({ $0.id == id }) else {
            let sentence = "同じ名前の団体が、もう登録されています。"
            throw Problem.invalid([FieldProblem(field: "name", label: "名前", sentence: sentence)])
        }
    }

    private static func refusal(_ sentence: String) -> Problem {
        .invalid([FieldProblem(field: "from", label: "いつから", sentence: sentence)])
    }
}

extension AccountStore {
    /// The account with which an association reports; nil where none was issued.
    public func account(ofAssociation id: String) throws -> Account? {
        try db.query(
            """
            SELECT \(Self.columns) FROM account a WHERE a.association_id = \(id) ORDER BY a.created_at, a.account_id LIMIT 1
            """
        ).first.map { try Self.account($0, named: nil) }
    }
}

extension AccountLifeStore {
    /// Where the IDs of institutions stand; nothing for those that have none.
    public func lives(of facilities: [Facility.ID]) throws -> [Facility.ID: AccountLife] {
        try lives("facility_id", facilities.map(\.text)).reduce(into: [:]) { lives, entry in
            if let id = Facility.ID(entry.key) { lives[id] = entry.value }
        }
    }

    /// The same of associations.
    public func lives(ofAssociations ids: [String]) throws -> [String: AccountLife] {
        try lives("association_id", ids)
    }

    private func lives(_ column: StaticString, _ ids: [String]) throws -> [String: AccountLife] {
        guard !ids.isEmpty else { return [:] }
        let key = SQL(stringLiteral: column)
        let rows = try db.query(
            "SELECT a.\(key) AS holder, \(Self.columns) FROM account a WHERE a.\(key) IN (\(.list(ids)))")
        return Dictionary(
            try rows.map { (try $0.string("holder"), try Self.life($0)) }, uniquingKeysWith: { first, _ in first })
    }
}
