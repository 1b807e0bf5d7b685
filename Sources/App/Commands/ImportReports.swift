import ArgumentParser
import Database
import Domain
import Foundation
import Store

/// `gmis import reports FILE --survey KEY` (R5 R8 R30)
struct ImportReports: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "前のシステムの報告を取り込む（CSV、1行が1医療機関の1日） / Take over reports of a former system, a line a facility and day",
        discussion: "列の説明は docs/import.md にあります。 / The columns are described in docs/import.md.")

    @Argument(help: "CSV: facilityId,day,…")
    var file: String

    @Option(help: "調査のキー（clinic-daily など） / the survey's key")
    var survey: String

    func run() async throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        let key = survey
        let bar = ProgressBar()
        defer { bar.end() }
        let summary = try await Program.withPool { pool in
            let surveys = try await pool.read { try $0.forms.all() }
            return try await ReportTakeover(survey: key, surveys: surveys).run(
                bytes, into: pool, at: Program.now(), by: AccountCommands.actor
            ) { bar.show("保存 / storing", $0) }
        }
        bar.end()
        print(
            """
            \(summary.rows)行: 引き継いだ版 \(summary.revisions)、同じ内容 \(summary.unchanged)、空の行 \(summary.blank)、\
            報告者の入力を残した行 \(summary.kept.count)
              \(summary.rows) rows: \(summary.revisions) revisions carried over, \(summary.unchanged) the same as before, \
            \(summary.blank) blank, \(summary.kept.count) left as entered
            """)
        for kept in summary.kept { print("  \(kept.facility) \(kept.period.text): 入力を残しました / left as entered") }
    }
}
