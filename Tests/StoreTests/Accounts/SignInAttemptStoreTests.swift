import Database
import Domain
import Store
import TestSupport
import Testing

/// Wrong tries to sign in are counted by ID and by address, and forgotten.
struct SignInAttemptStoreTests {
    private typealias Origin = SignInAttemptStore.Origin

    private static let office = "192.0.2.7"
    private static let own = Origin(loginId: TestWorld.own.text, address: office)

    private static func after(_ milliseconds: Int) -> Instant {
        Instant(milliseconds: TestWorld.now.milliseconds + milliseconds)
    }

    /// Wrong tries, each so many milliseconds after `TestWorld.now`.
    private func fail(_ times: [Int], _ world: TestWorld, at origin: Origin = own) async throws {
        for time in times {
            #expect(try await world.pool.write { try $0.signInAttempts.record(origin, at: Self.after(time)) } == nil)
        }
    }

    private func wait(_ time: Int, _ world: TestWorld, for origin: Origin = own) async throws -> SignInThrottle.Wait? {
        try await world.pool.read { try $0.signInAttempts.wait(for: origin, at: Self.after(time)) }
    }

    /// What is kept, row by row.
    private func kept(_ world: TestWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT login_hash, address_hash, recorded_at FROM sign_in_attempt").map { row in
                "\(try row.string("login_hash")) \(try row.string("address_hash")) \(try row.string("recorded_at"))"
            }
        }
    }

    private func count(_ world: TestWorld) async throws -> Int { try await kept(world).count }

    @Test(arguments: Engine.available)
    func `after five wrong tries an ID waits, from wherever they came`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await fail([0, 1, 2, 3], world)
            #expect(try await self.wait(4, world) == nil)
            try await fail([4], world, at: Origin(loginId: TestWorld.own.text, address: "198.51.100.1"))
            let wait = SignInThrottle.Wait(until: Self.after(60_004), cause: .login)
            for address in [Self.office, "203.0.113.5"] {
                let origin = Origin(loginId: TestWorld.own.text, address: address)
                #expect(try await self.wait(5, world, for: origin) == wait)
                #expect(try await self.wait(60_003, world, for: origin) == wait)
                #expect(try await self.wait(60_004, world, for: origin) == nil)
            }
            let other = Origin(loginId: TestWorld.distant.text, address: Self.office)
            #expect(try await self.wait(5, world, for: other) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a try during the wait is not taken and does not prolong it`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await fail([0, 0, 0, 0, 0], world)
            let (record, admit) = try await world.pool.write { db in
                (
                    try db.signInAttempts.record(Self.own, at: Self.after(59_999)),
                    try db.signInAttempts.admit(Self.own, at: Self.after(59_999))
                )
            }
            #expect(record?.until == Self.after(60_000))
            #expect(admit?.until == Self.after(60_000))
            #expect(try await count(world) == 5)
            try await fail([60_000], world)
            #expect(try await self.wait(60_001, world)?.until == Self.after(180_000))
        }
    }

    @Test(arguments: Engine.available)
    func `width, case and blanks make no other ID, and signing in clears its count alone`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            for id in ["F13000018", "f13000018", "Ｆ１３０００018", " F13000018", "F13000018\n"] {
                try await fail([0], world, at: Origin(loginId: id, address: Self.office))
            }
            let other = Origin(loginId: "NOBODY", address: Self.office)
            try await fail([0, 0, 0, 0, 0], world, at: other)
            #expect(try await self.wait(1, world) != nil)
            let admitted = try await world.pool.write { try $0.signInAttempts.admit(Self.own, at: Self.after(60_000)) }
            #expect(admitted == nil)
            #expect(try await count(world) == 5)
            try await fail([60_000, 60_000, 60_000, 60_000], world)
            #expect(try await self.wait(60_000, world) == nil)
            #expect(try await self.wait(59_999, world, for: other)?.until == Self.after(60_000))
        }
    }

    @Test(arguments: Engine.available)
    func `thirty wrong tries from an address make it wait for every ID, and no other address`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            for number in 0..<30 {
                try await fail([number], world, at: Origin(loginId: "F\(number)", address: Self.office))
            }
            let wait = SignInThrottle.Wait(until: Self.after(600_000), cause: .address)
            #expect(try await self.wait(599_999, world) == wait)
            #expect(try await world.pool.write { try $0.signInAttempts.admit(Self.own, at: Self.after(30)) } == wait)
            #expect(
                try await self.wait(30, world, for: Origin(loginId: TestWorld.own.text, address: "192.0.2.8")) == nil)
            #expect(try await self.wait(600_000, world) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `of many tries at once no more are taken than one after the other`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<60 {
                    let origin = Origin(loginId: TestWorld.own.text, address: "192.0.2.\(number)")
                    group.addTask {
                        try await world.pool.write { try $0.signInAttempts.record(origin, at: TestWorld.now) } == nil
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 5)
            #expect(try await count(world) == 5)
        }
    }

    @Test(arguments: Engine.available)
    func `a wait is noted once, and the next one anew`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await fail([0, 0, 0, 0, 0], world)
            let first = try #require(try await wait(1, world))
            #expect(try await world.pool.read { try !$0.signInAttempts.isNoted(first, for: Self.own) })
            #expect(try await world.pool.write { try $0.signInAttempts.note(first, for: Self.own) })
            #expect(try await world.pool.read { try $0.signInAttempts.isNoted(first, for: Self.own) })
            #expect(try await world.pool.write { try !$0.signInAttempts.note(first, for: Self.own) })
            let byAddress = SignInThrottle.Wait(until: first.until, cause: .address)
            #expect(try await world.pool.write { try $0.signInAttempts.note(byAddress, for: Self.own) })
            try await fail([60_000], world)
            let second = try #require(try await wait(60_001, world))
            #expect(try await world.pool.write { try $0.signInAttempts.note(second, for: Self.own) })
        }
    }

    @Test(arguments: Engine.available)
    func `a day later a try counts no more, and goes with the next one, a hundred at most`(engine: Engine) async throws
    {
        try await TestWorld.with(engine) { world in
            let day = SignInThrottle.memorySeconds * 1000
            for number in 0..<105 {
                try await fail([number], world, at: Origin(loginId: "F\(number)", address: "192.0.2.\(number)"))
            }
            try await fail([day], world)
            #expect(try await count(world) == 106)
            try await fail([day + 1], world)
            #expect(try await count(world) == 106)
            try await fail([day + 105], world)
            #expect(try await count(world) == 7)
            #expect(try await world.pool.write { try $0.signInAttempts.erase(before: Self.after(day)) } == 4)
            #expect(try await count(world) == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `ID and address are kept as hashes only`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await fail([0], world)
            let kept = try await kept(world).joined()
            #expect(!kept.isEmpty)
            #expect(!kept.contains(TestWorld.own.text))
            #expect(!kept.contains(Self.office))
            // printf %s login:F13000018 | sha256sum; printf %s address:192.0.2.7 | sha256sum
            #expect(kept.contains("3641fe101133127b88e4daed8912a85067a4d655a2073808423c19309266042d"))
            #expect(kept.contains("75a3464936bde9f14014db27d3ca17f2d3b092b801ba900aa2832f5d7b2897d7"))
        }
    }
}
