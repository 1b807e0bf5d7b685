import ArgumentParser
import Database
import Domain
import Foundation
import Store

/// `gmis import open-data|accounts|reports FILE`
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "ファイルから取り込む / Take data over from a file",
        subcommands: [OpenData.self, ImportAccounts.self, ImportReports.self])

    struct OpenData: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open-data", abstract: "公開データの1日分を取り込む（CSV・ZIP） / Take over one day of published data")

        @Argument(help: "covid-19_daily_survey.csv / .zip")
        var file: String

        func run() async throws {
            let path = file
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let bar = ProgressBar()
            let summary = try await Program.withPool { pool in
                let surveys = try await pool.read { try $0.forms.all() }
                let importing = OpenDataImport(surveys: surveys) { stage, fraction in
                    bar.show(stage == .reading ? "読み取り" : "保存", stage == .reading ? fraction / 2 : 0.5 + fraction / 2)
                }
                do {
                    let summary = try await importing.run(bytes, into: pool, at: Program.now())
                    bar.end()
                    return summary
                } catch {
                    bar.end()
                    throw error
                }
            }
            print(Self.words(summary))
            if summary.leftList * 20 > summary.facilities, summary.leftList > 100 {
                Complaint.write("一覧から\(summary.leftList)医療機関が外れました。ファイルが途中で切れていないか確かめてください。")
                Complaint.write("\(summary.leftList) facilities left the list: was the file cut off?")
            }
        }

        static func words(_ summary: OpenDataImport.Summary) -> String {
            if summary.isUnchanged {
                return "\(summary.day.text): 同じファイルを取り込み済みです。何も変わりません。 / taken over before, nothing changed"
            }
            return """
                \(summary.day.text): \(summary.rows)行、\(summary.facilities)医療機関を取り込みました。
                  新しい医療機関 \(summary.newFacilities)、属性の変更 \(summary.changedAttributes)、\
                一覧に加わった \(summary.enteredList)・外れた \(summary.leftList)、報告の版 \(summary.revisions)、\
                報告者の入力を残した \(summary.keptReports)
                  \(summary.rows) rows of \(summary.facilities) facilities: \(summary.newFacilities) new, \
                \(summary.changedAttributes) attributes changed, \(summary.enteredList) entered and \(summary.leftList) left \
                the list, \(summary.revisions) revisions carried over, \(summary.keptReports) reports left as entered
                """
        }
    }
}
