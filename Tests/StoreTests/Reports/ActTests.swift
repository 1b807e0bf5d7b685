import Database
import Domain
import Store
import TestSupport
import Testing

/// One press of a button is carried out once, however often and late its request comes.
@Suite struct ActTests {
    private static let figures = TestWorld.functions("normal", "stopped", "normal")

    private func key(_ id: String = "press-000000000001", _ fingerprint: String = "a") -> ActKey {
        ActKey(scope: TestWorld.clerk.id, id: id, fingerprint: fingerprint)
    }

    /// Sends a report as one act.
    private func send(
        _ world: TestWorld, _ key: ActKey, _ figures: [String: Answer] = figures, basedOn: Int = 0
    ) async throws -> ActOutcome<IntakeOutcome> {
        let entry = ReportEntry(
            survey: "hospital-status", period: TestWorld.today, answers: world.answers(figures), basedOn: basedOn,
            recordedAt: TestWorld.now, by: "入力した人", route: .web)
        let permit = try TestWorld.clerk.permit(.report, .facility(TestWorld.own, in: TestWorld.tokyo))
        return try await world.pool.act(key, at: TestWorld.now, surveys: world.surveys) {
            try $0.take(entry, permit)
        } answer: { outcome in
            outcome.revision.map { ActAnswer(status: 303, location: "/reports/\($0)") }
        }
    }

    @Test(arguments: Engine.available)
    func `a late request after a withdrawal stores nothing and is answered as the first time`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            guard case .done(.stored) = try await send(world, key()) else { return #expect(Bool(false)) }
            try await world.withdraw(basedOn: 1)
            let before = try await Contents(world.pool)
            // Even where it would be taken: based on the withdrawal.
            guard case .repeated(let act) = try await send(world, key(), basedOn: 2) else {
                return #expect(Bool(false))
            }
            #expect(act.location == "/reports/1")
            #expect(act.status == 303)
            #expect(try await Contents(world.pool) == before)
            // Another press is another act.
            guard case .done(.stored(let revision)) = try await send(world, key("press-000000000002"), basedOn: 2)
            else { return #expect(Bool(false)) }
            #expect(revision.number == 3)
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `of many at once one is carried out, and all are answered alike`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let (done, repeated) = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 1...12 {
                    group.addTask {
                        switch try await send(world, key()) {
                        case .done(let outcome): outcome.revision == 1
                        case .repeated(let act): act.location != "/reports/1"
                        }
                    }
                }
                var answers: [Bool] = []
                for try await answer in group { answers.append(answer) }
                return (answers.count { $0 }, answers.count { !$0 })
            }
            #expect(done == 1)
            #expect(repeated == 11)
            let after = try await Contents(world.pool)
            #expect(after.rows("revision") == 1)
            #expect(after.rows("act") == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `the number of another request is refused, and that of another account is free`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await send(world, key())
            let before = try await Contents(world.pool)
            await #expect(throws: Problem.actReused) { try await send(world, key("press-000000000001", "b")) }
            #expect(try await Contents(world.pool) == before)
            let theirs = ActKey(scope: "account-other", id: key().id, fingerprint: "b")
            guard case .done(.unchanged) = try await send(world, theirs) else { return #expect(Bool(false)) }
        }
    }

    @Test(arguments: Engine.available)
    func `what was refused is no act yet: mended, it is carried out`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = try await Contents(world.pool)
            guard case .done(.checked) = try await send(world, key(), [:]) else { return #expect(Bool(false)) }
            #expect(try await Contents(world.pool) == before)
            guard case .done(.stored) = try await send(world, key()) else { return #expect(Bool(false)) }
        }
    }

    @Test(arguments: Engine.available)
    func `an act is read back as it was kept`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let act = Act(
                scope: "key-1", id: "a", fingerprint: "f", status: 201, body: "{\"改行\":\"\n\"}",
                recordedAt: TestWorld.now)
            try await world.pool.write { try $0.acts.keep(act) }
            #expect(try await world.pool.read { try $0.acts.find(scope: "key-1", id: "a") } == act)
            #expect(try await world.pool.read { try $0.acts.find(scope: "key-2", id: "a") } == nil)
            await #expect(throws: DatabaseError.self) { try await world.pool.write { try $0.acts.keep(act) } }
        }
    }
}
