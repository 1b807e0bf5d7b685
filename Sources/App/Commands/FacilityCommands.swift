import ArgumentParser
import Database
import Domain
import Store

/// `gmis facility set …`: writes down dated facts of an institution until its pages come (R13 R22 R28).
struct FacilityCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facility", abstract: "医療機関の日付つきの事実 / Dated facts of facilities",
        subcommands: [Create.self, SetFacts.self])

    struct SetFacts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "いつから何であるかを書き加える / Write down what holds from when",
            discussion: """
                名前や所在地は、変わるものだけを指定します。ほかはその日のものがそのまま続きます。市区町村と都道府県は一緒に指定します。
                Of name, address and codes give only what changes; the rest stays as on that day. Give municipality and prefecture together.
                """)

        @Argument(help: "医療機関ID / facility ID")
        var facility: String

        @Option(help: "この日から YYYY-MM-DD / first day")
        var from: String

        @Option(help: "この日の前日まで YYYY-MM-DD / first day on which it no longer holds")
        var until: String?

        @Option(help: "open, resting, closed, merged")
        var life: String?

        @Option(help: "統合先の医療機関ID / facility it was merged into")
        var into: String?

        @Option(help: "hospital, clinic, testCentre")
        var kind: String?

        @Option(help: "none, consults, tests（診療のみ・診療と検査）")
        var designation: String?

        @Option(help: "行政検査の委託契約 yes / no")
        var contract: String?

        @Option(help: "とりまとめ団体のID、自院なら self / association that reports, or self")
        var party: String?

        @Option(help: "新しい名前 / new name")
        var name: String?

        @Option(help: "移転先の都道府県コード 01〜47 / prefecture it moved to")
        var prefecture: String?

        @Option(help: "移転先の全国地方公共団体コード6桁 / code of the municipality it moved to")
        var municipality: String?

        @Option(help: "移転先の市区町村名 / name of that municipality")
        var city: String?

        @Option(help: "都道府県名のない所在地 / address without the prefecture")
        var address: String?

        @Option(help: "新しい医療機関コード10桁 / new facility code")
        var code: String?

        func run() async throws {
            let facts = try FactsToSet(self)
            try await Program.withPool { pool in
                try await pool.write { try facts.write($0, at: Program.shownNow($0)) }
            }
            print("\(facility): \(facts.words) \(from)〜\(until ?? "") / written down")
        }
    }
}
