import Database
import Domain
import Store
import TestSupport
import Testing

/// The steps of an institution's life as its prefecture writes them down (R13 R28).
struct FacilityStepTests {
    private static let today = TestWorld.today
    private static let home = AttributeChange.Home(
        prefecture: TestWorld.ishikawa, municipality: "172014", city: "金沢市")

    @discardableResult
    private func take(
        _ step: FacilityStep, from day: Day = today, of facility: Facility.ID = TestWorld.own,
        by officer: Account = TestWorld.officer, at now: Instant = TestWorld.now,
        answer: FacilityLifeWriting.Answer? = nil, _ world: TestWorld
    ) async throws -> FacilityStepPlan {
        let surveys = world.surveys
        return try await world.pool.write { db in
            let plan = try db.facilityLives.plan(step, of: facility, from: day, for: officer, on: now.day)
            return try db.facilityLives.take(
                step, of: facility, from: day, seen: plan.told, answer: answer, surveys: surveys,
                FacilityLifeWriting.Order(by: officer, at: now, arrived: now))
        }
    }

    private func known(_ world: TestWorld, on day: Day) async throws -> FacilityDay? {
        try await world.pool.read { try $0.facilities.day(of: TestWorld.own, on: day) }
    }

    private func refused(_ field: FacilityStep.Field, _ body: () async throws -> Void) async -> Bool {
        do {
            try await body()
            return false
        } catch Problem.invalid(let problems) {
            return problems.map(\.field) == [field.rawValue]
        } catch {
            return false
        }
    }

    @Test(arguments: Engine.available)
    func `a rest ends on its day, and the audit names the step`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let until = Self.today.adding(7)
            let plan = try await take(.rest(until: until), from: Self.today.adding(1), world)
            #expect(plan.before.life == .open && plan.after.life == .resting && plan.later?.life == .open)
            let lives = try await [0, 1, 6, 7].asyncMap { try await known(world, on: Self.today.adding($0))?.life }
            #expect(lives == [.open, .resting, .resting, .open])
            let audit = try await world.pool.read { try $0.audit.extract(AuditQuestion(), limit: 1).lines.first }
            #expect(audit?.action == "facility.set" && audit?.subject == "facility:\(TestWorld.own)")
            #expect(audit?.detail == ["step": "rest", "from": "2021-01-20", "until": "2021-01-26"])
            #expect(audit?.actor == TestWorld.officer.id)
        }
    }

    @Test(arguments: Engine.available)
    func `a rest told later ends where a closure that is known begins, and a closure undoes what follows`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            try await take(.close, from: Self.today.adding(10), world)
            let rest = try await take(.rest(until: nil), world)
            #expect(rest.validity.until == Self.today.adding(10) && rest.later?.life == .closed)
            let reopened = try await take(.reopen, from: Self.today.adding(20), world)
            #expect(reopened.validity.until == nil)
            let closed = try await take(.close, from: Self.today.adding(5), world)
            #expect(closed.undone?.day == Self.today.adding(20) && closed.undone?.life == .open)
            #expect(try await known(world, on: Self.today.adding(30))?.life == .closed)
        }
    }

    @Test(arguments: Engine.available)
    func `moved to another prefecture it keeps its ID, and a past day's sums count it where it was`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let (before, since) = (Self.today.adding(-1), Self.today)
            for day in [before, since] {
                try await world.report(TestWorld.functions("normal", "normal", "normal"), on: day)
            }
            try await take(.move(to: Self.home, zipCode: "〒920-0000", address: "金沢市見本町1"), from: since, world)
            let here = try await world.turnout(.prefecture(TestWorld.tokyo), on: before).reported
            let gone = try await world.turnout(.prefecture(TestWorld.tokyo), on: since).reported
            let there = try await world.turnout(.municipality("172014"), on: since).reported
            #expect((here, gone, there) == (1, 0, 1))
            try await world.expectExactSums()
            let attributes = try #require(try await known(world, on: since)?.attributes)
            #expect(attributes.prefecture == TestWorld.ishikawa && attributes.latitude.isEmpty)
            #expect(attributes.name == "見本台総合病院")
            #expect(try await known(world, on: before)?.attributes.latitude == "35.500000")
            // The former prefecture writes nothing more, the new one nothing of the days before.
            await #expect(throws: Problem.notFound) { try await take(.rename("別の名"), from: before, world) }
            #expect(
                await refused(.from) {
                    try await take(.rename("別の名"), from: before, by: TestWorld.stranger, world)
                })
            try await take(.rename("移った病院"), from: since, by: TestWorld.stranger, world)
            #expect(try await known(world, on: since)?.attributes.name == "移った病院")
            #expect(try await known(world, on: before)?.attributes.name == "見本台総合病院")
        }
    }

    @Test(arguments: Engine.available)
    func `a name told for earlier days ends where another one begins, and undoes no move`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            try await take(.rename("改称病院"), from: Self.today.adding(-5), world)
            let home = AttributeChange.Home(prefecture: TestWorld.tokyo, municipality: "132012", city: "八王子市")
            try await take(
                .move(to: home, zipCode: "〒192-0000", address: "八王子市1"), from: Self.today.adding(-8), world)
            let plan = try await take(.rename("前の名"), from: Self.today.adding(-10), world)
            #expect(plan.validity.until == Self.today.adding(-5))
            let days = try await [-11, -10, -8, -5].asyncMap { try await known(world, on: Self.today.adding($0)) }
            #expect(days.map { $0?.attributes.name } == ["見本台総合病院", "前の名", "前の名", "改称病院"])
            #expect(days.map { $0?.attributes.cityName } == ["新宿区", "新宿区", "八王子市", "八王子市"])
        }
    }

    @Test(arguments: Engine.available)
    func `what stands in the way is said at its field, and nothing is written`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = try await Contents(world.pool)
            let refusals: [(FacilityStep, Day, FacilityStep.Field)] = [
                (.reopen, Self.today, .from), (.rest(until: Self.today), Self.today, .until),
                (.close, FacilityStep.firstDay.adding(-1), .from), (.close, Self.today.adding(367), .from),
                (.merge(into: TestWorld.own), Self.today, .into), (.merge(into: TestWorld.distant), Self.today, .into),
                (.rename("見本台総合病院"), Self.today, .name), (.phone("0000000001"), Self.today, .phone),
                (.code("1300000017"), Self.today, .code), (.kind(.hospital), Self.today, .kind),
            ]
            for (step, day, field) in refusals {
                #expect(await refused(field) { try await take(step, from: day, world) }, "\(step)")
            }
            await #expect(throws: Problem.notFound) {
                try await take(.close, by: TestWorld.stranger, world)
            }
            await #expect(throws: Problem.notFound) { try await take(.close, of: TestWorld.distant, world) }
            #expect(try await Contents(world.pool) == before)
            try await take(.close, from: Self.today.adding(366), world)
            try await take(.close, from: FacilityStep.firstDay, world)
        }
    }

    @Test(arguments: Engine.available)
    func `a test centre reports itself`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write {
                try $0.associations.create(id: "A1", name: "見本会", prefecture: TestWorld.tokyo, at: TestWorld.now)
            }
            try await world.record(
                .reportingParty(.association("A1")), from: Self.today.adding(3), until: Self.today.adding(5))
            #expect(await refused(.kind) { try await take(.kind(.testCentre), world) })
            try await take(.kind(.clinic), world)
            try await take(.kind(.testCentre), from: Self.today.adding(5), world)
            let kinds = try await [0, 4, 5].asyncMap { try await known(world, on: Self.today.adding($0))?.kind }
            #expect(kinds == [.clinic, .clinic, .testCentre])
        }
    }

    @Test(arguments: Engine.available)
    func `sessions end where people may no longer sign in`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let token = String(repeating: "b", count: 64)
            try await world.pool.write {
                try $0.sessions.create(token: token, account: TestWorld.clerk.id, at: TestWorld.now)
            }
            func isOpen() async throws -> Bool {
                try await world.pool.read {
                    try $0.query("SELECT 1 AS one FROM session WHERE ended_at IS NULL").count == 1
                }
            }
            try await take(.close, from: Self.today.adding(-89), world)
            #expect(try await isOpen(), "for ninety days they can complete")
            try await take(.reopen, from: Self.today.adding(-89), world)
            try await take(.close, from: Self.today.adding(-90), world)
            #expect(try await !isOpen())
        }
    }

    @Test(arguments: Engine.available)
    func `who looked before somebody else wrote is asked again, and a request is answered in the same commit`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let surveys = world.surveys
            let id = try await world.pool.write { db in
                try db.changeRequests.add(
                    .kind, wanted: "診療所に", from: Self.today, by: TestWorld.clerk, at: TestWorld.now)
            }
            let request = try #require(
                try await world.pool.read { try $0.changeRequests.find(id, in: TestWorld.tokyo) })
            let before = try await Contents(world.pool)
            await #expect(throws: Problem.changedMeanwhile(currentRevision: 3)) {
                try await world.pool.write { db in
                    _ = try db.facilityLives.take(
                        .kind(.clinic), of: TestWorld.own, from: Self.today, seen: 2, surveys: surveys,
                        FacilityLifeWriting.Order(by: TestWorld.officer, at: TestWorld.now, arrived: TestWorld.now))
                }
            }
            #expect(try await Contents(world.pool) == before)
            try await take(.kind(.clinic), answer: .init(request, words: "変えました。"), world)
            let answered = try await world.pool.read { try $0.changeRequests.all(of: TestWorld.own).first }
            #expect(answered?.answer?.isAccepted == true && answered?.answer?.words == "変えました。")
            // Answered once: a second time nothing at all is written.
            let after = try await Contents(world.pool)
            await #expect(throws: Problem.notFound) {
                try await take(.kind(.hospital), answer: .init(request), world)
            }
            #expect(try await Contents(world.pool) == after)
        }
    }
}

extension Array {
    /// One after the other.
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
