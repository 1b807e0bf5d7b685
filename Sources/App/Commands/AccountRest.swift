import ArgumentParser
import Database
import Domain
import Store

/// `gmis account rest LOGINID --reason …`
struct AccountRest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rest", abstract: "IDを休止する。ログイン中の画面もすぐ終わる / Put an ID to rest; its sessions end at once")

    @Argument(help: "ログインID / login ID")
    var loginId: String

    @Option(help: "理由。操作の記録に残るので、人の名前は書かない / why, for the audit; without names of people")
    var reason: String

    func run() async throws {
        guard !reason.isEmpty, reason.count <= 200, !reason.contains(where: \.isNewline) else {
            throw Problem.refused(
                japanese: "--reason は1行、200文字までで指定してください。", english: "--reason must be one line of 1 to 200 characters")
        }
        let (typed, why) = (loginId, reason)
        let (account, changed) = try await Program.withPool { pool in
            let now = Program.now()
            return try await pool.write { db in
                let account = try AccountCommands.find(typed, db)
                guard try db.accountLives.life(of: account.id)?.restedAt == nil else { return (account, false) }
                try db.accountLives.rest(account.id, reason: why, at: now, by: AccountCommands.actor)
                return (account, true)
            }
        }
        print(
            changed
                ? "\(account.loginId): 休止しました / put to rest"
                : "\(account.loginId): すでに休止中です。何も変わりません / at rest already, nothing changed")
    }
}

/// `gmis account wake LOGINID`
struct AccountWake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wake", abstract: "休止したIDを前のパスワードのまま戻す / Wake an ID that rests; its password is the old one")

    @Argument(help: "ログインID / login ID")
    var loginId: String

    func run() async throws {
        let typed = loginId
        let (account, changed) = try await Program.withPool { pool in
            let now = Program.now()
            return try await pool.write { db in
                let account = try AccountCommands.find(typed, db)
                guard try db.accountLives.life(of: account.id)?.restedAt != nil else { return (account, false) }
                try db.accountLives.wake(account.id, at: now, by: AccountCommands.actor)
                return (account, true)
            }
        }
        print(
            changed
                ? "\(account.loginId): 休止をやめました / woken"
                : "\(account.loginId): 休止していません。何も変わりません / not at rest, nothing changed")
    }
}
