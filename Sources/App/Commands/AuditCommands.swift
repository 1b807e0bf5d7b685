import ArgumentParser
import Database
import Domain
import Store

/// `gmis audit verify`
struct AuditCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "監査記録 / The audit", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "監査記録と報告の版に欠けや書き換えがないか確かめる / Look for changed or missing entries and revisions")

        func run() async throws {
            let result = try await Program.withPool { pool in try await pool.read { try $0.audit.verify() } }
            guard result.isWhole else {
                throw Problem.refused(
                    japanese: "監査記録に欠けか書き換えがあります。\n  " + result.faults.joined(separator: "\n  "),
                    english: "The audit is not whole: \(result.faults.count) faults shown.")
            }
            for head in result.heads { print("head \(head)") }
            print(
                "監査記録は完全です: \(result.entries)件、\(result.chains)系列 / whole: \(result.entries) entries in \(result.chains) chains"
            )
        }
    }
}
