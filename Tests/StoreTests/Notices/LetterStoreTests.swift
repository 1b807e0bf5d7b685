import Database
import Domain
import Store
import TestSupport
import Testing

/// Letters: who waits, what is printed, what a code on paper is good for (R4).
struct LetterStoreTests {
    private static let now = TestWorld.now
    private static let day = TestWorld.today

    /// The three hospitals wait for a letter.
    private static func with(_ engine: Engine, _ body: (TestWorld, [Account]) async throws -> Void) async throws {
        try await TestWorld.with(engine) { world in
            let others = [TestWorld.neighbour, TestWorld.distant].map {
                Account(id: "account-\($0.text)", loginId: $0.text, role: .facility($0), name: $0.text)
            }
            try await world.pool.write { db in
                for account in others { try db.accounts.create(account, passwordHash: nil, at: Instant(Self.day)) }
                for account in [TestWorld.clerk] + others {
                    try db.accountLives.setNotification(.letter, of: account.id, at: Self.now, by: "test")
                }
            }
            try await body(world, [TestWorld.clerk] + others)
        }
    }

    private func batch(_ world: TestWorld) async throws -> LetterBatch {
        let id = try await world.pool.write {
            try $0.letters.createBatch(on: Self.day, at: Self.now, by: "desk")
        }
        let key = try #require(id)
        return try await world.pool.read { try $0.letters.batch(key) }
    }

    private func print(
        _ world: TestWorld, _ batch: LetterBatch, _ codes: [String], from number: Int = 1, at now: Instant = now
    ) async throws -> [PrintedLetter] {
        try await world.pool.write { db in
            _ = try db.letters.notePrint(batch.id, number: nil, at: now, by: "desk")
            return try db.letters.prepare(
                batch, from: number, through: batch.letters, codes: codes, on: Self.day, arrived: now, at: now
            ).letters
        }
    }

    private func look(
        _ world: TestWorld, _ code: String, at now: Instant = now
    ) async throws -> OneTimeCodeFault? {
        try await world.pool.read { db in
            if case .failure(let refusal) = try db.oneTimeCodes.look(code, .password, at: now) { return refusal.fault }
            return nil
        }
    }

    @Test(arguments: Engine.available)
    func `those who wait come into one batch, once`(engine: Engine) async throws {
        try await Self.with(engine) { world, accounts in
            #expect(try await world.pool.read { try $0.letters.waitingCount() } == 3)
            let batch = try await batch(world)
            #expect(batch.letters == 3)
            #expect(try await world.pool.read { try $0.letters.waitingCount() } == 0)
            #expect(
                try await world.pool.write { try $0.letters.createBatch(on: Self.day, at: Self.now, by: "desk") } == nil
            )
            let letters = try await world.pool.read { try $0.letters.letters(of: batch, from: 1, limit: 9) }
            #expect(letters.map(\.number) == [1, 2, 3])
            #expect(Set(letters.map(\.account.id)) == Set(accounts.map(\.id)))
        }
    }

    @Test(arguments: Engine.available)
    func `a code works until the end of the day on the paper, and printing again ends it`(engine: Engine) async throws {
        try await Self.with(engine) { world, _ in
            let batch = try await batch(world)
            let first = try await print(world, batch, ["AAAA", "BBBB", "CCCC"])
            #expect(first.map(\.code) == ["AAAA", "BBBB", "CCCC"])
            let end = Instant(Self.day.adding(31))
            #expect(try await look(world, "BBBB", at: Instant(milliseconds: end.milliseconds - 1)) == nil)
            #expect(try await look(world, "BBBB", at: end) == .expired)
            _ = try await print(world, batch, ["DDDD", "EEEE"], from: 2)
            #expect(try await look(world, "AAAA") == nil)
            #expect(try await look(world, "BBBB") == .cancelled)
            #expect(try await look(world, "DDDD") == nil)
            let contents = try await Contents(world.pool)
            #expect(!"\(contents.tables)".contains("DDDD"))
        }
    }

    @Test(arguments: Engine.available)
    func `who was activated or put to rest meanwhile is left out, and not told of by dispatch`(
        engine: Engine
    ) async throws {
        try await Self.with(engine) { world, accounts in
            let batch = try await batch(world)
            let later = Self.now.adding(seconds: 60)
            try await world.pool.write { db in
                try db.accountLives.setPassword(hash: "x", of: accounts[0], at: later)
                try db.accountLives.rest(accounts[1].id, at: later, by: "desk")
            }
            let printed = try await print(world, batch, ["A", "B", "C"], at: later)
            #expect(printed.map(\.letter.account.id) == [accounts[2].id])
            try await world.pool.write { try $0.letters.dispatch(batch.id, at: later, by: "desk") }
            let lives = try await world.pool.read { db in
                try accounts.map { try db.accountLives.life(of: $0.id) }
            }
            #expect(lives.map { $0?.notifiedAt != nil } == [false, false, true])
            #expect(lives[2]?.notifiedBy == .letter)
        }
    }

    @Test(arguments: Engine.available)
    func `a letter to one institution also goes to one that has a password, for a new one`(engine: Engine) async throws
    {
        try await Self.with(engine) { world, accounts in
            let id = try await world.pool.write { db in
                try db.accountLives.setPassword(hash: "x", of: accounts[0], at: Self.now)
                return try db.letters.createBatch(of: accounts[0].id, on: Self.day, at: Self.now, by: "desk")
            }
            let batch = try await world.pool.read { try $0.letters.batch(id) }
            #expect(try await print(world, batch, ["A"]).count == 1)
            await #expect(throws: Problem.notFound) {
                _ = try await world.pool.write {
                    try $0.letters.createBatch(of: TestWorld.officer.id, on: Self.day, at: Self.now, by: "desk")
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `nothing is dispatched before it was printed`(engine: Engine) async throws {
        try await Self.with(engine) { world, _ in
            let batch = try await batch(world)
            await #expect(throws: Problem.self) {
                try await world.pool.write { try $0.letters.dispatch(batch.id, at: Self.now, by: "desk") }
            }
        }
    }
}
