import ArgumentParser
import Database
import Domain
import Store

/// `gmis erase`
struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "期間を過ぎた個人データを消す / Erase personal data whose time is over",
        discussion: "サーバーは毎日3時30分に同じことをします。 / The server does the same every night at 3:30 Japan time.")

    @Flag(help: "数えるだけで消さない / only count")
    var dryRun = false

    @Option(help: "この時刻のつもりで数える（--dry-run のとき） / count as of this instant, 2021-01-20T04:00:00.000Z; with --dry-run")
    var now: String?

    func run() async throws {
        let settings = try Settings()
        let instant = try instant()
        let counts = try await Program.withPool { pool in
            dryRun
                ? try await pool.read { try $0.erasing.due(settings.keeping, at: instant) }
                : try await pool.erase(settings.keeping, at: instant)
        }
        for kind in Keeping.Kind.allCases {
            print("\(kind.label)（\(settings.keeping.days(kind))日） / \(kind.rawValue): \(counts[kind] ?? 0)")
        }
        if dryRun { print("消していません。 / Nothing was erased.") }
    }

    /// Nothing can be erased ahead of its time: another instant is for counting only.
    private func instant() throws -> Instant {
        guard let text = now else { return Program.now() }
        guard dryRun, let instant = Instant(text) else {
            throw Problem.refused(
                japanese: "--now は --dry-run と一緒に、2021-01-20T04:00:00.000Z の形で指定してください。",
                english: "--now goes with --dry-run and reads like 2021-01-20T04:00:00.000Z")
        }
        return instant
    }
}
