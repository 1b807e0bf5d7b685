import Database
import Domain
import Store
import TestSupport
import Testing

/// Askings for mails are counted by ID and by address.
struct AskingStoreTests {
    private func take(
        _ subject: String, from address: String = "192.0.2.7", after seconds: Int = 0, for asking: Asking = .password,
        in world: TestWorld
    ) async throws -> Bool {
        let now = TestWorld.now.adding(seconds: seconds)
        return try await world.pool.write { try $0.askings.take(asking, of: subject, from: address, at: now) }
    }

    /// Asks, and looks whether that was one too many.
    private func ask(
        _ subject: String, from address: String = "192.0.2.7", after seconds: Int = 0, for asking: Asking = .password,
        in world: TestWorld, isTaken: Bool = true
    ) async throws {
        let taken = try await take(subject, from: address, after: seconds, for: asking, in: world)
        #expect(taken == isTaken, "\(subject) from \(address) after \(seconds)")
    }

    @Test(arguments: Engine.available)
    func `three an hour for one ID, however it is written and from wherever`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            for id in ["F13000018", "f13000018", "Ｆ13000018"] { try await ask(id, in: world) }
            try await ask("F13000018", from: "198.51.100.1", after: 1, in: world, isTaken: false)
            try await ask("F13000026", in: world)
            try await ask("F13000018", for: .lostId, in: world)
            try await ask("F13000018", after: 3_599, in: world, isTaken: false)
            try await ask("F13000018", after: 3_600, in: world)
        }
    }

    @Test(arguments: Engine.available)
    func `thirty an hour from one address, and no try to sign in is counted by it`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            for number in 0..<30 { try await ask("ID\(number)", in: world) }
            try await ask("OTHER", in: world, isTaken: false)
            try await ask("OTHER", from: "198.51.100.1", in: world)
            let origin = SignInAttemptStore.Origin(loginId: "ID1", address: "192.0.2.7")
            #expect(try await world.pool.read { try $0.signInAttempts.wait(for: origin, at: TestWorld.now) } == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `of many at once three are taken`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<12 { group.addTask { try await take("F13000018", in: world) } }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(taken == Asking.most)
        }
    }
}
