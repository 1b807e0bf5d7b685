import Database
import Domain
import Store
import TestSupport
import Testing

/// A code that an institution reads out so that the help desk may look.
struct SharedViewStoreTests {
    private static let viewer = Account(id: "account-desk", loginId: "H00000017", role: .helpDesk, name: "見本事務局")
    private static let other = Account(id: "account-desk2", loginId: "H00000025", role: .helpDesk, name: "もう一人")
    private static let account = TestWorld.clerk.id
    private static let life = SharedView.seconds * 1000

    private static func instant(_ milliseconds: Int) -> Instant {
        Instant(milliseconds: TestWorld.now.milliseconds + milliseconds)
    }

    private func begin(_ world: TestWorld, at milliseconds: Int = 0) async throws -> String {
        try await world.pool.write { db in
            if try db.accounts.account(id: Self.viewer.id, on: TestWorld.today) == nil {
                try db.accounts.create(Self.viewer, passwordHash: nil, at: TestWorld.now)
                try db.accounts.create(Self.other, passwordHash: nil, at: TestWorld.now)
            }
            return try db.sharedViews.create(of: TestWorld.clerk, at: Self.instant(milliseconds))
        }
    }

    private func open(
        _ code: String, at milliseconds: Int = 0, _ world: TestWorld
    ) async throws -> SharedViewStore.Opening {
        try await world.pool.write {
            try $0.sharedViews.open(code, of: Self.account, for: Self.viewer, at: Self.instant(milliseconds))
        }
    }

    private func viewed(by viewer: Account = viewer, at milliseconds: Int, _ world: TestWorld) async throws -> Bool {
        try await world.pool.read {
            try $0.sharedViews.viewedUntil(of: Self.account, by: viewer, at: Self.instant(milliseconds))
        } != nil
    }

    private static func wrong(_ code: String) -> String { code == "000000" ? "000001" : "000000" }

    @Test(arguments: Engine.available)
    func `the right code opens the look for ten minutes, for who typed it alone`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let code = try await begin(world)
            #expect(code.utf8.count == 6)
            #expect(code.utf8.allSatisfy { (48...57).contains($0) })
            #expect(try await viewed(at: 0, world) == false)
            let spaced = "\(code.prefix(3)) \(code.dropFirst(3))"
            let opening = try await open(spaced, at: 5, world)
            #expect(opening == .open(until: Self.instant(5 + Self.life)))
            #expect(try await viewed(at: 5 + Self.life - 1, world))
            #expect(try await viewed(at: 5 + Self.life, world) == false)
            #expect(try await viewed(by: Self.other, at: 6, world) == false)
            #expect(try await open(code, at: 6, world) == .none, "a code works once")
        }
    }

    @Test(arguments: Engine.available)
    func `a code is good for ten minutes`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let code = try await begin(world)
            #expect(try await open(code, at: Self.life, world) == .none)
            guard case .open = try await open(code, at: Self.life - 1, world) else {
                Issue.record("not open in its last millisecond")
                return
            }
        }
    }

    @Test(arguments: Engine.available)
    func `five wrong codes end it`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let code = try await begin(world)
            for left in [4, 3, 2, 1, 0] {
                #expect(try await open(Self.wrong(code), world) == .wrong(triesLeft: left))
            }
            #expect(try await open(code, world) == .none)
            let again = try await begin(world, at: 1)
            guard case .open = try await open(again, at: 2, world) else {
                Issue.record("a new code does not open")
                return
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a new code ends the earlier one and the look it opened; so does taking it back`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let first = try await begin(world)
            _ = try await open(first, at: 1, world)
            let second = try await begin(world, at: 2)
            #expect(try await viewed(at: 3, world) == false)
            if first != second { #expect(try await open(first, at: 3, world) == .wrong(triesLeft: 4)) }
            _ = try await open(second, at: 4, world)
            #expect(try await viewed(at: 5, world))
            try await world.pool.write { try $0.sharedViews.end(of: Self.account, at: Self.instant(6)) }
            #expect(try await viewed(at: 6, world) == false)
        }
    }

    @Test(arguments: Engine.available)
    func `neither the code nor a trace of it is kept`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let code = try await begin(world)
            let kept = "\(try await Contents(world.pool).tables["shared_view"] ?? [])"
            #expect(!kept.contains("(\"\(code)\")"))
        }
    }
}
