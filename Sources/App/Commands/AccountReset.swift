import ArgumentParser
import Database
import Domain
import Sodium
import Store
import Web

/// `gmis account reset LOGINID [--second-factor]`: for emergencies, when no mail can be sent, or when somebody of the help desk or the
/// administrator lost the second factor. Nobody sees or sets a password (R14 R15).
struct AccountReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "パスワードを決めるリンクを1つ出す（24時間有効） / Print a one-time link to set a password, good for 24 hours",
        discussion: """
            前に出したリンクは使えなくなります。リンクは本人だけに渡してください。操作は記録されます。
            Links and mails of before end. Hand it to its owner alone. This is written to the audit.
            --second-factor を付けると、リンクは出さず、なくした2段階認証を外す。ログイン中の画面は終わり、登録のアドレスに知らせる。
            With --second-factor no link is printed: the factor that was lost goes, open sessions end, the contact is told.
            """)

    @Argument(help: "ログインID / login ID")
    var loginId: String

    @Flag(help: "なくした2段階認証を外す / turn off a second factor that was lost")
    var secondFactor = false

    func run() async throws {
        try Sodium.start()
        if secondFactor { try await removeFactor() } else { try await printLink() }
    }

    private func removeFactor() async throws {
        let typed = loginId
        let account = try await Program.withPool { pool in
            let now = Program.now()
            return try await pool.write { db in
                let account = try AccountCommands.find(typed, db)
                try db.secondFactors.removeLost(of: account, at: now, by: AccountCommands.actor)
                return account
            }
        }
        print("\(account.loginId): 2段階認証を外しました。ログイン中の画面は終わりました / second factor removed, its sessions ended")
    }

    private func printLink() async throws {
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
