import Database
import Domain
import NationalSurveys
import Store
import TestSupport
import Testing

@Suite struct HolidayStoreTests {
    private static func table() throws -> [Holiday] { try HolidayStore.read(NationalSurveys.holidays()) }

    @Test func `the table that comes with the program has the years from 2020 to 2030`() throws {
        let years = Dictionary(grouping: try Self.table(), by: \.day.civil.year)
        #expect(
            years.mapValues(\.count) == [
                2020: 18, 2021: 17, 2022: 16, 2023: 17, 2024: 21, 2025: 19, 2026: 18, 2027: 17, 2028: 16, 2029: 19,
                2030: 19,
            ])
        for (year, days) in years {
            #expect(days.allSatisfy { $0.state == (year <= 2027 ? .attested : .expected) }, "\(year)")
        }
    }

    @Test(arguments: 2022...2030)
    func `the table and the law name the same days`(year: Int) throws {
        let told = try Self.table().filter { $0.day.civil.year == year }
        let byLaw = Holidays.byLaw(year: year)
        #expect(told.map(\.day.text) == byLaw.map(\.day.text))
        #expect(told.map(\.name) == byLaw.map(\.name))
    }

    @Test func `the days that were moved for the Olympic Games are those of their years`() throws {
        let holidays = Holidays(try Self.table())
        for (day, name) in [
            ("2020-07-23", "海の日"), ("2020-07-24", "スポーツの日"), ("2020-08-10", "山の日"), ("2021-07-22", "海の日"),
            ("2021-07-23", "スポーツの日"), ("2021-08-09", "振替休日"),
        ] {
            #expect(holidays[.written(day)]?.name == name, "\(day)")
        }
        for day in ["2020-07-20", "2020-08-11", "2021-08-11", "2021-10-11"] { #expect(holidays[.written(day)] == nil) }
    }

    @Test(arguments: Engine.available)
    func `a file replaces its years and leaves the others`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let before = try await world.pool.read { try $0.holidays.all() }
            let table = try Self.table()
            #expect(before.all == table)
            let same = before.all.filter { $0.day.civil.year == 2027 }
            let new = [Holiday(day: .written("2028-01-01"), name: "元日", state: .attested)]
            let changes = try await world.pool.write { db in
                try db.holidays.replaceYears(by: new + same, at: TestWorld.now)
            }
            #expect(changes.map(\.year) == [2027, 2028])
            #expect(changes.map(\.days) == [17, 1])
            #expect(changes.map(\.isChanged) == [false, true])
            let after = try await world.pool.read { try $0.holidays.all() }
            #expect(after.all.filter { $0.day.civil.year == 2028 } == new)
            #expect(after.all.filter { $0.day.civil.year != 2028 } == before.all.filter { $0.day.civil.year != 2028 })
            #expect(try await audited(world) == ["years:2028"])
        }
    }

    @Test(arguments: Engine.available)
    func `the same file again changes nothing and leaves no word in the audit`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let before = try await Contents(world.pool)
            let changes = try await world.pool.write { db in
                try db.holidays.replaceYears(by: try Self.table(), at: TestWorld.now)
            }
            #expect(changes.count == 11)
            #expect(changes.allSatisfy { !$0.isChanged })
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `what comes with the program fills the years of which nothing is known`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let own = [Holiday(day: .written("2029-01-01"), name: "元日", state: .attested)]
            let added = try await world.pool.write { db in
                try db.execute("DELETE FROM holiday WHERE day >= \("2028-01-01")")
                _ = try db.holidays.replaceYears(by: own, at: TestWorld.now)
                return try db.holidays.fillMissingYears(from: try Self.table())
            }
            #expect(added == [2028, 2030])
            let after = try await world.pool.read { try $0.holidays.all() }
            #expect(after.all.filter { $0.day.civil.year == 2029 } == own)
            #expect(after.years == Set(2020...2030))
            #expect(try await world.pool.write { try $0.holidays.fillMissingYears(from: try Self.table()) } == [])
        }
    }

    @Test func `a file that is no CSV is refused like any other`() {
        for bytes in [[0xFF], Array("day,name,state\n2031-01-01,\"元日".utf8), []] {
            #expect(throws: Problem.self) { try HolidayStore.read(bytes) }
        }
    }

    private func audited(_ world: TestWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT subject FROM audit WHERE action = \("import.holidays")")
                .map { try $0.string("subject") }
        }
    }
}
