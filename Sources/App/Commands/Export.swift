import ArgumentParser
import Database
import Domain
import Foundation
import Store

/// `gmis export open-data --date DAY`
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "ファイルに書き出す / Write data out", subcommands: [OpenData.self])

    struct OpenData: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open-data",
            abstract: "1日分の公開データを標準出力へ書き出す / Write a day's published file to standard output")

        @Option(help: "YYYY-MM-DD")
        var date: String

        @Flag(help: "ZIPにする / as a zip archive")
        var zip = false

        func run() async throws {
            guard let day = Day(date) else {
                throw Problem.refused(
                    japanese: "日付「\(date)」は 2020-12-09 のように指定してください。",
                    english: "--date \(date) must be a day such as 2020-12-09")
            }
            let asArchive = zip
            let bytes = try await Program.withPool { pool in
                let publication = try await pool.read { db in
                    try db.openData(try db.forms.all()).publication(of: day)
                }
                guard let publication else {
                    throw Problem.refused(
                        japanese: "\(day.text) の公開データはありません。", english: "there are no published data of \(day.text)")
                }
                let csv = PublishedFile.csv(publication)
                return asArchive ? try PublishedFile.zip(csv) : csv
            }
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        }
    }
}
