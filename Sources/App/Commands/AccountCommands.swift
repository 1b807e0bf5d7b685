import ArgumentParser
import Database
import Domain
import Store

/// `gmis account …`: what an operator does with IDs beside the help desk's pages (R13 R14).
struct AccountCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "アカウント / Accounts",
        subcommands: [
            AccountCreate.self, AccountRest.self, AccountWake.self, AccountReset.self, AccountRole.self,
            AccountNotify.self, AccountCommands.Issue.self,
        ])

    /// Who acts, as the audit names it.
    static let actor = "administrator"

    /// The account of a typed login ID.
    ///
    /// - Throws: `Problem.refused` where there is none.
    static func find(_ loginId: String, _ db: any Connection) throws -> Account {
        guard let account = try db.accounts.credentials(loginId: loginId, on: Program.now().day)?.account else {
            throw Problem.refused(
                japanese: "ログインID「\(loginId)」はありません。", english: "there is no login ID \(loginId)")
        }
        return account
    }

    /// A key for a new account.
    static func newId() -> String { AccountTakeover.newId() }
}
