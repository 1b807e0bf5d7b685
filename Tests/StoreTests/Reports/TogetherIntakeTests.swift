import Database
import Domain
import Store
import TestSupport
import Testing

/// Several reports with one button: all in one commit, or none.
struct TogetherIntakeTests {
    private func entries(
        _ world: TestWorld, admissions: Int, basedOn: Int = 0
    ) throws -> [(entry: ReportEntry, permit: Permit)] {
        let permit = try TestWorld.clerk.permit(.report, .facility(TestWorld.own, in: TestWorld.tokyo))
        let counts: [String: Answer] = ["covidOutpatients": .count(1), "newAdmissions": .count(admissions)]
        let both = [
            ("hospital-status", world.answers(TestWorld.functions("normal", "normal", "normal"))),
            ("hospital-counts", world.answers(counts, to: "hospital-counts")),
        ]
        return both.map { survey, answers in
            (
                ReportEntry(
                    survey: survey, period: TestWorld.today, answers: answers, basedOn: basedOn,
                    recordedAt: TestWorld.now, by: "入力した人", route: .web), permit
            )
        }
    }

    @Test(arguments: Engine.available)
    func `all are stored with their sums, and sent again nothing changes`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            for _ in 1...2 {
                let outcome = try await world.pool.take(
                    together: try entries(world, admissions: 2), surveys: world.surveys)
                guard case .stored = outcome else { return #expect(Bool(false), "\(outcome)") }
                #expect(try await Contents(world.pool).rows("revision") == 2)
            }
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `where one is refused nothing is stored, and it is told which`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = try await Contents(world.pool)
            // The second one is beyond its ceiling: what was stored before it goes with it.
            let outcome = try await world.pool.take(
                together: try entries(world, admissions: 99_999), surveys: world.surveys)
            guard case .refused(let outcomes) = outcome else { return #expect(Bool(false), "\(outcome)") }
            if let trouble = outcomes[0] { Issue.record("\(trouble)") }
            #expect(outcomes[1]?.verdict?.errors.map(\.field) == ["newAdmissions"])
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `what somebody stored in between is told, and the other one waits`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(TestWorld.functions("stopped", "normal", "normal"))
            let outcome = try await world.pool.take(
                together: try entries(world, admissions: 2), surveys: world.surveys)
            guard case .refused(let outcomes) = outcome, case .changedMeanwhile(let report)? = outcomes[0] else {
                return #expect(Bool(false), "\(outcome)")
            }
            #expect(report.revision == 1)
            if let trouble = outcomes[1] { Issue.record("\(trouble)") }
            #expect(try await Contents(world.pool).rows("revision") == 1)
        }
    }
}
