import ArgumentParser
import Database
import Domain
import Foundation
import Sodium
import Store

/// `gmis import accounts FILE` (R3)
struct ImportAccounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: "前のシステムのアカウントを取り込む（CSV） / Take over accounts of a former system",
        discussion: "列の説明は docs/import.md にあります。 / The columns are described in docs/import.md.")

    @Argument(help: "CSV")
    var file: String?

    @Flag(help: "ひな形を標準出力へ書き出す / write a template to standard output")
    var template = false

    @Option(help: "新しい医療機関を、この日から登録する YYYY-MM-DD（省略時はきょう） / first day of new facilities; default: today")
    var from: String?

    @Flag(help: "登録済みの医療機関の名前や所在地も、ファイルの内容に改める / write the facts of known facilities down anew")
    var facts = false

    @Flag(help: "取り込んだあと、まだ知らせていないIDをまとめて知らせる / then tell everybody whom nobody told yet")
    var notify = false

    func run() async throws {
        if template {
            try FileHandle.standardOutput.write(contentsOf: Data(AccountTakeover.template))
            return
        }
        guard let file else {
            throw Problem.refused(
                japanese: "ファイルか --template を指定してください。", english: "give a file, or --template")
        }
        let day = try firstDay()
        let entries = try AccountTakeover.read([UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
        try Sodium.start()
        let writesFacts = facts
        let summary = try await Program.withPool { pool in
            let surveys = try await pool.read { try $0.forms.all() }
            return try await AccountTakeover(surveys: surveys, from: day, writesFacts: writesFacts).run(
                entries, into: pool, at: Program.now(), by: AccountCommands.actor)
        }
        print(Self.words(summary))
        if notify { try await AccountNotify.notify(holds: false) }
    }

    private func firstDay() throws -> Day {
        guard let from else { return Program.now().day }
        guard let day = Day(from) else {
            throw Problem.refused(
                japanese: "--from「\(from)」は 2020-09-01 のように指定してください。",
                english: "--from \(from) must be a day such as 2020-09-01")
        }
        return day
    }

    static func words(_ summary: AccountTakeover.Summary) -> String {
        if summary.isUnchanged {
            return "\(summary.rows)行: すべて取り込み済みです。何も変わりません。 / taken over before, nothing changed"
        }
        var words = """
            \(summary.rows)行を取り込みました。新しいアカウント \(summary.newAccounts)、登録済みのアカウント \(summary.knownAccounts)、\
            新しい医療機関 \(summary.newFacilities)・団体 \(summary.newAssociations)、改めた医療機関 \(summary.changedFacilities)
              \(summary.rows) rows: \(summary.newAccounts) new accounts, \(summary.knownAccounts) known ones left as they are, \
            \(summary.newFacilities) new facilities, \(summary.newAssociations) new associations, \
            \(summary.changedFacilities) facilities changed
            """
        if summary.doubtfulCodes > 0 {
            words += "\n  検証番号の合わない医療機関コード \(summary.doubtfulCodes)件 / facility codes with a wrong check digit"
        }
        return words
    }
}
