import Database
import Domain

/// Who may sign in.
public struct AccountStore {
    let db: any Connection

    /// An account with the hash that its password is compared with.
    public struct Credentials: Sendable {
        public let account: Account
        /// nil: no password has been set yet.
        public let passwordHash: String?
    }

    /// Finds the account of a typed login ID; width and case do not matter (R13).
    public func credentials(loginId: String, on day: Day) throws -> Credentials? {
        try find("login_key = \(Account.key(of: loginId))", on: day)
    }

    /// The same for one of the ID's people, by their own mail address (R28).
    public func credentials(loginId: String, mail: String, on day: Day) throws -> Credentials? {
        guard let own = try credentials(loginId: loginId, on: day),
            let colleague = try db.colleagues.find(mail: mail, of: own.account.id)
        else { return nil }
        return Credentials(
            account: own.account.acting(as: colleague.colleague), passwordHash: colleague.passwordHash)
    }

    public func account(id: String, on day: Day) throws -> Account? {
        try find("account_id = \(id)", on: day)?.account
    }

    /// The account with which an institution reports itself; nil where no ID was issued (R4).
    public func account(of facility: Facility.ID, on day: Day) throws -> Account? {
        try find("facility_id = \(facility.text)", on: day)?.account
    }

    /// - Throws: `Problem.refused` when the ID is taken, whatever its case and width.
    public func create(_ account: Account, passwordHash: String?, by creator: String = "administrator", at now: Instant)
        throws
    {
        let key = Account.key(of: account.loginId)
        guard try db.query("SELECT 1 AS one FROM account WHERE login_key = \(key)").isEmpty else {
            throw Problem.refused(
                japanese: "ログインID \(account.loginId) はすでに使われています。",
                english: "login ID \(account.loginId) is in use")
        }
        try insert([(account, passwordHash)], at: now)
        try db.audit.record(
            AuditEntry(
                actor: creator, action: "account.create", subject: "account:\(account.id)",
                detail: ["role": account.role.key, "loginId": account.loginId]), at: now)
    }

    /// Many at once, without a word in the audit: for whoever tells it of all of them together. The IDs must be free.
    func insert(_ accounts: [(account: Account, passwordHash: String?)], at now: Instant) throws {
        try db.insert(
            into: "account",
            columns: [
                "account_id", "login_id", "login_key", "role", "facility_id", "association_id", "prefecture", "name",
                "password_hash", "created_at", "activated_at", "usable_since", "notify_by",
            ],
            rows: accounts.map { account, passwordHash in
                [
                    .text(account.id), .text(account.loginId), .text(Account.key(of: account.loginId)),
                    .text(account.role.key), (account.facility?.text).sqlValue, account.association.sqlValue,
                    (account.prefecture?.code).sqlValue, .text(account.name), passwordHash.sqlValue, .text(now.text),
                    passwordHash.map { _ in now.text }.sqlValue, passwordHash.map { _ in now.text }.sqlValue,
                    .text(NotificationWay.mail.rawValue),
                ]
            })
        // An institution's deadlines move with it.
        if accounts.contains(where: { $0.account.facility != nil && $0.passwordHash != nil }) {
            try db.facilities.moveRegisterVersion()
        }
    }

    private func find(_ condition: SQL, on day: Day) throws -> Credentials? {
        let rows = try db.query("SELECT \(Self.columns), a.password_hash FROM account a WHERE \(condition)")
        guard let row = rows.first else { return nil }
        let facility = try Self.role(row).facility
        let known = try facility.flatMap { try db.facilities.attributes(of: $0, on: day) }
        return Credentials(
            account: try Self.account(row, named: known?.name), passwordHash: try row.optionalString("password_hash"))
    }

    /// Of the table `a`.
    static let columns: SQL =
        "a.account_id, a.login_id, a.role, a.facility_id, a.association_id, a.prefecture, a.name"

    /// - Parameter shown: as the institution is called on the day; nil for the name that stands with the account.
    static func account(_ row: Row, named shown: String?, colleague: Colleague? = nil) throws -> Account {
        Account(
            id: try row.string("account_id"), loginId: try row.string("login_id"), role: try role(row),
            name: try shown ?? row.string("name"), colleague: colleague)
    }

    static func role(_ row: Row) throws -> Role {
        let word = try row.string("role")
        switch word {
        case "facility": if let id = Facility.ID(try row.string("facility_id")) { return .facility(id) }
        case "association": return .association(try row.string("association_id"))
        case "prefecture": if let own = Prefecture(code: try row.string("prefecture")) { return .prefecture(own) }
        case "ministry": return .ministry
        case "helpDesk": return .helpDesk
        case "administrator": return .administrator
        default: break
        }
        throw DatabaseError.other("account with role \(word) cannot be read")
    }
}

extension Connection {
    public var accounts: AccountStore { AccountStore(db: self) }
}
