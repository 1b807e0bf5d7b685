import Database
import Domain
import Store
import TestSupport
import Testing

/// Practice days as a dated fact (R28).
struct PracticeDaysFactTests {
    @Test(arguments: Engine.available)
    func `practice days hold from their day on, and were never told before`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let weekdays = PracticeDays([.monday, .tuesday], onHolidays: true)
            try await world.record(.practiceDays(weekdays), from: TestWorld.today)
            let days = try await world.pool.read { db in
                try [-1, 0, 400].map {
                    try db.facilities.day(of: TestWorld.own, on: TestWorld.today.adding($0))?.practiceDays
                }
            }
            #expect(days == [nil, weekdays, weekdays])
            let history = try await world.pool.read { try $0.facilities.history(of: TestWorld.own) }
            #expect(history.on(TestWorld.today)?.practiceDays == weekdays)
            let told = try #require(history.told.first)
            #expect(told.fact == .practiceDays(weekdays))
            #expect(told.validity == Validity(from: TestWorld.today, until: nil))
            #expect(told.recordedAt == TestWorld.now)
            #expect(told.recordedBy == "test")
            #expect(history.told.count == 4)
            let neighbour = try await world.pool.read {
                try $0.facilities.day(of: TestWorld.neighbour, on: TestWorld.today)
            }
            #expect(neighbour?.practiceDays == nil)
        }
    }
}
