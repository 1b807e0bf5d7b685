import Database
import Domain
import Store
import TestSupport
import Testing

/// A report is taken back with a reason, and its day is open again (R26).
struct WithdrawalTests {
    private static let usual = TestWorld.functions("normal", "limited", "none").merging(["receivableBeds": .count(7)]) {
        $1
    }
    private static let later = TestWorld.now.adding(seconds: 600)

    private func sentence(_ body: () async throws -> WithdrawalOutcome) async throws -> String {
        do {
            let outcome = try await body()
            Issue.record("withdrawn: \(outcome)")
            return ""
        } catch Problem.nothingToWithdraw(let reason) {
            return reason
        }
    }

    @Test(arguments: Engine.available)
    func `it works: a revision without figures, with who, when and why, and the day is open again`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            let outcome = try await world.withdraw(
                "別の日の数でした。", by: TestWorld.clerk, at: Self.later, basedOn: 1)
            let revision = try #require(outcome.stored)
            #expect(try await world.revisions().last == revision)
            #expect(revision.number == 2)
            #expect(revision.status == .withdrawn)
            #expect(revision.answers.isBlank)
            #expect(revision.reason == "別の日の数でした。")
            #expect(revision.account == "account-clerk")
            #expect(revision.by == "取り下げた人")
            #expect(revision.recordedAt == Self.later)
            #expect(revision.receipt.hasPrefix("20210119-"))
            #expect(try await world.revisions().first?.answers == world.answers(Self.usual))
            let report = try #require(try await world.current())
            #expect(report.status == .withdrawn)
            #expect(report.revision == 2)
            #expect(report.answers.isBlank)
        }
    }

    @Test(arguments: Engine.available)
    func `sums and turnout move in every area, and the others' figures stay`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            try await world.report(Self.usual, for: TestWorld.neighbour)
            try await world.withdraw(at: Self.later, basedOn: 1)
            for area in [Area.nation, .prefecture(TestWorld.tokyo)] {
                #expect(
                    try await world.turnout(area) == Turnout(reported: 1, onTime: 1, withdrawn: 1, revisions: 3))
            }
            #expect(try await world.turnout(.municipality("131041")) == Turnout(withdrawn: 1, revisions: 2))
            #expect(try await world.turnout(.municipality("132012")) == Turnout(reported: 1, onTime: 1, revisions: 1))
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `the published file shows no answer again`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = try await world.publishedText("2021-01-19")
            try await world.report(Self.usual)
            let reported = try await world.publishedText("2021-01-19")
            #expect(reported != before)
            try await world.withdraw(basedOn: 1)
            #expect(try await world.publishedText("2021-01-19") == before)
            #expect(before.contains("未回答"))
        }
    }

    @Test(arguments: Engine.available)
    func `a new report is a further revision, and counts from its return`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            try await world.withdraw(at: Self.later, basedOn: 1)
            // The same figures as before the withdrawal are no repetition.
            let late = TestWorld.now.adding(seconds: 2 * 86_400)
            let revision = try #require(try await world.report(Self.usual, at: late, basedOn: 2).stored)
            #expect(revision.number == 3)
            #expect(try await world.revisions().map(\.status) == [.submitted, .withdrawn, .submitted])
            #expect(try await world.revisions().firstSubmittedAt == late)
            #expect(try await world.current()?.submittedAt == late)
            #expect(try await world.turnout() == Turnout(reported: 1, late: 1, revisions: 3))
            try await world.expectExactSums()
            try await world.withdraw(at: late, basedOn: 3)
            try await world.expectExactSums()
            #expect(try await world.revisions().last?.number == 4)
        }
    }

    @Test(arguments: Engine.available)
    func `a report carried over is withdrawn by its own institution, and a later file leaves it so`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let file = InventedFile("2021-01-19", [InventedHospital(id: TestWorld.own.text, answers: ["通常"])])
            try await world.takeOver(file)
            try await world.withdraw("当院の報告ではありません。", basedOn: 1)
            #expect(try await world.revisions().map(\.status) == [.carriedOver, .withdrawn])
            #expect(try await world.revisions().map(\.route) == [.openDataImport, .web])
            try await world.expectExactSums()
            let corrected = InventedFile("2021-01-19", [InventedHospital(id: TestWorld.own.text, answers: ["停止"])])
            #expect(try await world.takeOver(corrected).keptReports == 1)
            #expect(try await world.current()?.status == .withdrawn)
            #expect(try await world.publishedText("2021-01-19").contains("\"入院\",\"未回答\""))
            try await world.expectExactSums()
            #expect(try await world.pool.read { try $0.audit.verify() }.isWhole)
        }
    }

    @Test(arguments: Engine.available)
    func `what was never there, or is withdrawn already, is refused in words`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let empty = try await Contents(world.pool)
            for basedOn in [0, 1] {
                let sentence = try await sentence { try await world.withdraw(basedOn: basedOn) }
                #expect(sentence == "1月19日(火)の報告は、まだありません。取り下げるものはありません。")
            }
            #expect(try await Contents(world.pool) == empty)
            try await world.report(Self.usual)
            try await world.withdraw(basedOn: 1)
            let before = try await Contents(world.pool)
            for basedOn in [1, 2] {
                let sentence = try await sentence { try await world.withdraw(basedOn: basedOn) }
                #expect(sentence == "1月19日(火)の報告は、すでに取り下げてあります。")
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `what is based on an old revision is told so and nothing is stored`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            try await world.report(TestWorld.functions("stopped", "normal", "none"), basedOn: 1)
            let before = try await Contents(world.pool)
            for basedOn in [-1, 0, 1, 3] {
                let outcome = try await world.withdraw(basedOn: basedOn)
                guard case .changedMeanwhile(let current) = outcome else { return #expect(Bool(false), "\(outcome)") }
                #expect(current.revision == 2)
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `a correction that crosses a withdrawal is told so`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            try await world.withdraw(basedOn: 1)
            let before = try await Contents(world.pool)
            let outcome = try await world.report(TestWorld.functions("stopped", "normal", "none"), basedOn: 1)
            guard case .changedMeanwhile(let current) = outcome else { return #expect(Bool(false), "\(outcome)") }
            #expect(current.status == .withdrawn)
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `of a correction and withdrawals at once exactly one is stored`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            let stored = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do {
                            return try await world.withdraw(basedOn: 1).stored == nil ? 0 : 1
                        } catch Problem.nothingToWithdraw {
                            return 0
                        }
                    }
                    group.addTask {
                        let other = TestWorld.functions("stopped", "normal", "none")
                        return try await world.report(other, basedOn: 1).stored == nil ? 0 : 1
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(stored == 1)
            #expect(try await world.revisions().count == 2)
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `the audit tells of it under the account's key, without the reason, and misses it when it is gone`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            try await world.withdraw("消しても残る理由", by: TestWorld.clerk, basedOn: 1)
            let revision = try #require(try await world.report(Self.usual, basedOn: 2).stored)
            let rows = try await world.pool.read {
                try $0.query("SELECT actor, action, detail FROM audit WHERE action LIKE 'report.%' ORDER BY detail")
            }
            let actions = try rows.map { try $0.string("action") }
            #expect(actions.sorted() == ["report.create", "report.create", "report.withdraw"])
            let row = try #require(try rows.first { try $0.string("action") == "report.withdraw" })
            #expect(try row.string("actor") == "account-clerk")
            #expect(try row.string("detail").contains(#""revision":"2""#))
            #expect(try !row.string("detail").contains("理由"))
            #expect(revision.number == 3)
            #expect(try await world.pool.read { try $0.audit.verify() }.isWhole)
            try await world.pool.write { _ = try $0.execute("DELETE FROM revision WHERE status = 'withdrawn'") }
            let faults = try await world.pool.read { try $0.audit.verify() }.faults
            #expect(faults.contains { $0.contains("is missing") }, "\(faults)")
        }
    }

    @Test(arguments: Engine.available)
    func `nobody withdraws with a permit that only reads, and no survey or day that there is not`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            let before = try await Contents(world.pool)
            let subject = Subject.facility(TestWorld.own, in: TestWorld.tokyo)
            let tries: [(Action, survey: String, day: String)] = [
                (.report, "no-such-survey", "2021-01-19"), (.report, "hospital-status", "2020-03-25"),
                (.report, "supplies-weekly", "2021-01-19"), (.readReports, "hospital-status", "2021-01-19"),
            ]
            for (action, survey, day) in tries {
                let withdrawal = Withdrawal(
                    survey: survey, period: .written(day), reason: try WithdrawalReason("理由"), basedOn: 1,
                    recordedAt: Self.later, by: "", route: .web)
                await #expect(throws: Problem.notFound) {
                    try await world.pool.withdraw(
                        withdrawal, try TestWorld.clerk.permit(action, subject), surveys: world.surveys)
                }
            }
            #expect(try await Contents(world.pool) == before)
        }
    }
}

extension WithdrawalOutcome {
    /// The revision, where one was stored.
    var stored: Revision? { if case .stored(let revision) = self { revision } else { nil } }
}
