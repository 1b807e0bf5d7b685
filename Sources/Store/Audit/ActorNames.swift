import Database
import Domain

/// Who stands behind a key of the audit or of a fact, as it is called now.
public enum ActorName: Sendable, Hashable {
    /// An institution or office.
    case account(name: String, isHelpDesk: Bool)
    /// One of an ID's people; blank once erased.
    case colleague(name: String, of: String)
    /// At the command line.
    case administrator
    /// The product itself.
    case product
    /// Nobody that is known: who failed to sign in.
    case visitor
    case unknown
}

extension AuditStore {
    /// The names behind keys; a key that nothing is known of is `unknown`.
    public func names(of keys: some Sequence<String>, on day: Day) throws -> [String: ActorName] {
        var names: [String: ActorName] = [:]
        let asked = Set(keys).sorted()
        for key in asked { names[key] = Self.fixed[key] ?? .unknown }
        let open = asked.filter { Self.fixed[$0] == nil }
        guard !open.isEmpty else { return names }
        for row in try db.query(
            "SELECT \(AccountStore.columns) FROM account a WHERE a.account_id IN (\(.list(open)))")
        {
            let account = try named(row, on: day)
            names[account.id] = .account(name: account.name, isHelpDesk: account.role == .helpDesk)
        }
        for row in try db.query(
            """
            SELECT \(AccountStore.columns), c.colleague_id, c.name AS colleague_name
            FROM colleague c JOIN account a ON a.account_id = c.account_id
            WHERE c.colleague_id IN (\(.list(open)))
            """)
        {
            names[try row.string("colleague_id")] = .colleague(
                name: try row.string("colleague_name"), of: try named(row, on: day).name)
        }
        return names
    }

    /// The key of the account with a login ID, as the audit names it.
    public func account(loginId: String) throws -> String? {
        try db.query("SELECT account_id FROM account WHERE login_key = \(Account.key(of: loginId))").first?
            .string("account_id")
    }

    /// The keys under which an ID and its people act; nil where there is no such ID.
    public func actors(loginId: String) throws -> [String]? {
        guard let account = try account(loginId: loginId) else { return nil }
        let people = try db.query("SELECT colleague_id FROM colleague WHERE account_id = \(account)")
        return [account] + (try people.map { try $0.string("colleague_id") })
    }

    private static let fixed: [String: ActorName] = [
        "product": .product, "administrator": .administrator, "visitor": .visitor,
        // Who wrote facts down from published files, and of the demonstration.
        "import": .product, "seed": .product,
    ]

    private func named(_ row: Row, on day: Day) throws -> Account {
        let facility = try AccountStore.role(row).facility
        let known = try facility.flatMap { try db.facilities.attributes(of: $0, on: day) }
        return try AccountStore.account(row, named: known?.name)
    }
}
