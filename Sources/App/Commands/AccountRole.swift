import ArgumentParser
import Database
import Domain
import Store

/// `gmis account role LOGINID …`: an office gets another task; an institution's ID is always the institution's (R13).
struct AccountRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "機関（都道府県・厚生労働省・事務局・管理者）の役割を変える。IDは変わらない / Change an office's role; its ID stays")

    @Argument(help: "ログインID / login ID")
    var loginId: String

    @Option(help: "都道府県コード 01〜47 / prefecture")
    var prefecture: String?

    @Flag(help: "厚生労働省 / ministry")
    var ministry = false

    @Flag(help: "事務局 / help desk")
    var helpDesk = false

    @Flag(help: "管理者 / administrator")
    var administrator = false

    @Option(help: "名前も変えるとき / its name, where it changes too")
    var name: String?

    func run() async throws {
        guard [prefecture != nil, ministry, helpDesk, administrator].count(where: { $0 }) == 1,
            let office = try OfficeRole.read(
                prefecture: prefecture, ministry: ministry, helpDesk: helpDesk, administrator: administrator)
        else {
            throw Problem.refused(
                japanese: "--prefecture、--ministry、--help-desk、--administrator のどれか1つを指定してください。",
                english: "give exactly one of --prefecture, --ministry, --help-desk, --administrator")
        }
        let (typed, shown) = (loginId, name)
        let (account, changed) = try await Program.withPool { pool in
            let now = Program.now()
            return try await pool.write { db in
                let account = try AccountCommands.find(typed, db)
                let changed = try db.accounts.setRole(
                    office.role, name: shown ?? account.name, of: account, at: now, by: AccountCommands.actor)
                return (account, changed)
            }
        }
        print(
            changed
                ? "\(account.loginId): 役割を変えました。ログイン中の画面は終わりました / role changed (\(office.role.key)), its sessions ended"
                : "\(account.loginId): 同じ役割です。何も変わりません / the same role, nothing changed")
    }
}
