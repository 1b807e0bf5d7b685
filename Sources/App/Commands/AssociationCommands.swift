import ArgumentParser
import Database
import Domain
import Store

/// `gmis association create …`, beside the pages of prefectures (R31).
struct AssociationCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "association", abstract: "とりまとめ団体 / Associations", subcommands: [Create.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "団体を登録する / Register an association")

        @Argument(help: "団体ID（半角英数字16文字まで） / its key")
        var id: String

        @Option(help: "名前 / name")
        var name: String

        @Option(help: "都道府県コード 01〜47 / prefecture")
        var prefecture: String

        @Option(help: "郵便番号 〒920-0000 / postal code")
        var zip = ""

        @Option(help: "都道府県名のない所在地 / address without the prefecture")
        var address = ""

        @Option(help: "電話番号 / phone")
        var phone = ""

        @Option(help: "メールアドレス。指定するとIDを発行し、お知らせを送る / mail address; given, the ID is issued and told of")
        var mail = ""

        func run() async throws {
            guard Facility.ID(id) != nil, let own = Prefecture(code: prefecture), !name.isEmpty else {
                throw Problem.refused(
                    japanese: "団体IDは半角英数字16文字まで、都道府県コードは01から47、名前は空でないものにしてください。",
                    english: "the key is 1 to 16 letters and digits, the prefecture 01 to 47, the name not empty")
            }
            guard mail.isEmpty || MailSyntax.isAddress(mail) else {
                throw Problem.refused(
                    japanese: "メールアドレス「\(mail)」は使えません。jimu@example.jp のように指定してください。",
                    english: "\(mail) is not a mail address such as jimu@example.jp")
            }
            let (key, issuesID) = (id, !mail.isEmpty)
            let details = Association.Details(name: name, zipCode: zip, address: address, mail: mail, phone: phone)
            try await Program.withPool { pool in
                let order = AccountIssue.Order(at: Program.now(), by: AccountCommands.actor)
                try await pool.write { db in
                    _ = try db.associations.register(details, in: own, id: key, issuesID: issuesID, order)
                }
            }
            print("\(id): 団体を登録しました / association registered")
        }
    }
}
