import Database
import Domain
import Store
import TestSupport
import Testing

/// The invented country with which everybody can try the product at once.
struct DemonstrationWorldTests {
    private static let today = Day.written("2021-01-20")

    @Test(arguments: Engine.available)
    func `it is the same every time, on every engine`(engine: Engine) async throws {
        func tables(_ engine: Engine) async throws -> [String: [[SQLValue]]] {
            try await DemonstrationTrial.with(engine, days: 3, share: 10_000) {
                try await Contents($0.world.pool).tables.filter { $0.key != "audit" && $0.key != "form" }
                    .mapValues { $0.map { $0.map(Self.plain) } }
            }
        }
        let (one, other) = (try await tables(.sqlite), try await tables(engine))
        #expect(one["revision"]?.count ?? 0 > 300)
        for (name, rows) in one { #expect(rows == other[name], "\(name)") }
    }

    /// SQLite gives truth values as the numbers it keeps them as.
    private static func plain(_ value: SQLValue) -> SQLValue {
        if case .bool(let truth) = value { .integer(truth ? 1 : 0) } else { value }
    }

    @Test(arguments: Engine.available)
    func `its sums are exact and its audit whole, with one entry for all of it`(engine: Engine) async throws {
        try await DemonstrationTrial.with(engine, days: 8, share: 1_000) { trial in
            try await trial.world.expectExactSums()
            let verification = try await trial.world.pool.read { try $0.audit.verify() }
            #expect(verification.isWhole, "\(verification.faults)")
            #expect(verification.entries == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a revision of it that was changed or is gone shows in the audit`(engine: Engine) async throws {
        let ways: [SQL] = [
            "UPDATE revision SET answers = '[]' WHERE survey = 'clinic-daily' AND number = 2",
            "DELETE FROM revision WHERE survey = 'clinic-daily' AND number = 2",
            "UPDATE audit SET detail = '{}' WHERE action = 'seed'",
        ]
        try await DemonstrationTrial.with(engine, days: 3, share: 10_000) { trial in
            for way in ways {
                do {
                    try await trial.world.pool.write { db in
                        #expect(try db.execute(way) > 0)
                        #expect(try !db.audit.verify().isWhole)
                        throw Undo()
                    }
                } catch is Undo {}
            }
            #expect(try await trial.world.pool.read { try $0.audit.verify().isWhole })
        }
    }

    private struct Undo: Error {}

    @Test(arguments: Engine.available)
    func `a database that holds anything is left alone`(engine: Engine) async throws {
        let demonstration = try DemonstrationWorld(now: DemonstrationTrial.noon, days: 1, share: 10_000)
        let ways: [@Sendable (any Connection) throws -> Void] = [
            { try $0.facilities.register([TestWorld.own], at: TestWorld.now) },
            { try $0.accounts.create(TestWorld.officer, passwordHash: nil, at: TestWorld.now) },
            { try demonstration.fill($0, surveys: Surveys([])) },
        ]
        for way in ways {
            try await TestWorld.empty(engine) { world in
                try await world.pool.write(way)
                let before = try await Contents(world.pool)
                do {
                    try await DemonstrationTrial(world: world, demonstration: demonstration).fill()
                    Issue.record("filled")
                } catch Problem.refused(let japanese, let english) {
                    #expect(japanese.contains("見本は入れられません"))
                    #expect(english.contains("empty one only"))
                }
                #expect(try await Contents(world.pool) == before)
            }
        }
    }

    /// Before the clinics' survey, over each change of a form, and long after.
    @Test(arguments: ["2020-03-28", "2020-09-03", "2021-01-19", "2021-03-01", "2021-06-03", "2026-11-24"])
    func `it fits every day`(today: String) async throws {
        try await DemonstrationTrial.with(at: DemonstrationTrial.instant(today, 10), days: 4, share: 10_000) { trial in
            #expect(try await Contents(trial.world.pool).rows("report") > 0)
            try await trial.world.expectExactSums()
            let last = try await trial.query("SELECT max(recorded_at) AS last FROM revision").first
            #expect(try last?.string("last") ?? "" < trial.demonstration.now.text)
        }
    }

    @Test func `the reports of the morning are there as far as the morning has come`() async throws {
        var reported: [Int] = []
        for hour in [7, 10, 12] {
            try await DemonstrationTrial.with(
                at: DemonstrationTrial.instant("2021-01-20", hour), days: 3, share: 10_000
            ) { trial in
                reported.append(try await trial.turnout("clinic-daily", Self.today.adding(-1)).reported)
                #expect(try await trial.turnout("clinic-daily", Self.today) == Turnout())
                let before = try await trial.turnout("clinic-daily", Self.today.adding(-2))
                #expect(before.reported > 100)
                #expect(before.onTime > 10 * before.late)
                #expect(before.late > 0)
            }
        }
        #expect(reported.first == 0)
        #expect(reported == reported.sorted() && Set(reported).count == 3)
    }

    @Test func `there is one sign-in a role, and every institution has an account without a password`() async throws {
        try await DemonstrationTrial.with(days: 1, share: 10_000) { trial in
            let labels = trial.demonstration.signIns.map(\.label)
            #expect(
                labels == [
                    "医療機関(診療所)", "医療機関(病院)", "医療機関(指定された病院)", "とりまとめ団体", "都道府県", "厚生労働省",
                    "事務局", "管理者", "医療機関(診療所の同僚)",
                ])
            for signIn in trial.demonstration.signIns {
                let found = try await trial.world.pool.read { db in
                    let id = signIn.account.loginId
                    return try signIn.mail.map { try db.accounts.credentials(loginId: id, mail: $0, on: Self.today) }
                        ?? db.accounts.credentials(loginId: id, on: Self.today)
                }
                #expect(found?.account == signIn.account)
                #expect(found?.passwordHash == nil)
            }
            let institutions = try await trial.number("SELECT count(*) AS n FROM facility")
            #expect(try await trial.number("SELECT count(*) AS n FROM account") == institutions + 5)
        }
    }

    @Test func `passwords are those that were given`() async throws {
        let demonstration = try DemonstrationWorld(now: DemonstrationTrial.noon, days: 1, share: 10_000)
        try await TestWorld.empty(.sqlite) { world in
            let surveys = world.surveys
            let id = demonstration.signIns[0].account.loginId
            try await world.pool.writeAlone {
                try demonstration.fill($0, surveys: surveys, passwordHashes: [id: "hash"])
            }
            let hash = try await world.pool.read {
                try $0.accounts.credentials(loginId: id, on: Self.today)?.passwordHash
            }
            #expect(hash == "hash")
        }
    }
}
