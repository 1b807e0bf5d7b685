import Database
import Domain
import Store
import TestSupport
import Testing

/// The help desk's windows, every state of them (R1 R10 R21).
struct MaintenanceStoreTests {
    private static let now = TestWorld.now

    private static func plan(_ from: Int = 60, _ until: Int = 120, reason: String = "機器の交換", byMail: Bool = false)
        -> MaintenancePlan
    {
        MaintenancePlan(
            startsAt: now.adding(seconds: from), endsAt: now.adding(seconds: until), announcedFrom: now,
            reason: reason, byMail: byMail)
    }

    private static func take(
        _ plan: MaintenancePlan, _ id: String, basedOn: Int = 0, seconds: Int = 0, _ world: TestWorld
    ) async throws {
        try await world.pool.plan {
            try $0.plan(plan, id: id, basedOn: basedOn, at: now.adding(seconds: seconds), by: "desk")
        }
    }

    private static func end(_ id: String, seconds: Int, byMail: Bool = false, _ world: TestWorld) async throws {
        try await world.pool.plan {
            try $0.end(id, byMail: byMail, at: now.adding(seconds: seconds), by: "desk")
        }
    }

    private static func covered(_ seconds: Int, _ world: TestWorld) async throws -> String? {
        try await world.pool.read { try $0.maintenanceWindows.covering(now.adding(seconds: seconds))?.id }
    }

    @Test(arguments: Engine.available)
    func `planned twice under one key it is there once, and moves deadlines' version once`(engine: Engine) async throws
    {
        try await TestWorld.with(engine) { world in
            let id = MaintenanceWindowStore.newId()
            let version = try await world.pool.read { try $0.facilities.registerVersion() }
            try await Self.take(Self.plan(), id, world)
            let before = try await Contents(world.pool)
            try await Self.take(Self.plan(), id, world)
            try await Self.take(Self.plan(70), id, world)
            #expect(try await Contents(world.pool) == before)
            #expect(before.rows("maintenance_window") == 1)
            #expect(try await world.pool.read { try $0.facilities.registerVersion() } == version + 1)
            #expect(try await Self.covered(60, world) == id)
            #expect(try await Self.covered(59, world) == nil)
            #expect(try await Self.covered(120, world) == nil)
            #expect("\(before.tables["audit"] ?? [])".contains("maintenance.plan"))
        }
    }

    @Test(arguments: Engine.available)
    func `changed it keeps its states, and who saw another state changes nothing`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let id = MaintenanceWindowStore.newId()
            try await Self.take(Self.plan(), id, world)
            try await Self.take(Self.plan(60, 180), id, basedOn: 1, seconds: 90, world)
            let states = try await world.pool.read { try $0.maintenanceWindows.states(of: id).map(\.window.endsAt) }
            #expect(states == [120, 180].map { Self.now.adding(seconds: $0) })
            await #expect(throws: MaintenanceRefusal.changedMeanwhile) {
                try await Self.take(Self.plan(60, 200), id, basedOn: 1, seconds: 90, world)
            }
            await #expect(throws: MaintenanceRefusal.over) {
                try await Self.take(Self.plan(60, 300), id, basedOn: 2, seconds: 180, world)
            }
            await #expect(throws: Problem.notFound) {
                try await Self.take(Self.plan(), MaintenanceWindowStore.newId(), basedOn: 1, world)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `two do not stand at one time, and one may follow the other`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let first = MaintenanceWindowStore.newId()
            try await Self.take(Self.plan(60, 120), first, world)
            for (from, until) in [(119, 200), (0, 61), (70, 80), (10, 300)] {
                await #expect(throws: MaintenanceRefusal.overlapping(Self.plan(60, 120).window(first))) {
                    try await Self.take(Self.plan(from, until), MaintenanceWindowStore.newId(), world)
                }
            }
            for (from, until) in [(120, 200), (1, 60)] {
                try await Self.take(Self.plan(from, until), MaintenanceWindowStore.newId(), world)
            }
            try await Self.end(first, seconds: 0, world)
            try await Self.take(Self.plan(70, 80), MaintenanceWindowStore.newId(), world)
        }
    }

    @Test(arguments: Engine.available)
    func `a running one ends at once, one that is coming is called off, one that is over stays`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let (running, coming) = (MaintenanceWindowStore.newId(), MaintenanceWindowStore.newId())
            try await Self.take(Self.plan(60, 120), running, world)
            try await Self.take(Self.plan(200, 300), coming, world)
            try await Self.end(running, seconds: 90, world)
            #expect(try await Self.covered(89, world) == running)
            #expect(try await Self.covered(90, world) == nil)
            try await Self.end(coming, seconds: 200, world)
            #expect(try await Self.covered(200, world) == nil)
            let before = try await Contents(world.pool)
            try await Self.end(running, seconds: 100, world)
            try await Self.end(coming, seconds: 201, world)
            #expect(try await Contents(world.pool) == before)
            let all = try await world.pool.read {
                try $0.maintenanceWindows.all(at: Self.now.adding(seconds: 250), limit: 9)
            }
            #expect(all.map(\.id) == [coming, running])
            #expect(all.map(\.isCancelled) == [true, false])
            await #expect(throws: Problem.notFound) { try await Self.end("w-none", seconds: 0, world) }
        }
    }

    @Test(arguments: Engine.available)
    func `a notice by mail goes with it, and what is not true any more is ended`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let id = MaintenanceWindowStore.newId()
            func shown() async throws -> [String] {
                try await world.pool.read { db in
                    try db.notices.shown(from: Self.now, until: Self.now.adding(seconds: 600)).map(\.text.title)
                }
            }
            try await Self.take(Self.plan(byMail: true), id, world)
            try await Self.take(Self.plan(byMail: true), id, world)
            #expect(try await shown().count == 1)
            try await Self.take(Self.plan(60, 180, byMail: true), id, basedOn: 1, world)
            #expect(try await shown().map { $0.hasPrefix("メンテナンスの予定が変わりました") } == [true])
            try await Self.take(Self.plan(60, 190), id, basedOn: 2, world)
            #expect(try await shown().isEmpty)
            try await Self.end(id, seconds: 70, byMail: true, world)
            #expect(try await shown().map { $0.hasPrefix("メンテナンスは終わりました") } == [true])
        }
    }
}
