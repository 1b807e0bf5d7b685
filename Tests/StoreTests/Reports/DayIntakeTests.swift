import Database
import Domain
import Store
import TestSupport
import Testing

/// Many days of one institution, taken one after the other (R24), and many closed days at once (R33).
struct DayIntakeTests {
    private static let cells = ["inpatient": "normal", "outpatient": "normal", "emergency": "normal"]

    private func entry(
        _ world: TestWorld, _ day: Day, _ changes: [String: String] = [:], basedOn: Int = 0
    ) throws -> DayEntry {
        let form = try #require(world.surveys.form("hospital-status", on: day))
        let cells = Self.cells.merging(changes) { $1 }
        return DayEntry(
            form: form, period: day, row: MemberRow(facility: TestWorld.own, cells: cells, basedOn: basedOn))
    }

    private func take(_ world: TestWorld, _ entries: [DayEntry]) async throws -> [MemberOutcome] {
        try await world.pool.take(
            entries, by: TestWorld.clerk, route: .table, at: TestWorld.now, surveys: world.surveys)
    }

    @Test(arguments: Engine.available)
    func `days that are right are stored, the oldest first, and one that is refused keeps none out`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let today = TestWorld.today
            let outcomes = try await take(
                world,
                [entry(world, today), entry(world, today.adding(-1), ["inpatient": "どうかな"])])
            guard case .stored(let revision) = outcomes[0], case .refused(let problems) = outcomes[1] else {
                return #expect(Bool(false), "\(outcomes)")
            }
            #expect(revision.number == 1 && revision.route == .table)
            #expect(problems.map(\.field) == ["inpatient"])
            let again = try await take(world, [entry(world, today.adding(-1)), entry(world, today, basedOn: 1)])
            guard case .stored = again[0], case .unchanged(1) = again[1] else {
                return #expect(Bool(false), "\(again)")
            }
            #expect(try await Contents(world.pool).rows("revision") == 2)
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `within a maintenance window no day is stored`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let window = MaintenanceWindow(
                id: MaintenanceWindowStore.newId(), startsAt: TestWorld.now, endsAt: TestWorld.now.adding(seconds: 60),
                announcedFrom: TestWorld.now,
                reason: "点検")
            try await world.pool.write { try $0.maintenanceWindows.record(window, at: TestWorld.now, by: "test") }
            await #expect(throws: Problem.self) { _ = try await take(world, [entry(world, TestWorld.today)]) }
            #expect(try await Contents(world.pool).rows("revision") == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `many days are marked in one commit, reported and unasked ones left alone, and taken back`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let surveys = world.surveys
            let since = TestWorld.today.adding(-3)
            try await world.pool.write { db in
                try db.facilities.record(
                    .designation(Designation(consults: true, tests: true)), of: TestWorld.own,
                    Validity(from: since, until: nil), surveys: surveys, at: TestWorld.now, by: "test")
            }
            _ = try await world.enter(["openHours": .decimal(65)])
            let permit = try TestWorld.clerk.permit(.report, .facility(TestWorld.own, in: TestWorld.tokyo))
            func mark(_ isClosed: Bool) async throws -> [ClosedMarkOutcome?] {
                let days = (0...4).map { TestWorld.today.adding(-$0) }
                return try await world.pool.mark(
                    days.map {
                        ClosedMarking(
                            survey: "clinic-daily", period: $0, isClosed: isClosed, recordedAt: TestWorld.now,
                            by: "休んだ人")
                    }, permit, surveys: surveys)
            }
            let marked = try await mark(true)
            #expect(marked.count { $0?.stored != nil } >= 3)
            #expect(marked[4] == nil, "before its designation nothing is asked")
            try await world.expectExactSums()
            let lifted = try await mark(false)
            #expect(lifted.compactMap { $0?.stored }.allSatisfy { !$0.isClosed })
            try await world.expectExactSums()
        }
    }
}
