import Database
import Domain

extension AccountLifeStore {
    /// Why an ID goes no further though its owner is known: put to rest (R14), or its institution reports through an association or
    /// is no more (R22 R28). Nil where nothing stands in the way.
    public func restReason(_ account: Account, on day: Day) throws -> String? {
        if try life(of: account.id)?.restedAt != nil {
            return "このIDは、ヘルプデスクが休止にしています。もう一度お使いになるときは、ヘルプデスクへお電話ください。"
        }
        guard let facility = account.facility else { return nil }
        let standing = try db.facilities.signInStanding(of: facility, on: day)
        // Where the prefecture lets it read, that is for the ID itself; its people's sign-ins end all the same (R22).
        return account.colleague == nil ? standing.sentence : standing.reason
    }

    /// Whether somebody who may sign in may only read there (R22).
    public func readsOnly(_ account: Account, on day: Day) throws -> Bool {
        guard let facility = account.facility else { return false }
        if case .readsOnly = try db.facilities.signInStanding(of: facility, on: day) { return true }
        return false
    }

    /// Whether an ID is at rest, reading or not: nobody looks at its pages with its people then (R22).
    public func isAtRest(_ account: Account, on day: Day) throws -> Bool {
        try restReason(account, on: day) != nil || readsOnly(account, on: day)
    }
}

extension ContactStore {
    /// Where an ID's owner, or one of its people, gets mails; nil where there is no address.
    public func address(of account: Account) throws -> String? {
        let mail =
            if let colleague = account.colleague {
                try db.colleagues.find(colleague.id, of: account.id)?.mail
            } else {
                try current(of: account.id).mail
            }
        return mail?.isEmpty == false ? mail : nil
    }

    /// The IDs of an institution whose contact has the address: for who lost the ID (R15).
    ///
    /// - Parameters:
    ///   - facilityCode: as typed; width and blanks do not matter.
    ///   - day: on which the institution is looked at.
    public func accounts(facilityCode: String, mail: String, on day: Day) throws -> [Account] {
        let (code, key) = (Account.key(of: facilityCode), Contact.key(ofMail: mail))
        guard !code.isEmpty, !key.isEmpty else { return [] }
        let ids = try db.query(
            "SELECT account_id FROM contact WHERE mail_key = \(key) AND replaced_at IS NULL ORDER BY account_id"
        ).map { try $0.string("account_id") }
        return try ids.compactMap { id in
            guard let account = try db.accounts.account(id: id, on: day), let facility = account.facility,
                let known = try db.facilities.attributes(of: facility, on: day),
                Account.key(of: known.facilityCode) == code
            else { return nil }
            return account
        }
    }
}

extension AccountStore {
    /// The ID, or one of its people, by their keys; nil for somebody whose access has ended.
    public func account(id: String, colleague: String?, on day: Day) throws -> Account? {
        guard let own = try account(id: id, on: day) else { return nil }
        guard let colleague else { return own }
        guard let found = try db.colleagues.find(colleague, of: id) else { return nil }
        return own.acting(as: found.colleague)
    }

    /// The hash that the signed-in person's password is compared with.
    public func passwordHash(of account: Account) throws -> String? {
        let row =
            if let colleague = account.colleague {
                try db.query("SELECT password_hash FROM colleague WHERE colleague_id = \(colleague.id)").first
            } else {
                try db.query("SELECT password_hash FROM account WHERE account_id = \(account.id)").first
            }
        return try row?.optionalString("password_hash")
    }

    /// The same password hashed anew, with the parameters of today; nothing where it was changed meanwhile.
    public func replaceHash(_ old: String, with new: String, of account: Account) throws {
        if let colleague = account.colleague {
            try db.execute(
                """
                UPDATE colleague SET password_hash = \(new)
                WHERE colleague_id = \(colleague.id) AND password_hash = \(old)
                """)
        } else {
            try db.execute(
                "UPDATE account SET password_hash = \(new) WHERE account_id = \(account.id) AND password_hash = \(old)")
        }
    }
}
