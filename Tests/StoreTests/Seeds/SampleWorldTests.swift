import Database
import Domain
import Store
import TestSupport
import Testing

/// The small fictional sample with which everybody can try the product at once.
struct SampleWorldTests {
    private static let sample = SampleWorld(today: TestWorld.today)

    private func fill(_ world: TestWorld, _ sample: SampleWorld = sample) async throws {
        let surveys = world.surveys
        try await world.pool.writeAlone { try sample.fill($0, surveys: surveys, at: TestWorld.now) }
    }

    @Test(arguments: Engine.available)
    func `it is the same every time, on every engine`(engine: Engine) async throws {
        func reports(_ engine: Engine) async throws -> [[SQLValue]] {
            try await TestWorld.empty(engine) { world in
                try await fill(world)
                return try await Contents(world.pool).tables["revision"] ?? []
            }
        }
        let (one, other) = (try await reports(.sqlite), try await reports(engine))
        #expect(one.count > 100)
        #expect(one == other)
    }

    @Test(arguments: Engine.available)
    func `its sums are exact and its audit whole`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            try await fill(world)
            try await world.expectExactSums()
            let verification = try await world.pool.read { try $0.audit.verify() }
            #expect(verification.isWhole)
            let contents = try await Contents(world.pool)
            #expect(verification.entries == contents.rows("revision") + 1)
            #expect(contents.rows("facility") == 18)
        }
    }

    @Test(arguments: Engine.available)
    func `today's report is due and yesterday's can be published`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            try await fill(world)
            #expect(try await world.turnout(on: TestWorld.today) == Turnout())
            let yesterday = try await world.turnout(on: TestWorld.today.adding(-1))
            #expect(yesterday.reported > 5)
            #expect(yesterday.onTime > 0)
            #expect(yesterday.reported == yesterday.onTime + yesterday.late)
            #expect(try await world.publishedText("2021-01-18").split(separator: "\r\n").count == 1 + 18 * 3)
            #expect(try await world.turnout(on: TestWorld.today.adding(-14)).reported > 0)
            #expect(try await world.turnout(on: TestWorld.today.adding(-15)) == Turnout())
        }
    }

    /// Both forms of the hospital survey, a week of leisure, and long after.
    @Test(arguments: ["2020-03-28", "2020-12-25", "2021-01-25", "2026-05-06"])
    func `it fits every form`(today: String) async throws {
        try await TestWorld.empty(.sqlite) { world in
            try await fill(world, SampleWorld(today: .written(today)))
            #expect(try await Contents(world.pool).rows("report") > 0)
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `a database that holds anything is left alone`(engine: Engine) async throws {
        let ways: [@Sendable (any Connection) throws -> Void] = [
            { try $0.facilities.register([TestWorld.own], at: TestWorld.now) },
            { try $0.accounts.create(TestWorld.officer, passwordHash: nil, at: TestWorld.now) },
            { try Self.sample.fill($0, surveys: Surveys([]), at: TestWorld.now) },
        ]
        for way in ways {
            try await TestWorld.empty(engine) { world in
                try await world.pool.write(way)
                let before = try await Contents(world.pool)
                do {
                    try await fill(world)
                    Issue.record("filled")
                } catch Problem.refused(let japanese, let english) {
                    #expect(japanese.contains("見本は入れられません"))
                    #expect(english.contains("empty one only"))
                }
                #expect(try await Contents(world.pool) == before)
            }
        }
    }

    @Test func `nothing in it can be taken for real`() {
        for hospital in SampleWorld.hospitals {
            #expect(hospital.attributes.phone.hasPrefix("00000000"))
            #expect(hospital.attributes.zipCode.hasPrefix("〒000-00"))
            #expect(hospital.attributes.facilityCode.utf8.count == 10)
            #expect(Double(hospital.attributes.latitude) != nil)
            #expect(hospital.id.text.hasPrefix("F"))
        }
        #expect(Set(SampleWorld.hospitals.map(\.id)).count == 18)
        #expect(Set(SampleWorld.hospitals.map(\.attributes.name)).count == 18)
    }
}
