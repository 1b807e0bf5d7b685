import ArgumentParser
import Database
import Domain
import Foundation
import Sodium
import Store

/// `gmis account create …`
struct AccountCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "アカウント / Accounts", subcommands: [Create.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "アカウントを作る。パスワードは標準入力の1行目 / Create an account; its password is the first line of standard input")

        @Option(help: "医療機関ID（ログインIDになる） / facility, its ID is the login ID")
        var facility: String?

        @Option(help: "とりまとめ団体ID（ログインIDになる） / association, its key is the login ID")
        var association: String?

        @Option(help: "都道府県コード 01〜47 / prefecture")
        var prefecture: String?

        @Flag(help: "厚生労働省 / ministry")
        var ministry = false

        @Flag(help: "事務局 / help desk")
        var helpDesk = false

        @Option(help: "ログインID（都道府県・厚生労働省・事務局） / login ID of an office")
        var loginId: String?

        @Option(help: "名前（医療機関のほか） / name of an office")
        var name: String?

        func run() async throws {
            let (role, login, shown) = try wanted()
            let password = try Self.readPassword()
            let faults = Password.faults(in: password, loginId: login, common: try CommonPasswords.load())
            guard faults.isEmpty else {
                throw Problem.refused(
                    japanese: faults.joined(separator: "\n"),
                    english:
                        "The password needs 8 to 128 half-width characters with a capital, a small letter and a digit, "
                        + "and must be neither the login ID nor one of the commonest passwords.")
            }
            try Sodium.start()
            let account = Account(id: "a-" + Sodium.hex(Sodium.random(12)), loginId: login, role: role, name: shown)
            let hash = try Argon2id.hash(password)
            try await Program.withPool { pool in
                let now = Program.now()
                try await pool.write { db in
                    if case .facility(let id) = role, try !db.facilities.isKnown(id) {
                        throw Problem.refused(
                            japanese: "医療機関ID \(id) は登録されていません。", english: "there is no facility \(id)")
                    }
                    if case .association(let id) = role, try !db.associations.isKnown(id) {
                        throw Problem.refused(
                            japanese: "団体ID \(id) は登録されていません。", english: "there is no association \(id)")
                    }
                    try db.accounts.create(account, passwordHash: hash, by: "administrator", at: now)
                }
            }
            print("\(login): アカウントを作りました / account created (\(role.key))")
        }

        private func wanted() throws(Problem) -> (Role, login: String, name: String) {
            let given = [facility != nil, association != nil, prefecture != nil, ministry, helpDesk]
            guard given.count(where: { $0 }) == 1 else {
                throw .refused(
                    japanese: "--facility、--association、--prefecture、--ministry、--help-desk のどれか1つを指定してください。",
                    english: "give exactly one of --facility, --association, --prefecture, --ministry, --help-desk")
            }
            if let facility { return try wanted(facility) }
            if let association { return (.association(association), association, name ?? association) }
            if ministry { return (.ministry, try login(), name ?? "厚生労働省") }
            if helpDesk { return (.helpDesk, try login(), name ?? "G-MIS 事務局") }
            guard let own = Prefecture(code: prefecture ?? "") else {
                throw .refused(
                    japanese: "都道府県コード「\(prefecture ?? "")」は01から47の2桁です。", english: "prefecture must be 01 to 47")
            }
            return (.prefecture(own), try login(), name ?? own.name)
        }

        private func wanted(_ facility: String) throws(Problem) -> (Role, login: String, name: String) {
            guard let id = Facility.ID(facility) else {
                throw .refused(
                    japanese: "医療機関ID「\(facility)」は半角の英数字16文字までです。",
                    english: "\(facility) cannot be a facility ID")
            }
            return (.facility(id), id.text, id.text)
        }

        private func login() throws(Problem) -> String {
            guard let loginId, Facility.ID(loginId) != nil else {
                throw .refused(
                    japanese: "--login-id に半角の英数字16文字までのIDを指定してください。",
                    english: "--login-id must be 1 to 16 half-width letters and digits")
            }
            return loginId
        }

        /// One line, not shown while it is typed on a terminal.
        private static func readPassword() throws -> String {
            guard isatty(STDIN_FILENO) == 1 else { return readLine() ?? "" }
            Complaint.write("パスワード / password:")
            guard let typed = getpass("") else { return "" }
            return String(cString: typed)
        }
    }
}
