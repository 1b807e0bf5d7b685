import Database
import Domain
import Store
import TestSupport
import Testing

/// The reports and the facts of many institutions in a few statements: the same as one by one (R18).
struct MemberReportsTests {
    private static let usual = TestWorld.functions("normal", "limited", "none").merging(["receivableBeds": .count(7)]) {
        $1
    }
    private static let survey = "hospital-status"
    private static let all = [TestWorld.own, TestWorld.neighbour]

    private func permits(_ action: Action) -> [Permit] {
        Self.all.map { .product(action, .facility($0, in: TestWorld.tokyo)) }
    }

    @Test(arguments: Engine.available)
    func `whose report stands is told with it, and who has reported without those taken back`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            let permits = permits(.readReports)
            let (reports, reported) = try await world.pool.read { db in
                (
                    try db.reports.current(Self.survey, TestWorld.today, of: permits, world.surveys),
                    try db.reports.reported(
                        Self.survey, from: TestWorld.today.adding(-1), through: TestWorld.today, of: permits)
                )
            }
            #expect(reports == [TestWorld.own: try #require(try await world.current())])
            #expect(reported == [TestWorld.today: [TestWorld.own]])
            _ = try await world.withdraw("間違い", by: TestWorld.clerk, at: TestWorld.now, basedOn: 1)
            let (after, none) = try await world.pool.read { db in
                (
                    try db.reports.current(Self.survey, TestWorld.today, of: permits, world.surveys),
                    try db.reports.reported(Self.survey, from: TestWorld.today, through: TestWorld.today, of: permits)
                )
            }
            #expect(after[TestWorld.own]?.status == .withdrawn)
            #expect(none.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a permit of another kind hands out nothing`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let permits = permits(.watch)
            await #expect(throws: Problem.notFound) {
                try await world.pool.read {
                    try $0.reports.current(Self.survey, TestWorld.today, of: permits, world.surveys)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `many histories say of each day what one says of it`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let until = Validity(from: TestWorld.today, until: TestWorld.today.adding(3))
            try await world.pool.write { db in
                try db.facilities.record(
                    .life(.resting), of: TestWorld.neighbour, until, surveys: world.surveys, at: TestWorld.now,
                    by: "test")
            }
            try await world.pool.read { db in
                let histories = try db.facilities.histories(of: Self.all + [TestWorld.own])
                #expect(Set(histories.keys) == Set(Self.all))
                for facility in Self.all {
                    let alone = try db.facilities.history(of: facility)
                    for shift in [-1, 0, 2, 3] {
                        let day = TestWorld.today.adding(shift)
                        #expect(histories[facility]?.on(day) == alone.on(day), "\(facility) \(day)")
                        #expect(try histories[facility]?.on(day) == db.facilities.day(of: facility, on: day))
                    }
                }
            }
        }
    }
}
