import ArgumentParser
import Database
import Domain
import Foundation
import Sodium
import Store

/// `gmis account create …`
struct AccountCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
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

    @Flag(help: "管理者（操作の記録を見る） / administrator, reads the audit")
    var administrator = false

    @Option(help: "ログインID（都道府県・厚生労働省・事務局・管理者） / login ID of an office")
    var loginId: String?

    @Option(help: "名前（医療機関のほか） / name of an office")
    var name: String?

    @Option(help: "連絡先のメールアドレス / mail address of the contact")
    var mail: String?

    func run() async throws {
        let (role, login, shown) = try wanted()
        let contact = try contact()
        let password = try PasswordLine.read()
        let faults = Password.faults(in: password, loginId: login, common: try CommonPasswords.load())
        guard faults.isEmpty else {
            throw Problem.refused(
                japanese: faults.joined(separator: "\n"),
                english:
                    "The password needs 8 to 128 half-width characters with a capital, a small letter and a digit, "
                    + "and must be neither the login ID nor one of the commonest passwords.")
        }
        try Sodium.start()
        let account = Account(id: AccountCommands.newId(), loginId: login, role: role, name: shown)
        let hash = try Argon2id.hash(password)
        try await Program.withPool { pool in
            let now = Program.now()
            try await pool.write { db in
                try Self.checkKnown(role, db)
                try db.accounts.create(account, passwordHash: hash, by: AccountCommands.actor, at: now)
                if let contact {
                    try db.contacts.record(contact, of: account.id, at: now, by: AccountCommands.actor)
                }
            }
        }
        print("\(login): アカウントを作りました / account created (\(role.key))")
    }

    private static func checkKnown(_ role: Role, _ db: any Connection) throws {
        if case .facility(let id) = role, try !db.facilities.isKnown(id) {
            throw Problem.refused(japanese: "医療機関ID \(id) は登録されていません。", english: "there is no facility \(id)")
        }
        if case .association(let id) = role, try !db.associations.isKnown(id) {
            throw Problem.refused(japanese: "団体ID \(id) は登録されていません。", english: "there is no association \(id)")
        }
    }

    private func contact() throws(Problem) -> Contact? {
        guard let mail else { return nil }
        guard MailSyntax.isAddress(mail) else {
            throw .refused(
                japanese: "メールアドレス「\(mail)」は使えません。jimu@example.jp のように指定してください。",
                english: "\(mail) is not a mail address such as jimu@example.jp")
        }
        return Contact(mail: mail)
    }

    private func wanted() throws(Problem) -> (Role, login: String, name: String) {
        let given = [facility != nil, association != nil, prefecture != nil, ministry, helpDesk, administrator]
        guard given.count(where: { $0 }) == 1 else {
            throw .refused(
                japanese:
                    "--facility、--association、--prefecture、--ministry、--help-desk、--administrator のどれか1つを指定してください。",
                english:
                    "give exactly one of --facility, --association, --prefecture, --ministry, --help-desk, --administrator"
            )
        }
        if let facility { return try wanted(facility) }
        if let association { return (.association(association), association, name ?? association) }
        guard
            let office = try OfficeRole.read(
                prefecture: prefecture, ministry: ministry, helpDesk: helpDesk, administrator: administrator)
        else { throw .refused(japanese: "役割を指定してください。", english: "give a role") }
        return (office.role, try login(), name ?? office.name)
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
}

/// The first line of standard input, not shown while it is typed on a terminal.
enum PasswordLine {
    static func read() throws -> String {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() ?? "" }
        Complaint.write("パスワード / password:")
        guard let typed = getpass("") else { return "" }
        return String(cString: typed)
    }
}
