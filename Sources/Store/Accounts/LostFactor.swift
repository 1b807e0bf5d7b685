import Database
import Domain

extension SecondFactorStore {
    /// Turns off a factor that its owner lost, ends the owner's sessions and tells the registered address of it. Who must have
    /// one sets up another at the next sign-in.
    ///
    /// - Throws: `Problem.refused` where none is on.
    public func removeLost(of account: Account, at now: Instant, by actor: String) throws {
        guard try isOn(account) else {
            throw Problem.refused(japanese: "2段階認証は設定されていません。", english: "no second factor is on")
        }
        try remove(of: account, at: now, by: actor)
        try db.sessions.endAll(of: account, at: now)
        if let address = try db.contacts.address(of: account) {
            try db.mails.queue(.factorRemoved(account, to: address), for: account, at: now, by: actor)
        }
    }
}
