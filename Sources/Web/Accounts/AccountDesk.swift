import Database
import Domain
import Store

/// Everything that the help desk sees of an ID; no figure and no report of it (R43).
public struct AccountDesk: Sendable {
    public var account: Account
    public var life: AccountLife
    public var contact: Contact
    /// nil for an office.
    public var known: FacilityDay?
    /// The first day of the designation that holds.
    public var designatedSince: Day?
    /// Who reports for it; nil where it does so itself, or is an office.
    public var association: String?
    /// The newest first.
    public var records: [AccountRecord]
    public var openSessions: Int
    /// Keys for programs that can be used (R43).
    public var keys: [APIKey] = []
    /// A second factor is on that the help desk may turn off.
    public var hasFactorToLose = false

    public init(account: Account, life: AccountLife, contact: Contact, records: [AccountRecord], openSessions: Int) {
        self.account = account
        self.life = life
        self.contact = contact
        self.records = records
        self.openSessions = openSessions
    }

    /// - Throws: `Problem.notFound` for an unknown key and for the administrator, who is nobody's to look after.
    init(_ db: any Connection, _ key: String, on day: Day, at arrived: Instant) throws {
        guard let account = try db.accounts.account(id: key, on: day), account.role != .administrator,
            let life = try db.accountLives.life(of: key)
        else { throw Problem.notFound }
        self.init(
            account: account, life: life, contact: try db.contacts.current(of: key),
            records: try db.accountRecords.all(of: key), openSessions: try db.sessions.countOpen(of: key, at: arrived))
        keys = try db.apiKeys.all(of: key).filter { $0.state(on: day) == .good }
        hasFactorToLose = try account.mayLoseFactorAtDesk && db.secondFactors.isOn(account)
        guard let facility = account.facility else { return }
        known = try db.facilities.newest(of: facility, on: day)
        if let known { self.account = account.named(known.attributes.name) }
        designatedSince = try db.facilities.history(of: facility).designation(on: day)?.since
        if case .association(let id)? = known?.party { association = try db.associations.name(of: id) ?? id }
    }

    /// Whether somebody who lost the ID can be asked for the facility code.
    var hasFacilityCode: Bool { !(known?.attributes.facilityCode ?? "").isEmpty }

    /// Nobody is told of the ID while an association reports.
    var isForAssociation: Bool { association != nil }
}

extension Account {
    fileprivate func named(_ name: String) -> Account {
        Account(id: id, loginId: loginId, role: role, name: name, colleague: colleague)
    }
}

extension Visit {
    /// The ID that the address names, for the help desk alone.
    func desk() async throws -> AccountDesk {
        _ = try signedIn().permit(.manageAccounts)
        let key = try parameter("account")
        return try await house.pool.read { [day = now.day, arrived] in try AccountDesk($0, key, on: day, at: arrived) }
    }
}
