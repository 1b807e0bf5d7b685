import Database
import Domain
import Store
import TestSupport
import Testing

/// Which reminders an ID gets, and the link that ends them.
struct ReminderSettingTests {
    private static let secret = String(repeating: "a", count: 64)
    private static let now = TestWorld.now

    private func actions(_ world: TestWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT actor, action FROM audit WHERE action LIKE 'reminder.%' ORDER BY number").map {
                "\(try $0.string("actor")) \(try $0.string("action"))"
            }
        }
    }

    private func look(_ world: TestWorld, _ secret: String = secret, at now: Instant) async throws -> OneTimeCodeFault?
    {
        try await world.pool.read { db in
            switch try db.reminderSettings.look(secret, at: now, on: now.day) {
            case .success: nil
            case .failure(let refusal): refusal.fault
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what was chosen is kept; without a word it is the usual, and the same again is no change`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let id = TestWorld.clerk.id
            #expect(try await world.pool.read { try $0.reminderSettings.setting(of: id) } == .usual)
            let chosen = ReminderSetting(hoursBefore: 3, overdue: false, weekly: true)
            for _ in 1...2 { try await world.want(chosen, TestWorld.clerk) }
            #expect(try await world.pool.read { try $0.reminderSettings.setting(of: id) } == chosen)
            try await world.want(.none, TestWorld.clerk)
            #expect(try await world.pool.read { try $0.reminderSettings.setting(of: id) } == .none)
            #expect(try await actions(world) == Array(repeating: "\(id) reminder.set", count: 2))
        }
    }

    @Test(arguments: Engine.available)
    func `the link ends them all as often as it is opened, for sixty days, and only its hash is kept`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let seconds = ReminderSetting.stopSeconds
            try await world.pool.write {
                try $0.reminderSettings.addStop(Self.secret, of: TestWorld.clerk.id, seconds: seconds, at: Self.now)
            }
            let end = Self.now.adding(seconds: seconds)
            #expect(try await look(world, "b", at: Self.now) == .unknown)
            #expect(try await look(world, at: Instant(milliseconds: end.milliseconds - 1)) == nil)
            #expect(try await look(world, at: end) == .expired)
            for _ in 1...2 {
                try await world.pool.write {
                    _ = try $0.reminderSettings.stop(Self.secret, at: Self.now, recordedAt: Self.now)
                }
            }
            #expect(try await world.pool.read { try $0.reminderSettings.setting(of: TestWorld.clerk.id) } == .none)
            #expect(try await actions(world) == ["visitor reminder.stop"])
            #expect(!"\(try await Contents(world.pool).tables)".contains(Self.secret))
            // Wanted again it is no matter that the link is still there.
            try await world.want(.usual, TestWorld.clerk)
            #expect(try await world.pool.read { try $0.reminderSettings.setting(of: TestWorld.clerk.id) } == .usual)
        }
    }

    @Test(arguments: Engine.available)
    func `a link whose time is over is erased`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write {
                try $0.reminderSettings.addStop(Self.secret, of: TestWorld.clerk.id, seconds: 60, at: Self.now)
            }
            let keeping = Keeping()
            let late = Self.now.adding(seconds: 60 + 7 * 86_400)
            _ = try await world.pool.write {
                try $0.erasing.apply(keeping, at: Instant(milliseconds: late.milliseconds - 1))
            }
            #expect(try await Contents(world.pool).rows("reminder_stop") == 1)
            _ = try await world.pool.write { try $0.erasing.apply(keeping, at: late) }
            #expect(try await Contents(world.pool).rows("reminder_stop") == 0)
        }
    }
}
