import ArgumentParser
import Database
import Domain
import Foundation
import Sodium
import Store

extension AccountCommands {
    /// `gmis account issue FILE`: the same list and the same run as on the help desk's page (R4).
    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "一覧の医療機関にIDを発行する（途中で止まっても、もう一度実行すれば続きから） / Issue IDs from a list; resumes where it stopped")

        @Argument(help: "CSV、UTF-8かShift_JIS / list in UTF-8 or CP932")
        var file: String

        @Flag(help: "メールを保留する / hold the mails until they are released")
        var hold = false

        @Flag(help: "同じかもしれない医療機関にも発行する / issue to possible doubles too")
        var withDoubles = false

        func run() async throws {
            let path = file
            let list = try IssueList([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
            let settings = try Settings()
            let (holds, doubles) = (hold || settings.holdsNotifications, withDoubles)
            try Sodium.start()
            let bar = ProgressBar()
            defer { bar.end() }
            let done = try await Program.withPool { pool in
                let now = Program.now()
                let run = try await pool.writeAlone { db in
                    let run = try db.issueRuns.keep(list, holds: holds, at: now, by: "administrator")
                    try db.issueRuns.begin(run, holds: holds, withDoubles: doubles, at: now, by: "administrator")
                    return run
                }
                let work = IssueRunWork(
                    pool: pool, surveys: try await pool.read { try $0.forms.all() },
                    worker: "c-" + Sodium.hex(Sodium.random(8)))
                return try await finish(run, work, pool, bar)
            }
            bar.end()
            print(
                """
                発行したID \(done.issued)件、とばした行 \(done.leftOut)行、保留しているメール \(done.held)通
                \(done.issued) IDs issued, \(done.leftOut) rows left out, \(done.held) mails held
                """)
        }

        /// Works until the run is finished, or waits for the program that works at it.
        private func finish(
            _ run: String, _ work: IssueRunWork, _ pool: any ConnectionPool, _ bar: ProgressBar
        ) async throws -> IssueRunStore.Run {
            while true {
                let now = Program.now()
                let step = try await work.step(run, at: now, true: now)
                guard let state = try await pool.read({ try $0.issueRuns.find(run) }) else { throw Problem.notFound }
                bar.show("ID発行 / issuing", Double(state.done) / Double(max(1, state.total)))
                if state.finishedAt != nil { return state }
                if step == .nothing { try await Task.sleep(for: .seconds(1)) }
            }
        }
    }
}
