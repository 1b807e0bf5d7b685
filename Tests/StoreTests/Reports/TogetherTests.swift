import Database
import Domain
import Store
import TestSupport
import Testing

/// Several people at once.
struct TogetherTests {
    private static let choices = ["normal", "limited", "stopped", "none"]

    /// Eight different contents for one report, sent at the same moment.
    private func race(_ world: TestWorld, basedOn: Int) async throws -> [IntakeOutcome] {
        try await withThrowingTaskGroup(of: IntakeOutcome.self) { group in
            for index in 0..<8 {
                group.addTask {
                    let functions = TestWorld.functions(Self.choices[index % 4], Self.choices[index / 4], "limited")
                    return try await world.report(functions, basedOn: basedOn)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func meanwhile(_ outcomes: [IntakeOutcome]) -> Int {
        outcomes.count { if case .changedMeanwhile = $0 { true } else { false } }
    }

    @Test(arguments: Engine.available)
    func `of those who report at once one is stored and the others are told`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            for round in 0..<5 {
                let outcomes = try await race(world, basedOn: round)
                let stored = outcomes.compactMap(\.stored)
                #expect(stored.map(\.number) == [round + 1])
                // In a later round somebody may send what stands there already.
                let unchanged = outcomes.count { if case .unchanged = $0 { true } else { false } }
                #expect(meanwhile(outcomes) + unchanged == 7)
                #expect(try await world.current()?.answers == stored.first?.answers)
            }
            #expect(try await world.revisions().map(\.number) == [1, 2, 3, 4, 5])
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `many institutions at once all count`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let hospitals = (10..<50).map { number in
                InventedHospital(id: "130000\(number)", code: number < 30 ? "131041" : "132012", answers: ["未回答"])
            }
            try await world.takeOver(InventedFile("2021-01-19", hospitals))
            let ids = hospitals.compactMap { Facility.ID($0.id) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids {
                    group.addTask {
                        try await world.report(TestWorld.functions("normal", "limited", "none"), for: id)
                        try await world.report(TestWorld.functions("limited", "limited", "none"), for: id, basedOn: 1)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await world.turnout() == Turnout(reported: 40, onTime: 40, revisions: 80))
            #expect(try await world.turnout(.municipality("131041")).reported == 20)
            try await world.expectExactSums()
            let verification = try await world.pool.read { try $0.audit.verify() }
            #expect(verification.isWhole, "\(verification.faults)")
            #expect(verification.entries == 81)
        }
    }

    @Test(arguments: Engine.available)
    func `files and reports that come at once leave exact sums`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let file = InventedFile(
                "2021-01-19",
                [TestWorld.own, TestWorld.neighbour, TestWorld.distant].map {
                    InventedHospital(id: $0.text, prefecture: "石川県", code: "172014", city: "金沢市", answers: ["停止"])
                })
            async let taken = world.takeOver(file)
            async let first = world.report(TestWorld.functions("normal", "normal", "normal"))
            async let second = world.report(TestWorld.functions("normal", "none", "normal"), for: TestWorld.neighbour)
            async let third = world.report(TestWorld.functions("none", "none", "none"), for: TestWorld.distant)
            let summary = try await taken
            let outcomes = [try await first, try await second, try await third]
            let stored = outcomes.compactMap(\.stored).count
            #expect(summary.keptReports == stored)
            #expect(summary.revisions == 3 - stored)
            #expect(meanwhile(outcomes) == 3 - stored)
            #expect(try await world.turnout().reported == 3)
            try await world.expectExactSums()
        }
    }
}
