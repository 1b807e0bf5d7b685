import Database
import Domain
import Store
import TestSupport
import Testing

/// Keys of programs: good for their account, until they are withdrawn, over, or an association takes over (R22 R43).
@Suite struct APIKeyStoreTests {
    private static let account = TestWorld.clerk
    private static let association = "A13000001"

    private func make(
        _ world: TestWorld, endsOn: Day? = nil, of account: Account = account
    ) async throws -> (key: APIKey, token: String) {
        try await world.pool.write {
            try $0.apiKeys.create(name: "電子カルテ", endsOn: endsOn, of: account, at: TestWorld.now)
        }
    }

    private func find(_ token: String, on day: Day = TestWorld.today, _ world: TestWorld) async throws -> String {
        switch try await world.pool.read({ try $0.apiKeys.find(token: token, on: day) }) {
        case .account(let account, _): account.id
        case .over: "over"
        case .atRest(let reason): "rests: \(reason)"
        case .unknown: "unknown"
        }
    }

    @Test(arguments: Engine.available)
    func `it works: a key opens its account, is kept as a digest, and has to be sent to the letter`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let made = try await make(world)
            #expect(try await find(made.token, world) == Self.account.id)
            #expect(made.token.hasPrefix("gmis_") && made.token.utf8.count == 69)
            let kept = "\(try await Contents(world.pool).tables["api_key"] ?? [])"
            #expect(!kept.contains(made.token.dropFirst(5)))
            for wrong in ["", "gmis_", String(made.token.dropLast()), made.token.uppercased(), made.token + "0"] {
                #expect(try await find(wrong, world) == "unknown", "\(wrong)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the last day is the last one`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let made = try await make(world, endsOn: TestWorld.today)
            #expect(try await find(made.token, on: TestWorld.today, world) == Self.account.id)
            #expect(try await find(made.token, on: TestWorld.today.adding(1), world) == "over")
        }
    }

    @Test(arguments: Engine.available)
    func `withdrawn it opens nothing, only its own account withdraws it, and once more changes nothing`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let (made, other) = (try await make(world), try await make(world))
            await #expect(throws: Problem.notFound) {
                try await world.pool.write {
                    try $0.apiKeys.end(made.key.id, of: "account-officer", at: TestWorld.now, by: "x")
                }
            }
            try await world.pool.write {
                try $0.apiKeys.end(made.key.id, of: Self.account.id, at: TestWorld.now, by: Self.account.id)
            }
            let before = try await Contents(world.pool)
            try await world.pool.write {
                try $0.apiKeys.end(
                    made.key.id, of: Self.account.id, at: TestWorld.now.adding(seconds: 60), by: "other")
            }
            #expect(try await Contents(world.pool) == before)
            #expect(try await find(made.token, world) == "over")
            #expect(try await find(other.token, world) == Self.account.id)
        }
    }

    @Test(arguments: Engine.available)
    func `an ID that is put to rest takes its keys along for good`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let made = try await make(world)
            try await world.pool.write { db in
                try db.accountLives.rest(Self.account.id, at: TestWorld.now, by: "account-desk")
            }
            #expect(try await find(made.token, world).hasPrefix("rests: このIDは止められています"))
            try await world.pool.write { db in
                try db.accountLives.wake(Self.account.id, at: TestWorld.now, by: "account-desk")
            }
            #expect(try await find(made.token, world) == "over")
        }
    }

    @Test(arguments: Engine.available)
    func `from the day on which an association takes over a key opens nothing, and it does not wake again`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let (made, tomorrow) = (try await make(world), TestWorld.today.adding(1))
            try await world.pool.write { db in
                try db.associations.create(
                    id: Self.association, name: "見本台医師会", prefecture: TestWorld.tokyo, at: TestWorld.now)
            }
            try await world.record(.reportingParty(.association(Self.association)), from: tomorrow)
            #expect(try await find(made.token, world) == Self.account.id)
            #expect(try await find(made.token, on: tomorrow, world).contains("見本台医師会がまとめて報告しています"))
            try await world.record(.reportingParty(.association(Self.association)), from: TestWorld.today)
            try await world.record(
                .reportingParty(.itself), from: TestWorld.today, at: TestWorld.now.adding(seconds: 60))
            #expect(try await find(made.token, world) == "over")
        }
    }

    @Test(arguments: Engine.available)
    func `an account has so many good keys and no more`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            for _ in 1...APIKey.mostGood { _ = try await make(world) }
            await #expect(throws: Problem.self) { _ = try await make(world) }
            let first = try #require(try await world.pool.read { try $0.apiKeys.all(of: Self.account.id) }.last)
            try await world.pool.write {
                try $0.apiKeys.end(first.id, of: Self.account.id, at: TestWorld.now, by: Self.account.id)
            }
            _ = try await make(world)
        }
    }
}
