import Database
import Domain
import HTTPTypes
import Store

/// What a sign-in begins: the session, and the browser it came from.
struct NewSession: Sendable {
    let token = VisitCookies.newToken()
    let device: Device
    /// The second factor is still owed.
    var awaitsFactor = false
    /// An association reports: good for reading alone (R22).
    var readsOnly = false
    /// Where it leads; kept while the second factor is owed.
    var onward = Onward.home
    /// The password hashed anew, in place of a hash with former parameters.
    var newHash: (old: String, new: String)?

    init(_ visit: Visit) { device = Device(visit) }

    func cookies(isSecure: Bool) -> [String] {
        [
            VisitCookies.header("session", token, seconds: VisitCookies.sessionSeconds, isSecure: isSecure),
            VisitCookies.header("device", device.token, seconds: VisitCookies.deviceSeconds, isSecure: isSecure),
        ]
    }

    /// The browser somebody signs in from.
    struct Device: Sendable {
        /// In its long-lived cookie.
        let token: String
        /// 「Chrome・Windows」
        let words: String

        init(_ visit: Visit) {
            token = visit.device ?? VisitCookies.newToken()
            words = DeviceWords.of(visit.headers[.userAgent] ?? "")
        }

        /// Somebody is in, from here: writes it down, and tells the owner of a browser that was never seen before.
        func noteSignIn(_ account: Account, _ db: any Connection, at now: Instant) throws {
            try db.accountLives.noteSignIn(account.id, at: now)
            try db.audit.record(
                AuditEntry(actor: account.actor, action: "session.create", subject: "account:\(account.id)"), at: now)
            guard try db.devices.isNew(token, holder: account.holder, at: now),
                try db.accountLives.tellsOfDevices(account.id), let address = try db.contacts.address(of: account)
            else { return }
            let draft = MailDraft.newDevice(account, device: words, at: now, to: address)
            try db.mails.queue(draft, for: account, at: now, by: "product")
        }
    }
}
