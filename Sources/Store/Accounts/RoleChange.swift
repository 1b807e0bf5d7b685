import Database
import Domain

extension AccountStore {
    /// Gives an office another role; its login ID and its password stay, its sessions end.
    ///
    /// - Returns: false where it has it already.
    /// - Throws: `Problem.refused` for an institution's or an association's ID, and for a role that is theirs.
    public func setRole(
        _ role: Role, name: String, of account: Account, at now: Instant, by actor: String
    ) throws -> Bool {
        guard Self.isOffice(account.role), Self.isOffice(role) else {
            throw Problem.refused(
                japanese: "ログインID \(account.loginId) の役割は変えられません。医療機関と団体のIDは、いつもその医療機関・団体のものです。",
                english: "the role of \(account.loginId) cannot change: a facility's or association's ID stays theirs")
        }
        guard role != account.role || name != account.name else { return false }
        var prefecture: String?
        if case .prefecture(let own) = role { prefecture = own.code }
        try db.execute(
            """
            UPDATE account SET role = \(role.key), prefecture = \(prefecture), name = \(name)
            WHERE account_id = \(account.id)
            """)
        try db.sessions.endAll(of: account.id, at: now)
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "account.role", subject: "account:\(account.id)",
                detail: ["from": account.role.key, "to": role.key, "prefecture": prefecture ?? ""]), at: now)
        return true
    }

    private static func isOffice(_ role: Role) -> Bool {
        switch role {
        case .prefecture, .ministry, .helpDesk, .administrator: true
        case .facility, .association: false
        }
    }
}
