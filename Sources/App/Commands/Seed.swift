import ArgumentParser
import Database
import Domain
import Sodium
import Store

/// `gmis seed`: an invented country, and one sign-in a role. The sign-ins go to standard output, all else to standard error.
struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "空のデータベースに架空の見本を入れる / Fill an empty database with an invented country")

    @Option(help: "全国の何分の1にするか / one in so many of the country's institutions")
    var share = 10

    @Option(help: "きょうまで何日分の報告を入れるか / reports for so many days up to today")
    var days = 60

    @Option(help: ArgumentHelp("as if it were this instant", visibility: .hidden))
    var now: String?

    @Option(
        help: ArgumentHelp(
            "from this day on reports are expected, not from the first day with reports", visibility: .hidden))
    var askedFrom: String?

    func run() async throws {
        let world = try world()
        try Sodium.start()
        let signIns = world.signIns.map { ($0, password: Self.password()) }
        let hashes = try Dictionary(
            signIns.map { ($0.key, try Argon2id.hash($1)) }, uniquingKeysWith: { first, _ in first })
        let bar = ProgressBar()
        defer { bar.end() }
        try await Program.withPool { pool in
            let surveys = try await pool.read { try $0.forms.all() }
            try await pool.writeAlone { db in
                try world.fill(db, surveys: surveys, passwordHashes: hashes) { bar.show("見本 / demonstration", $0) }
            }
        }
        bar.end()
        Complaint.write("見本を入れました / the demonstration is in place")
        for (signIn, password) in signIns {
            let mail = signIn.mail.map { "\tメール \($0)" } ?? ""
            print("\(signIn.label)\t\(signIn.account.name)\tID \(signIn.account.loginId)\tパスワード \(password)\(mail)")
        }
    }

    private func world() throws -> DemonstrationWorld {
        guard (1...10_000).contains(share), (1...366).contains(days) else {
            throw Problem.refused(
                japanese: "--share は1から10000、--days は1から366の数にしてください。",
                english: "--share must be 1 to 10000, --days 1 to 366")
        }
        guard let instant = now.map({ Instant($0) }) ?? Program.now() else {
            throw Problem.refused(
                japanese: "--now は 2021-01-20T03:48:00.000Z のように指定してください。",
                english: "--now must be an instant such as 2021-01-20T03:48:00.000Z")
        }
        let first = try askedFrom.map { text in
            guard let day = Day(text) else {
                throw Problem.refused(
                    japanese: "--asked-from は 2020-09-01 のように指定してください。",
                    english: "--asked-from must be a day such as 2020-09-01")
            }
            return day
        }
        return try DemonstrationWorld(now: instant, days: days, share: share, askedFrom: first)
    }

    /// Different in every database, so that nobody knows the one of yours.
    private static func password() -> String {
        "Mihon-" + Sodium.random(8).map { String($0 % 10) }.joined()
    }
}
