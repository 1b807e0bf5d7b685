import Database
import Domain
import Hummingbird
import Store

/// A one-time code for a password that was brought, by link or from a letter, and is good: it stays so until the password is set.
struct OpenedCode: Sendable {
    let key: Key
    /// Whose password it sets.
    let account: Account
    /// One of the ID's people's own address; empty for the ID itself.
    let mail: String
    /// There is none yet.
    let isFirst: Bool

    /// What a person brings.
    enum Key: Sendable {
        case link(String)
        /// Normalised, with the ID as typed.
        case letter(String, loginId: String)

        var secret: String {
            switch self {
            case .link(let secret), .letter(let secret, _): secret
            }
        }

        /// What the page of the new password sends along.
        init?(_ form: FormBody) {
            guard let secret = form.line(FieldName.code) else { return nil }
            self = form.line(FieldName.loginId).map { .letter(secret, loginId: $0) } ?? .link(secret)
        }
    }

    /// Why it goes no further.
    enum Refusal: Error, Sendable {
        case fault(OneTimeCodeFault)
        case atRest(String)
        case wait(SignInThrottle.Wait)
    }

    /// Looks at it; nothing is used up, since mailboxes open links by themselves. A letter's code counts as a try for its ID.
    static func open(_ key: Key, _ visit: Visit) async throws -> Result<OpenedCode, Refusal> {
        let (now, day, address) = (visit.arrived, visit.now.day, visit.address)
        switch key {
        case .link(let secret):
            return try await visit.house.pool.read { db in
                let looked = try db.oneTimeCodes.look(secret, .password, at: now)
                guard case .success(let code) = looked else { return .failure(.fault(looked.fault(.mail, nil))) }
                guard code.way == .mail,
                    let account = try db.accounts.account(id: code.account, colleague: code.colleague, on: day)
                else { return .failure(.fault(.unknown)) }
                return try opened(key, account, db, on: day)
            }
        case .letter(let secret, let loginId):
            return try await visit.house.pool.write { db in
                let account = try db.accounts.credentials(loginId: loginId, on: day)?.account
                let guess = ThrottledGuess(.letter, loginId: loginId, account: account, from: address)
                if let wait = try guess.count(db, at: now) { return .failure(.wait(wait)) }
                let looked = try db.oneTimeCodes.look(secret, .password, at: now)
                guard case .success(let code) = looked, let account, code.way == .letter, code.account == account.id
                else {
                    try guess.wasWrong(db, at: now)
                    return .failure(.fault(looked.fault(.letter, account)))
                }
                try guess.wasRight(db)
                return try opened(key, account, db, on: day)
            }
        }
    }

    private static func opened(
        _ key: Key, _ account: Account, _ db: any Connection, on day: Day
    ) throws -> Result<OpenedCode, Refusal> {
        if let reason = try db.accountLives.restReason(account, on: day) { return .failure(.atRest(reason)) }
        let mail = try account.colleague.flatMap { try db.colleagues.find($0.id, of: account.id)?.mail }
        return .success(
            OpenedCode(
                key: key, account: account, mail: mail ?? "", isFirst: try !db.accountLives.hasPassword(account)))
    }

    /// Uses it up and sets the password, in one commit: of two windows one does. Wrong tries are forgotten, and the owner is told.
    ///
    /// - Returns: why not.
    func set(hash: String, _ visit: Visit) async throws -> OneTimeCodeFault? {
        let (now, address, loginId) = (visit.arrived, visit.address, account.loginId)
        return try await visit.house.pool.write { [key, account, mail] db in
            guard try db.oneTimeCodes.use(key.secret, at: now) else {
                guard case .failure(let refusal) = try db.oneTimeCodes.look(key.secret, .password, at: now) else {
                    return .unknown
                }
                return refusal.fault
            }
            try db.accountLives.setPassword(hash: hash, of: account, at: now)
            for kind in [SignInAttemptStore.Origin.Kind.login, .letter] {
                let origin = SignInAttemptStore.Origin(
                    kind, loginId: loginId, mail: kind == .login ? mail : "", address: address)
                try db.signInAttempts.forget(origin)
            }
            if let address = try db.contacts.address(of: account) {
                let draft = MailDraft.passwordChanged(account, to: address)
                try db.mails.queue(draft, for: account, at: now, by: account.actor)
            }
            return nil
        }
    }
}

extension Result<OneTimeCode, OneTimeCodeRefusal> {
    /// What to tell whoever brought it: of a code that came by another way, or belongs to another ID, nothing is known.
    fileprivate func fault(_ way: OneTimeCode.Way, _ account: Account?) -> OneTimeCodeFault {
        guard case .failure(let refusal) = self, let code = refusal.code, code.way == way,
            way == .mail || code.account == account?.id
        else { return .unknown }
        return refusal.fault
    }
}
