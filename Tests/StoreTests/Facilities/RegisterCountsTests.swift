import Database
import Domain
import Store
import TestSupport
import Testing

/// How many institutions are asked on a day, by area.
struct RegisterCountsTests {
    private func counts(
        _ world: TestWorld, _ survey: String = "hospital-status", on day: Day = TestWorld.today
    ) async throws -> RegisterCounts {
        let form = try #require(world.surveys.form(survey, on: day))
        return try await world.pool.read { try $0.facilities.roster(on: day).counts(askedBy: form) }
    }

    @Test(arguments: Engine.available)
    func `hospitals are counted in the nation, their prefecture and municipality`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let hospitals = try await counts(world).asked
            #expect(
                hospitals == [
                    "nation": 3, "prefecture-13": 2, "prefecture-17": 1, "municipality-131041": 1,
                    "municipality-132012": 1,
                    "municipality-172014": 1,
                ])
            let clinics = try await counts(world, "clinic-daily").asked
            #expect(clinics == [:])
        }
    }

    @Test(arguments: Engine.available)
    func `who has left the list or become a clinic is not asked from that day on`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.record(.listed(false), from: TestWorld.today)
            try await world.record(.kind(.clinic), of: TestWorld.neighbour, from: TestWorld.today)
            try await world.record(.designation(.testing), of: TestWorld.neighbour, from: TestWorld.today)
            #expect(
                try await counts(world).asked == ["nation": 1, "prefecture-17": 1, "municipality-172014": 1])
            #expect(try await counts(world, on: TestWorld.today.adding(-1)).asked["nation"] == 3)
            #expect(
                try await counts(world, "clinic-daily").asked == [
                    "nation": 1, "prefecture-13": 1, "municipality-132012": 1,
                ])
            let listed = try await world.pool.read { try $0.facilities.listed(on: TestWorld.today).keys.sorted() }
            #expect(listed == [TestWorld.neighbour, TestWorld.distant])
        }
    }

    @Test(arguments: Engine.available)
    func `areas have their names and their parts in the order of the codes`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let counts = try await counts(world)
            #expect(counts.name(of: .nation) == "全国")
            #expect(counts.name(of: .prefecture(TestWorld.ishikawa)) == "石川県")
            #expect(counts.name(of: .municipality("132012")) == "八王子市")
            #expect(counts.name(of: .municipality("132021")) == nil)
            #expect(counts.parts(of: .nation).map(\.name).prefix(2) == ["北海道", "青森県"])
            #expect(counts.parts(of: .nation).count == 47)
            #expect(counts.parts(of: .prefecture(TestWorld.tokyo)).map(\.name) == ["新宿区", "八王子市"])
            #expect(
                counts.parts(of: .prefecture(TestWorld.tokyo)).map(\.area.key) == [
                    "municipality-131041", "municipality-132012",
                ])
            #expect(counts.parts(of: .municipality("131041")).isEmpty)
        }
    }
}
