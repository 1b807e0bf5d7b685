import ArgumentParser
import Database
import Domain
import Sodium
import Store
import Web

/// `gmis account reset LOGINID`: for emergencies, when no mail can be sent. Nobody sees or sets a password (R14 R15).
struct AccountReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "パスワードを決めるリンクを1つ出す（24時間有効） / Print a one-time link to set a password, good for 24 hours",
        discussion: """
            前に出したリンクは使えなくなります。リンクは本人だけに渡してください。操作は記録されます。
            Links and mails of before end. Hand it to its owner alone. This is written to the audit.
            """)

    @Argument(help: "ログインID / login ID")
    var loginId: String

    func run() async throws {
        try Sodium.start()
        let settings = try Settings()
        let typed = loginId
        // As long as the links of mails: hexadecimal, so that it survives every way of being passed on.
        let secret = Sodium.hex(Sodium.random(24))
        let account = try await Program.withPool { pool in
            let now = Program.now()
            return try await pool.write { db in
                let account = try AccountCommands.find(typed, db)
                guard try db.accountLives.life(of: account.id)?.restedAt == nil else {
                    throw Problem.refused(
                        japanese: "ログインID \(account.loginId) は休止中です。先に gmis account wake を行ってください。",
                        english: "\(account.loginId) is at rest: run gmis account wake first")
                }
                try db.oneTimeCodes.cancel(.password, of: account, at: now)
                try db.oneTimeCodes.add(
                    OneTimeCode(
                        account: account.id, purpose: .password, way: .mail,
                        expiresAt: now.adding(seconds: OneTimeCode.resetSeconds)), secret: secret, at: now)
                try db.audit.record(
                    AuditEntry(
                        actor: AccountCommands.actor, action: "password.link", subject: "account:\(account.id)",
                        detail: ["by": "command"]), at: now)
                return account
            }
        }
        Complaint.write("\(account.loginId): 24時間、1回だけ使えるリンクです / good once, for 24 hours")
        print(settings.baseURL + Links().newPassword(code: secret).text)
    }
}
