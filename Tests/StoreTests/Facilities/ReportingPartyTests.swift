import Database
import Domain
import Store
import TestSupport
import Testing

/// Who may report for whom, from one day to the next (R22 R23 R41).
struct ReportingPartyTests {
    private static let (today, tomorrow) = (TestWorld.today, TestWorld.today.adding(1))
    private static let midnight = Instant(tomorrow, TimeOfDay(milliseconds: 0))
    private static let lastMoment = Instant(milliseconds: midnight.milliseconds - 1)
    private static let consults = FacilityFact.designation(Designation(consults: true, tests: false))
    private static let nothing = FacilityFact.designation(Designation(consults: false, tests: false))
    private static let association = FacilityFact.reportingParty(.association("A1"))

    private func run(_ engine: Engine, _ body: (TestWorld) async throws -> Void) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                for id in ["A1", "A2"] {
                    try db.associations.create(
                        id: id, name: "見本会\(id)", prefecture: TestWorld.tokyo, at: TestWorld.now)
                }
            }
            try await body(world)
        }
    }

    private func expectRefused(
        _ world: TestWorld, _ facts: FacilityFact..., from: Day = today, until: Day? = nil, words: String
    ) async throws {
        let before = try await Contents(world.pool)
        do {
            try await record(world, facts, from: from, until: until)
            Issue.record("\(facts) was taken")
        } catch Problem.refused(let japanese, _) {
            #expect(japanese.contains(words), "\(japanese)")
        }
        #expect(try await Contents(world.pool) == before)
    }

    private func record(
        _ world: TestWorld, _ facts: [FacilityFact], from: Day = today, until: Day? = nil
    ) async throws {
        let dated = facts.map { DatedFact(TestWorld.own, $0, Validity(from: from, until: until)) }
        try await world.pool.write { [surveys = world.surveys] db in
            try db.facilities.record(dated, surveys: surveys, at: TestWorld.now, by: "test")
        }
    }

    @Test(arguments: Engine.available)
    func `with a contract and no designation no association reports`(engine: Engine) async throws {
        try await run(engine) { world in
            try await record(world, [.contract(true)])
            try await expectRefused(world, Self.association, words: "委託契約があり指定がありません")
            try await expectRefused(world, Self.association, Self.nothing, words: Self.today.longWords)
            try await record(world, [Self.association, Self.consults])
            // The designation ends and the contract stays: the way by the association ends the same day, not a day later.
            try await expectRefused(world, Self.nothing, from: Self.tomorrow, words: Self.tomorrow.longWords)
            try await record(world, [.reportingParty(.itself)], from: Self.tomorrow.adding(1))
            try await expectRefused(world, Self.nothing, from: Self.tomorrow, words: Self.tomorrow.longWords)
            try await record(world, [Self.nothing, .reportingParty(.itself)], from: Self.tomorrow)
            let parties = try await world.pool.read { db in
                try [Self.today, Self.tomorrow].map { try db.facilities.reportingParty(of: TestWorld.own, on: $0) }
            }
            #expect(parties == [.association("A1"), .itself])
        }
    }

    @Test(arguments: Engine.available)
    func `a contract that begins within an association's days is refused, and one before or after them is not`(
        engine: Engine
    ) async throws {
        try await run(engine) { world in
            try await record(world, [Self.association], from: Self.today, until: Self.tomorrow)
            try await expectRefused(world, .contract(true), from: Self.today.adding(-5), words: Self.today.longWords)
            try await record(world, [.contract(true)], from: Self.today.adding(-5), until: Self.today)
            try await record(world, [.contract(true)], from: Self.tomorrow)
            try await expectRefused(
                world, Self.association, from: Self.today.adding(-1), until: Self.today,
                words: Self.today.adding(-1).longWords)
        }
    }

    @Test(arguments: Engine.available)
    func `a test centre reports itself`(engine: Engine) async throws {
        try await run(engine) { world in
            try await expectRefused(world, .kind(.testCentre), Self.association, words: "検査センター")
            try await record(world, [.kind(.testCentre)], from: Self.tomorrow)
            try await expectRefused(world, Self.association, words: Self.tomorrow.longWords)
            try await record(world, [Self.association], until: Self.tomorrow)
        }
    }

    @Test(arguments: Engine.available)
    func `an association that has given up is named no longer from that day on`(engine: Engine) async throws {
        try await run(engine) { world in
            _ = try await world.pool.write {
                try $0.execute(
                    "UPDATE association SET ended_on = \(Self.tomorrow.text) WHERE association_id = 'A1'")
            }
            try await record(world, [Self.association], until: Self.tomorrow)
            try await expectRefused(world, Self.association, from: Self.tomorrow, words: "終わっています")
            try await record(world, [.reportingParty(.association("A2"))], from: Self.tomorrow)
        }
    }

    @Test(arguments: Engine.available)
    func `on each day one party may report, and for every past day`(engine: Engine) async throws {
        try await run(engine) { world in
            try await record(world, [Self.association], from: Self.today.adding(-2))
            try await record(world, [.reportingParty(.association("A2"))], from: Self.today)
            try await record(world, [.reportingParty(.itself)], from: Self.tomorrow)
            for (day, only) in [(Self.today.adding(-1), "A1"), (Self.today, "A2"), (Self.tomorrow, "own")] {
                let party = try await world.pool.read { try $0.facilities.reportingParty(of: TestWorld.own, on: day) }
                let asked: [(String, Role)] = [
                    ("A1", .association("A1")), ("A2", .association("A2")), ("own", .facility(TestWorld.own)),
                ]
                let may = asked.filter { name, role in
                    let account = Account(id: name, loginId: name, role: role, name: name)
                    let subject = Subject.facility(TestWorld.own, in: TestWorld.tokyo, reportedBy: party)
                    return (try? account.permit(.report, subject)) != nil
                }
                #expect(may.map(\.0) == [only], "\(day)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `since when is told across facts that say the same, and not across a day between`(engine: Engine) async throws
    {
        try await run(engine) { world in
            _ = try await world.pool.write {
                try $0.execute("UPDATE association SET phone = '03-0000-0001' WHERE association_id = 'A1'")
            }
            try await record(world, [Self.association], from: Self.today.adding(-9))
            try await record(
                world, [.reportingParty(.itself)], from: Self.today.adding(-6), until: Self.today.adding(-4))
            try await record(world, [Self.association], from: Self.today.adding(-1))
            func standing(_ day: Day) async throws -> SignInStanding {
                try await world.pool.read { try $0.facilities.signInStanding(of: TestWorld.own, on: day) }
            }
            func rest(since: Day) -> SignInStanding {
                .atRest(association: "見本会A1", phone: "03-0000-0001", since: since)
            }
            #expect(try await standing(Self.today) == rest(since: Self.today.adding(-4)))
            #expect(try await standing(Self.today.adding(-5)) == .allowed)
            #expect(try await standing(Self.today.adding(-7)) == rest(since: Self.today.adding(-9)))
        }
    }

    @Test(arguments: Engine.available)
    func `of a switch dated in the future every session knows at its first millisecond`(engine: Engine) async throws {
        try await run(engine) { world in
            let (own, pending) = ("own", "pending")
            try await world.pool.write { db in
                try db.sessions.create(token: own, account: TestWorld.clerk.id, at: Self.lastMoment)
                try db.sessions.create(
                    token: pending, account: TestWorld.clerk.id, awaitsFactor: true, at: Self.lastMoment)
            }
            try await record(world, [Self.association], from: Self.tomorrow, until: Self.tomorrow.adding(1))
            func live(_ token: String, _ now: Instant) async throws -> SessionStore.Live? {
                try await world.pool.read { try $0.sessions.live(token: token, at: now, on: now.day) }
            }
            for token in [own, pending] {
                #expect(try await live(token, Self.lastMoment) != nil)
                #expect(try await live(token, Self.midnight) == nil)
            }
            // A form that comes too late is kept for who can sign in again, and for nobody else.
            for (day, isKept) in [(Self.today, true), (Self.tomorrow, false), (Self.tomorrow.adding(1), true)] {
                let whose = try await world.pool.read { try $0.sessions.ranOut(token: own, on: day) }
                #expect((whose != nil) == isKept, "\(day)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `where the prefecture lets an ID at rest read, a session is good for what it was begun for`(engine: Engine)
        async throws
    {
        try await run(engine) { world in
            try await record(world, [Self.association], from: Self.tomorrow, until: Self.tomorrow.adding(1))
            try await world.pool.write { db in
                try db.prefectureSettings.setRestingMayRead(
                    true, in: TestWorld.tokyo, at: TestWorld.now, by: TestWorld.officer.id)
                let colleague = try db.colleagues.add(
                    name: "見本", mail: "a@example.jp", to: TestWorld.clerk, at: TestWorld.now)
                try db.sessions.create(token: "full", account: TestWorld.clerk.id, at: Self.lastMoment)
                try db.sessions.create(
                    token: "reads", account: TestWorld.clerk.id, readsOnly: true, at: Self.lastMoment)
                try db.sessions.create(
                    token: "colleague", account: TestWorld.clerk.id, colleague: colleague.id, readsOnly: true,
                    at: Self.lastMoment)
            }
            func live(_ token: String, _ day: Day) async throws -> Account? {
                try await world.pool.read { try $0.sessions.live(token: token, at: Self.midnight, on: day) }?.account
            }
            #expect(try await live("full", Self.today) == TestWorld.clerk)
            #expect(try await live("full", Self.tomorrow) == nil)
            #expect(try await live("reads", Self.tomorrow) == TestWorld.clerk.reading)
            #expect(try await live("colleague", Self.tomorrow) == nil)
            for day in [Self.today, Self.tomorrow.adding(1)] { #expect(try await live("reads", day) == nil) }
            try await world.pool.write {
                try $0.prefectureSettings.setRestingMayRead(
                    false, in: TestWorld.tokyo, at: TestWorld.now, by: TestWorld.officer.id)
            }
            #expect(try await live("reads", Self.tomorrow) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a prefecture decides for its own institutions, with a word in the audit for each change`(engine: Engine)
        async throws
    {
        try await run(engine) { world in
            for may in [false, true, true] {
                try await world.pool.write {
                    try $0.prefectureSettings.setRestingMayRead(
                        may, in: TestWorld.tokyo, at: TestWorld.now, by: TestWorld.officer.id)
                }
            }
            let (tokyo, ishikawa, audit) = try await world.pool.read { db in
                (
                    try db.prefectureSettings.decision(of: TestWorld.tokyo),
                    try db.prefectureSettings.decision(of: TestWorld.ishikawa),
                    try db.query("SELECT 1 AS one FROM audit WHERE action = 'prefecture.restingMayRead'").count
                )
            }
            #expect(tokyo?.restingMayRead == true && tokyo?.recordedBy == TestWorld.officer.id)
            #expect(ishikawa == nil && audit == 1)
        }
    }
}
