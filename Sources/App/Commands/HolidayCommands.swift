import ArgumentParser
import Database
import Domain
import Foundation
import Store

/// `gmis holidays import FILE`
struct HolidayCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holidays", abstract: "祝日 / Public holidays", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "祝日のファイルを取り込む。ファイルにある年が置き換わる / Take over a file of holidays; it replaces its years")

        @Argument(help: "CSV: day,name,state (attested|expected)")
        var file: String

        func run() async throws {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            let holidays = try HolidayStore.read(bytes)
            let changes = try await Program.withPool { pool in
                let now = Program.now()
                return try await pool.write { try $0.holidays.replaceYears(by: holidays, at: now) }
            }
            for change in changes {
                print(
                    change.isChanged
                        ? "\(change.year)年: \(change.days)日に置き換えました / replaced, \(change.days) days"
                        : "\(change.year)年: 同じ内容です。何も変わりません / the same as before, nothing changed")
            }
            if changes.contains(where: \.isChanged) {
                print("動いているサーバーは、次に起動したときから使います / a running server uses them from its next start")
            }
        }
    }
}
