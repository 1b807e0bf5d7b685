import ArgumentParser
import Database
import Domain
import Store

/// `gmis maintenance list|plan|end`, beside the help desk's pages (R10).
struct MaintenanceCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maintenance", abstract: "計画メンテナンス / Planned maintenance",
        discussion: """
            このあいだ、報告の入力と訂正ができなくなります。時刻は日本時間です。
            Nothing can be entered or corrected meanwhile. Times are those of Japan.
            """,
        subcommands: [List.self, Plan.self, End.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "一覧 / All of them, the newest past ones last")

        func run() async throws {
            let (now, windows) = try await Program.withPool { pool in
                try await pool.read { db in
                    let now = try Program.shownNow(db)
                    return (now, try db.maintenanceWindows.all(at: now, limit: 20))
                }
            }
            if windows.isEmpty { print("メンテナンスの予定はありません / none") }
            for window in windows {
                print(
                    "\(window.id) \(window.startsAt.wallText) \(window.endsAt.wallText) \(words(of: window, at: now)) \(window.reason)"
                )
            }
        }

        private func words(of window: MaintenanceWindow, at now: Instant) -> String {
            switch window.state(at: now) {
            case .coming: "これから/coming"
            case .running: "実施中/running"
            case .past: "終了/past"
            case .cancelled: "取りやめ/cancelled"
            }
        }
    }

    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "予定する / Plan one")

        @Option(help: "はじまり 2021-01-20T22:00。なければ、いますぐ / its beginning; at once when not given")
        var from: String?

        @Option(help: "おわり 2021-01-21T06:00 / its end")
        var until: String

        @Option(help: "理由。すべての方が読みます / why, as everybody reads it")
        var reason: String

        @Option(help: "知らせはじめる日時。なければ、いまから / told of from then on; from now on when not given")
        var announceFrom = ""

        @Flag(help: "お知らせとメールでも知らせる / a notice and mails to everybody as well")
        var mail = false

        func run() async throws {
            let typed = TypedMaintenance(
                startsNow: from == nil, from: from ?? "", until: until, announcedFrom: announceFrom, reason: reason,
                byMail: mail)
            let id = MaintenanceWindowStore.newId()
            try await Program.withPool { pool in
                let now = try await pool.read { try Program.shownNow($0) }
                let plan = try Self.read(typed, at: now)
                do {
                    try await pool.plan { try $0.plan(plan, id: id, basedOn: 0, at: now, by: AccountCommands.actor) }
                } catch MaintenanceRefusal.overlapping(let other) {
                    throw Problem.refused(
                        japanese: "\(other.words)のメンテナンスと重なっています。", english: "It overlaps with \(other.id).")
                }
            }
            print("\(id): 予定しました。動いているサーバーの画面には数秒で出ます / planned; running servers show it within seconds")
        }

        private static func read(_ typed: TypedMaintenance, at now: Instant) throws -> MaintenancePlan {
            let result = Result { () throws(Problem) in try typed.read(at: now) }
            guard case .failure(.invalid(let problems)) = result else { return try result.get() }
            throw Problem.refused(
                japanese: problems.map(\.sentence).joined(separator: "\n"),
                english: "Not usable: \(problems.map(\.field).joined(separator: ", "))")
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "実施中のものを終える、これからのものを取りやめる / End a running one, call off one that is coming")

        @Argument(help: "w- からはじまる番号 / its key")
        var id: String

        @Flag(help: "お知らせとメールでも知らせる / a notice and mails to everybody as well")
        var mail = false

        func run() async throws {
            let (id, mail) = (id, mail)
            do {
                try await Program.withPool { pool in
                    let now = try await pool.read { try Program.shownNow($0) }
                    try await pool.plan { try $0.end(id, byMail: mail, at: now, by: AccountCommands.actor) }
                }
            } catch Problem.notFound {
                throw Problem.refused(
                    japanese: "\(id) というメンテナンスはありません。gmis maintenance list で確かめてください。",
                    english: "There is no window \(id). See gmis maintenance list.")
            }
            print("\(id): 終えました / ended")
        }
    }
}
