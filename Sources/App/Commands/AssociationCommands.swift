import ArgumentParser
import Database
import Domain
import Store

/// `gmis association create …` until prefectures have their pages (R31).
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

        func run() async throws {
            guard Facility.ID(id) != nil, let own = Prefecture(code: prefecture), !name.isEmpty else {
                throw Problem.refused(
                    japanese: "団体IDは半角英数字16文字まで、都道府県コードは01から47、名前は空でないものにしてください。",
                    english: "the key is 1 to 16 letters and digits, the prefecture 01 to 47, the name not empty")
            }
            let (key, shown) = (id, name)
            try await Program.withPool { pool in
                let now = Program.now()
                try await pool.write { db in
                    try db.associations.create(id: key, name: shown, prefecture: own, at: now)
                    try db.audit.record(
                        AuditEntry(actor: "administrator", action: "association.create", subject: "association:\(key)"),
                        at: now)
                }
            }
            print("\(id): 団体を登録しました / association registered")
        }
    }
}
