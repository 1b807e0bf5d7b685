import ArgumentParser
import Domain
import Foundation
import Store

/// `gmis survey check FILE`
struct SurveyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "survey", abstract: "調査票の定義 / Survey definitions", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "調査票の定義を確かめる / Check a survey definition (YAML)")

        @Argument(help: "YAML")
        var file: String

        func run() async throws {
            let data = try Data(contentsOf: URL(fileURLWithPath: file))
            guard let text = String(validating: data, as: UTF8.self) else {
                throw Problem.refused(
                    japanese: "\(file): 文字コードがUTF-8ではありません。", english: "\(file): not UTF-8")
            }
            let form = try FormReader.read(text, file: file)
            print("\(file): 正しい定義です（\(form.title)、\(form.from.text)から、\(form.items.count)項目、確認\(form.checks.count)件）")
            print(
                "\(file): valid (\(form.survey) from \(form.from.text), \(form.items.count) items, \(form.checks.count) checks)"
            )
        }
    }
}
