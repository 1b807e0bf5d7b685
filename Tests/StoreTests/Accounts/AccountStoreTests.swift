import Database
import Domain
import Store
import TestSupport
import Testing

/// Who may sign in, and under which ID (R13).
struct AccountStoreTests {
    private func find(_ loginId: String, _ world: TestWorld) async throws -> AccountStore.Credentials? {
        try await world.pool.read { try $0.accounts.credentials(loginId: loginId, on: TestWorld.today) }
    }

    private func create(_ account: Account, _ hash: String? = nil, _ world: TestWorld) async throws {
        try await world.pool.write { try $0.accounts.create(account, passwordHash: hash, at: TestWorld.now) }
    }

    @Test(arguments: Engine.available)
    func `an account comes back as it was created, its ID to the character`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let accounts = [
                Account(id: "1", loginId: "Ｆ01aB", role: .ministry, name: "厚生労働省 医政局"),
                Account(id: "2", loginId: "h00000019", role: .helpDesk, name: "事務局"),
                Account(id: "3", loginId: "P47000010", role: .prefecture(Prefecture.all[46]), name: "沖縄県"),
            ]
            for account in accounts { try await create(account, "hash of \(account.id)", world) }
            for account in accounts {
                let found = try #require(try await find(account.loginId, world))
                #expect(found.account == account)
                #expect(Array(found.account.loginId.utf8) == Array(account.loginId.utf8))
                #expect(found.passwordHash == "hash of \(account.id)")
                let byKey = try await world.pool.read { try $0.accounts.account(id: account.id, on: TestWorld.today) }
                #expect(byKey == account)
            }
            #expect(try await find(TestWorld.officer.loginId, world)?.passwordHash == nil)
        }
    }

    @Test(arguments: ["P13000017", "p13000017", "Ｐ１３０００017", "ｐ13000017"], Engine.available)
    func `a typed ID is found whatever its case and width`(typed: String, engine: Engine) async throws {
        let found = try await TestWorld.with(engine) { try await find(typed, $0) }
        #expect(found?.account == TestWorld.officer)
    }

    @Test(
        arguments: ["P1300001", "P130000170", "P1300001 7", "", "P1300001%", "P1300001_", "' OR 1=1 --"],
        Engine.available)
    func `another ID is not found`(typed: String, engine: Engine) async throws {
        let found = try await TestWorld.with(engine) { try await find(typed, $0) }
        #expect(found == nil)
    }

    @Test(arguments: ["P13000017", "p13000017", "Ｐ13000017"], Engine.available)
    func `a taken ID is refused whatever its case and width`(taken: String, engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = try await Contents(world.pool)
            await #expect(
                throws: Problem.refused(
                    japanese: "ログインID \(taken) はすでに使われています。", english: "login ID \(taken) is in use")
            ) {
                try await create(Account(id: "other", loginId: taken, role: .ministry, name: "別"), nil, world)
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `a new account is in the audit by its key, without name and password`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let account = Account(id: "account-7", loginId: "M00000000", role: .ministry, name: "医政局 見本係")
            try await create(account, "a password's hash", world)
            let rows = try await world.pool.read { try $0.query("SELECT action, subject, detail FROM audit") }
            #expect(try rows.map { try $0.string("action") } == ["account.create"])
            #expect(try rows.map { try $0.string("subject") } == ["account:account-7"])
            let audit = "\(try await Contents(world.pool).tables["audit"] ?? [])"
            #expect(!audit.contains("見本係"))
            #expect(!audit.contains("a password's hash"))
        }
    }

    @Test(arguments: Engine.available)
    func `an institution's account bears the name of the day`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let surveys = world.surveys
            try await world.pool.write { db in
                try db.facilities.record(
                    .attributes(TestWorld.attributes("改称病院", in: TestWorld.tokyo, "131041", "新宿区")), of: TestWorld.own,
                    Validity(from: TestWorld.today, until: nil), surveys: surveys, at: TestWorld.now, by: "test")
            }
            let names = try await world.pool.read { db in
                try [TestWorld.today.adding(-1), TestWorld.today].map {
                    try db.accounts.account(id: TestWorld.clerk.id, on: $0)?.name
                }
            }
            #expect(names == ["見本台総合病院", "改称病院"])
        }
    }

    @Test(arguments: Engine.available)
    func `an account for an institution that there is not is refused`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let nobody = try #require(Facility.ID("F99999999"))
            await #expect(throws: DatabaseError.foreignKeyViolation) {
                try await create(Account(id: "x", loginId: "F99999999", role: .facility(nobody), name: ""), nil, world)
            }
        }
    }
}
