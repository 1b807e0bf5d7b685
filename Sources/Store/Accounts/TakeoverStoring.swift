import Database
import Domain

/// Stores the accounts of a file that was read: one transaction.
struct TakeoverStoring {
    let db: any Connection
    let takeover: AccountTakeover
    let entries: [TakeoverEntry]
    let now: Instant
    let actor: String

    private var faults = FileFaults()

    init(db: any Connection, takeover: AccountTakeover, entries: [TakeoverEntry], now: Instant, actor: String) {
        self.db = db
        self.takeover = takeover
        self.entries = entries
        self.now = now
        self.actor = actor
    }

    mutating func run() throws -> AccountTakeover.Summary {
        var summary = AccountTakeover.Summary(rows: entries.count)
        summary.doubtfulCodes = entries.count { FacilityCode($0.facilityCode)?.checkDigitFault != nil }
        let new = try compareAccounts()
        let unknown = try compareFacilities()
        try faults.refuse()
        summary.newFacilities = try register(unknown)
        summary.newAssociations = try registerAssociations()
        if takeover.writesFacts { summary.changedFacilities = try writeFacts(except: Set(unknown.map(\.loginId))) }
        try insert(new)
        summary.newAccounts = new.count
        summary.knownAccounts = entries.count - new.count
        if !summary.isUnchanged {
            try db.audit.record(
                AuditEntry(
                    actor: actor, action: "import.accounts", subject: "register",
                    detail: [
                        "rows": String(summary.rows), "newAccounts": String(summary.newAccounts),
                        "newFacilities": String(summary.newFacilities),
                        "newAssociations": String(summary.newAssociations),
                        "changedFacilities": String(summary.changedFacilities), "from": takeover.from.text,
                    ]), at: now)
        }
        return summary
    }

    private mutating func fault(_ entry: TakeoverEntry, _ column: TakeoverColumn, _ japanese: String, _ english: String)
    {
        faults.note(entry.line, column.heading, japanese, english)
    }

    /// Those that have no account yet. An ID of another role, or in another case, is at fault.
    private mutating func compareAccounts() throws -> [TakeoverEntry] {
        var known: [String: (id: String, role: String)] = [:]
        var institutions: [String: String] = [:]
        try db.each("SELECT login_id, login_key, role, facility_id FROM account") { row in
            known[try row.string("login_key")] = (try row.string("login_id"), try row.string("role"))
            if let facility = try row.optionalString("facility_id") {
                institutions[facility] = try row.string("login_id")
            }
        }
        var new: [TakeoverEntry] = []
        for entry in entries {
            let id = entry.loginId.text
            guard let found = known[Account.key(of: id)] else {
                if entry.role.facility != nil, let other = institutions[id] {
                    fault(
                        entry, .loginId, "医療機関 \(id) には、別のログインID \(other) があります。",
                        "facility \(id) has the login ID \(other)")
                }
                new.append(entry)
                continue
            }
            if !found.id.utf8.elementsEqual(id.utf8) {
                fault(
                    entry, .loginId, "登録済みのログインID \(found.id) と大文字・小文字・全角半角だけが違います。",
                    "differs from the known login ID \(found.id) only in case or width")
            } else if found.role != entry.role.key {
                fault(
                    entry, .role, "ログインID \(id) は、別の役割（\(found.role)）で登録済みです。",
                    "login ID \(id) has another role: \(found.role)")
            }
        }
        return new
    }

    /// The institutions that are not known yet.
    private mutating func compareFacilities() throws -> [TakeoverEntry] {
        var known: [String: String] = [:]
        try db.each("SELECT facility_id, facility_key FROM facility") { row in
            known[try row.string("facility_key")] = try row.string("facility_id")
        }
        var unknown: [TakeoverEntry] = []
        for entry in entries {
            let found = known[Account.key(of: entry.loginId.text)]
            guard let id = entry.role.facility else {
                if let found {
                    fault(entry, .loginId, "医療機関 \(found) と同じIDです。", "the same ID as that of facility \(found)")
                }
                continue
            }
            if let found {
                if found != id.text {
                    fault(
                        entry, .loginId, "登録済みの医療機関 \(found) と大文字・小文字だけが違います。",
                        "differs from the known facility \(found) only in case")
                }
                continue
            }
            unknown.append(entry)
            if entry.kind == nil {
                fault(entry, .kind, "新しい医療機関には種別が必要です。", "a new facility needs its kind")
            }
            if entry.prefecture == nil {
                fault(entry, .prefecture, "新しい医療機関には都道府県コードが必要です。", "a new facility needs its prefecture")
            }
            if entry.name.isEmpty { fault(entry, .name, "新しい医療機関には名前が必要です。", "a new facility needs its name") }
        }
        return unknown
    }

    private func register(_ unknown: [TakeoverEntry]) throws -> Int {
        guard !unknown.isEmpty else { return 0 }
        try db.facilities.register(unknown.map(\.loginId), at: now)
        let validity = Validity(from: takeover.from, until: nil)
        let facts = unknown.flatMap { entry -> [DatedFact] in
            let attributes = entry.attributes.map { DatedFact(entry.loginId, .attributes($0), validity) }
            let kind = entry.kind.map { DatedFact(entry.loginId, .kind($0), validity) }
            return [attributes, kind].compactMap(\.self)
        }
        try db.facilities.record(facts, surveys: takeover.surveys, at: now, by: "import")
        return unknown.count
    }

    private func registerAssociations() throws -> Int {
        var count = 0
        for entry in entries {
            guard case .association(let id) = entry.role, let prefecture = entry.prefecture,
                try !db.associations.isKnown(id)
            else { continue }
            try db.associations.create(id: id, name: entry.name, prefecture: prefecture, at: now)
            count += 1
        }
        return count
    }

    /// Only what the file says and what is otherwise; what it leaves blank stays.
    private func writeFacts(except new: Set<Facility.ID>) throws -> Int {
        let known = try Facts.attributes.inForce(on: takeover.from, db)
        let kinds = try Facts.kind.inForce(on: takeover.from, db)
        let validity = Validity(from: takeover.from, until: nil)
        var facts: [DatedFact] = []
        var changed: Set<Facility.ID> = []
        for entry in entries where entry.role.facility != nil && !new.contains(entry.loginId) {
            let told = known[entry.loginId].map { entry.changing($0) } ?? entry.attributes
            if let told, told != known[entry.loginId] {
                facts.append(DatedFact(entry.loginId, .attributes(told), validity))
                changed.insert(entry.loginId)
            }
            if let kind = entry.kind, kind != kinds[entry.loginId] {
                facts.append(DatedFact(entry.loginId, .kind(kind), validity))
                changed.insert(entry.loginId)
            }
        }
        if !facts.isEmpty { try db.facilities.record(facts, surveys: takeover.surveys, at: now, by: "import") }
        return changed.count
    }

    private func insert(_ new: [TakeoverEntry]) throws {
        let accounts = new.map { (entry: $0, account: $0.account(id: AccountTakeover.newId())) }
        try db.insert(
            into: "account",
            columns: [
                "account_id", "login_id", "login_key", "role", "facility_id", "association_id", "prefecture", "name",
                "created_at", "notify_by",
            ],
            rows: accounts.map { entry, account in
                [
                    .text(account.id), .text(account.loginId), .text(Account.key(of: account.loginId)),
                    .text(account.role.key), (account.facility?.text).sqlValue, account.association.sqlValue,
                    (account.prefecture?.code).sqlValue, .text(account.name), .text(now.text),
                    .text(entry.notifyBy.rawValue),
                ]
            })
        let contacts = accounts.map { (account: $0.account.id, contact: $0.entry.contact) }
        try db.contacts.insert(contacts.filter { $0.contact != Contact() }, at: now, by: actor)
    }
}

extension TakeoverEntry {
    /// The known attributes with what the line says instead.
    fileprivate func changing(_ known: Facility.Attributes) -> Facility.Attributes {
        var told = known
        if !name.isEmpty { told.name = name }
        if !zipCode.isEmpty { told.zipCode = zipCode }
        if !address.isEmpty { told.address = address }
        if !contact.phone.isEmpty { told.phone = contact.phone }
        if !facilityCode.isEmpty { told.facilityCode = facilityCode }
        if let prefecture, prefecture != known.prefecture {
            told.prefecture = prefecture
            (told.localGovCode, told.cityName) = ("", "")
        }
        return told
    }
}
