import Database
import Domain
import Store
import TestSupport
import Testing

/// Facts are only ever added; the value on a day is that of the newest recorded fact that covers it (decision 0003).
struct DatedFactsTests {
    private static func named(_ name: String) -> Facility.Attributes {
        TestWorld.attributes(name, in: TestWorld.tokyo, "131041", "新宿区")
    }

    private func set(
        _ attributes: Facility.Attributes, from: String, until: String? = nil, _ world: TestWorld
    ) async throws {
        try await world.record(.attributes(attributes), from: .written(from), until: until.map(Day.written))
    }

    private func names(_ days: [String], _ world: TestWorld) async throws -> [String?] {
        try await world.pool.read { db in
            try days.map { try db.facilities.attributes(of: TestWorld.own, on: .written($0))?.name }
        }
    }

    @Test(arguments: Engine.available)
    func `a fact holds from its first day up to the day before its last`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let days = ["2020-03-25", "2020-03-26", "2021-03-31", "2021-04-01", "2021-04-30", "2021-05-01"]
            try await set(Self.named("四月の病院"), from: "2021-04-01", until: "2021-05-01", world)
            #expect(
                try await names(days, world) == [nil, "見本台総合病院", "見本台総合病院", "四月の病院", "四月の病院", "見本台総合病院"])
        }
    }

    @Test(arguments: Engine.available)
    func `of the facts that cover a day the newest recorded counts`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await set(Self.named("二番"), from: "2021-01-10", until: "2021-01-20", world)
            try await set(Self.named("三番"), from: "2021-01-15", world)
            try await set(Self.named("四番"), from: "2021-01-05", until: "2021-01-12", world)
            let days = [
                "2021-01-04", "2021-01-05", "2021-01-11", "2021-01-12", "2021-01-14", "2021-01-15", "2021-01-20",
            ]
            #expect(try await names(days, world) == ["見本台総合病院", "四番", "四番", "二番", "二番", "三番", "三番"])
            // One institution's question and the whole register's have one answer.
            let all = try await world.pool.read { db in
                try days.map { try db.facilities.listed(on: .written($0))[TestWorld.own]?.name }
            }
            #expect(all == ["見本台総合病院", "四番", "四番", "二番", "二番", "三番", "三番"])
        }
    }

    @Test(arguments: Engine.available)
    func `history is never rewritten`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = try await Contents(world.pool)
            try await set(Self.named("新しい名"), from: "2020-03-26", world)
            let after = try await Contents(world.pool)
            let old = try #require(before.tables["facility_attributes"])
            let new = try #require(after.tables["facility_attributes"])
            #expect(new.count == old.count + 1)
            #expect(Set(old).isSubset(of: Set(new)))
            #expect(after.tables(changedSince: before) == ["facility_attributes", "register_version"])
        }
    }

    @Test(arguments: Engine.available)
    func `what a form may ask follows the facts of the day`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.record(.kind(.clinic), from: .written("2021-02-01"))
            try await world.record(
                .designation(.testing), from: .written("2021-02-10"), until: .written("2021-02-20"))
            let facts = try await world.pool.read { db in
                try ["2020-03-25", "2021-01-31", "2021-02-01", "2021-02-10", "2021-02-20"].map {
                    try db.facilities.day(of: TestWorld.own, on: .written($0))?.asked
                }
            }
            #expect(
                facts == [
                    nil, AskedFacts(kind: .hospital), AskedFacts(kind: .clinic),
                    AskedFacts(kind: .clinic, consults: true, tests: true), AskedFacts(kind: .clinic),
                ])
        }
    }

    @Test(arguments: Engine.available)
    func `a span is told stretch by stretch, so that what changes on the way keeps its day`(engine: Engine) async throws
    {
        try await TestWorld.with(engine) { world in
            try await set(Self.named("途中の名"), from: "2021-02-01", until: "2021-02-11", world)
            try await set(Self.named("後の名"), from: "2021-03-01", world)
            let stretches = try await world.pool.read {
                try $0.facilities.history(of: TestWorld.own)
                    .attributes(within: Validity(from: .written("2021-01-15"), until: .written("2021-03-15")))
            }
            let told = stretches.map { "\($0.validity.from.text) \($0.validity.until?.text ?? "") \($0.value.name)" }
            #expect(
                told == [
                    "2021-01-15 2021-02-01 見本台総合病院", "2021-02-01 2021-02-11 途中の名",
                    "2021-02-11 2021-03-01 見本台総合病院", "2021-03-01 2021-03-15 後の名",
                ])
            let open = try await world.pool.read {
                try $0.facilities.history(of: TestWorld.own)
                    .attributes(within: Validity(from: .written("2020-01-01"), until: nil))
            }
            #expect(open.map(\.validity.from).first == TestWorld.since)
        }
    }

    @Test(arguments: Engine.available)
    func `a fact that ends before it begins is refused`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = try await Contents(world.pool)
            for until in ["2021-01-19", "2021-01-18"] {
                await #expect(throws: DatabaseError.self) {
                    try await set(Self.named("逆"), from: "2021-01-19", until: until, world)
                }
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `the register's version moves with every fact and with nothing else`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            func version() async throws -> Int { try await world.pool.read { try $0.facilities.registerVersion() } }
            let first = try await version()
            try await world.report(TestWorld.functions("normal", "normal", "normal"))
            #expect(try await version() == first)
            try await set(Self.named("新しい名"), from: "2021-01-19", world)
            let second = try await version()
            #expect(second > first)
            try await world.record(.listed(false), from: TestWorld.today)
            let third = try await version()
            #expect(third > second)
            try await world.record(.designation(.testing), from: TestWorld.today)
            #expect(try await version() > third)
        }
    }

    @Test(arguments: Engine.available)
    func `a place that becomes another moves the sums of its days, and only of these`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let days = ["2021-01-18", "2021-01-19", "2021-01-20"].map(Day.written)
            for day in days {
                try await world.report(TestWorld.functions("normal", "none", "none"), on: day, at: Instant(day))
            }
            let elsewhere = TestWorld.attributes("見本台総合病院", in: TestWorld.ishikawa, "172014", "金沢市")
            try await set(elsewhere, from: "2021-01-19", until: "2021-01-20", world)
            for (day, reports) in zip(days, [(1, 0), (0, 1), (1, 0)]) {
                #expect(try await world.turnout(.municipality("131041"), on: day).reported == reports.0)
                #expect(try await world.turnout(.prefecture(TestWorld.ishikawa), on: day).reported == reports.1)
                #expect(try await world.turnout(.nation, on: day).reported == 1)
            }
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `a file that ends another fact early moves the sums of later days too`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            // Away until the 25th, then home again; then a file says away from the 20th on, without end.
            var away = TestWorld.attributes("見本台総合病院", in: TestWorld.ishikawa, "172014", "金沢市")
            away.phone = "0000000009"
            try await set(away, from: "2021-01-18", until: "2021-01-25", world)
            let day = Day.written("2021-01-26")
            try await world.report(TestWorld.functions("normal", "none", "none"), on: day, at: Instant(day))
            #expect(try await world.turnout(.municipality("131041"), on: day).reported == 1)
            let hospital = InventedHospital(
                id: TestWorld.own.text, prefecture: "石川県", code: "172014", city: "金沢市", answers: ["未回答"])
            try await world.takeOver(InventedFile("2021-01-20", [hospital]))
            try await world.expectExactSums()
        }
    }
}

extension Designation {
    /// 診療・検査医療機関 that consults and tests.
    static let testing = Designation(
        consults: true, tests: true, ownPatientsOnly: false, hours: "9:00〜12:00", publishable: true)
}
