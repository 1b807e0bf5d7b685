import ArgumentParser
import Database
import Domain
import Sodium
import Store

/// `gmis account notify`: tells everybody of their ID whom nobody told yet (R4).
struct AccountNotify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify",
        abstract: "まだ知らせていないIDを、まとめて知らせる / Tell everybody of their ID whom nobody told yet",
        discussion: """
            メールは送る順番に並び、動いているサーバーが送ります。途中で止めても、もう一度行えば続きから進みます。
            手紙で知らせるものは、事務局の「手紙」の画面から印刷します。
            Mails are queued and a running server sends them; begun again after a stop it goes on. Letters are printed on the help
            desk's page.
            """)

    @Flag(help: "送らずに待たせておく。事務局の「メール」の画面から送る / mails wait until the help desk releases them")
    var hold = false

    func run() async throws { try await Self.notify(holds: hold) }

    static func notify(holds: Bool) async throws {
        try Sodium.start()
        let bar = ProgressBar()
        defer { bar.end() }
        let summary = try await Program.withPool { pool in
            try await AccountNotification(pool).run(holds: holds, at: Program.now(), by: AccountCommands.actor) {
                bar.show("メール / mails", $0)
            }
        }
        bar.end()
        let state = holds ? "待たせています / held" : "送る順番に並べました / queued"
        print("メール \(summary.mails)件: \(state)（\(summary.batch)）")
        print("手紙 \(summary.letters)件: 事務局の「手紙」の画面から印刷してください / letters to print on the help desk's page")
        if summary.withoutAddress > 0 {
            print("メールアドレスがないもの \(summary.withoutAddress)件 / without a mail address")
        }
    }
}
