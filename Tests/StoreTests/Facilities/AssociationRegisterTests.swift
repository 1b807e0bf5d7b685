import Database
import Domain
import Store
import TestSupport
import Testing

/// Associations: registered with an ID of their own, changed, ended (R18 R31).
struct AssociationRegisterTests {
    private static let order = AccountIssue.Order(at: TestWorld.now, by: TestWorld.officer.id)
    private static let details = Association.Details(
        name: "見本市 医師会", zipCode: "〒160-0001", address: "新宿区1", mail: "a@example.jp", phone: "03-0000-0001")

    @discardableResult
    private func register(
        _ world: TestWorld, _ details: Association.Details = details, in prefecture: Prefecture = TestWorld.tokyo,
        _ order: AccountIssue.Order = order
    ) async throws -> Association {
        try await world.pool.write { try $0.associations.register(details, in: prefecture, order) }
    }

    private func named(_ world: TestWorld, _ name: String, in prefecture: Prefecture = TestWorld.tokyo) async throws
        -> [String]
    {
        try await world.pool.read { try $0.associations.named(name, in: prefecture).map(\.id) }
    }

    private func end(_ world: TestWorld, _ id: String, on day: Day = TestWorld.today) async throws {
        try await world.pool.write {
            try $0.associations.end(id, on: day, at: TestWorld.now, arrived: TestWorld.now, by: "officer")
        }
    }

    @Test(arguments: Engine.available)
    func `one gets the next ID of its prefecture, an account, a contact and a mail`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let (first, second) = (
                try await register(world),
                try await register(world, Association.Details(name: "見本町", mail: "b@example.jp"))
            )
            #expect(first.id == LoginID.make(.association, prefecture: TestWorld.tokyo, serial: 1))
            #expect(second.id == LoginID.make(.association, prefecture: TestWorld.tokyo, serial: 2))
            try await world.pool.read { db in
                #expect(try db.associations.find(first.id)?.details == Self.details)
                let account = try #require(try db.accounts.account(ofAssociation: first.id))
                #expect(account.role == .association(first.id) && account.loginId == first.id)
                #expect(try db.contacts.current(of: account.id).mail == "a@example.jp")
                #expect(try db.accountLives.lives(ofAssociations: [first.id, "x"])[first.id]?.state == .issued)
                let mails = try db.query("SELECT state, purpose FROM mail ORDER BY mail_id")
                #expect(try mails.map { try $0.string("state") } == ["queued", "queued"])
                #expect(try mails.map { try $0.string("purpose") } == ["firstPassword", "firstPassword"])
                #expect(try db.audit.verify().isWhole)
            }
            let audit = "\(try await Contents(world.pool).tables["audit"] ?? [])"
            #expect(audit.contains("association.create") && !audit.contains("a@example.jp"))
            #expect(!audit.contains("医師会"), "the audit names keys only")
        }
    }

    @Test(arguments: Engine.available)
    func `its mail waits where notifications are held, and without an address none is written`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            try await register(
                world, in: TestWorld.tokyo, AccountIssue.Order(at: TestWorld.now, by: "officer", holds: true))
            let silent = try await register(world, Association.Details(name: "手紙の会"))
            let (states, life) = try await world.pool.read { db in
                (
                    try db.query("SELECT state FROM mail").map { try $0.string("state") },
                    try db.accountLives.lives(ofAssociations: [silent.id])[silent.id]
                )
            }
            #expect(states == ["held"] && life?.notifyBy == .letter)
        }
    }

    @Test(arguments: Engine.available)
    func `a name is there once a prefecture, whatever its width and blanks`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let first = try await register(world)
            let before = try await Contents(world.pool)
            var again = Self.details
            again.name = "見本市　医師会"
            await #expect(throws: Problem.self) { try await register(world, again) }
            #expect(try await Contents(world.pool) == before)
            let other = try await register(world, again, in: TestWorld.ishikawa)
            #expect(try await named(world, "見本市医師会") == [first.id])
            #expect(try await named(world, "見本市医師会", in: TestWorld.ishikawa) == [other.id])
            #expect(try await named(world, " ").isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `one that was there before names were folded is found too`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                try db.associations.create(
                    id: "A1", name: "ﾐﾎﾝ会", prefecture: TestWorld.tokyo, at: TestWorld.now)
                try db.execute("UPDATE association SET name_key = ''")
            }
            #expect(try await named(world, "ミホン会") == ["A1"])
            await #expect(throws: Problem.self) { try await register(world, Association.Details(name: "ミホン 会")) }
        }
    }

    @Test(arguments: Engine.available)
    func `what changes is its name everywhere, and its contact until it signs in`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let made = try await register(world)
            var details = Self.details
            (details.name, details.mail) = ("新しい会", "c@example.jp")
            func change() async throws {
                let to = details
                try await world.pool.write {
                    try $0.associations.change(made.id, to: to, at: TestWorld.now, by: "officer")
                }
            }
            try await change()
            let account = try #require(
                try await world.pool.read { try $0.accounts.account(ofAssociation: made.id) })
            func mail() async throws -> String {
                try await world.pool.read { try $0.contacts.current(of: account.id).mail }
            }
            #expect(account.name == "新しい会")
            #expect(try await mail() == "c@example.jp")
            #expect(try await named(world, "新しい会") == [made.id])
            #expect(try await named(world, Self.details.name).isEmpty)
            try await world.pool.write {
                try $0.accountLives.setPassword(hash: "x", of: account, at: TestWorld.now)
            }
            details.mail = "d@example.jp"
            try await change()
            #expect(try await mail() == "c@example.jp", "from then on its people say where they are reached")
            let other = try await register(world)
            details.name = other.name
            await #expect(throws: Problem.self) { try await change() }
        }
    }

    @Test(arguments: Engine.available)
    func `it ends only without members from that day on, and its ID and name are free of it`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let made = try await register(world)
            let last = TestWorld.today.adding(-3)
            try await world.record(
                .reportingParty(.association(made.id)), from: TestWorld.today.adding(-9), until: last)
            try await world.record(
                .reportingParty(.association(made.id)), of: TestWorld.neighbour, from: TestWorld.today.adding(20))
            #expect(
                try await world.pool.read { try $0.associations.members(of: made.id, from: last) } == [
                    TestWorld.neighbour
                ])
            await #expect(throws: Problem.self) { try await end(world, made.id) }
            // Told otherwise since: the newer fact holds.
            try await world.record(.reportingParty(.itself), of: TestWorld.neighbour, from: TestWorld.today)
            await #expect(throws: Problem.self) { try await end(world, made.id, on: last.adding(-1)) }
            await #expect(throws: Problem.self) { try await end(world, made.id, on: TestWorld.today.adding(1)) }
            try await end(world, made.id, on: last)
            let (ended, life) = try await world.pool.read { db in
                (
                    try db.associations.find(made.id),
                    try db.accountLives.lives(ofAssociations: [made.id])[made.id]
                )
            }
            #expect(ended?.endedOn == last && ended?.isEnded(on: last) == true)
            #expect(ended?.isEnded(on: last.adding(-1)) == false)
            #expect(life?.state == .resting)
            await #expect(throws: Problem.notFound) { try await end(world, made.id) }
            let heir = try await register(world)
            #expect(heir.id != made.id)
            #expect(try await named(world, heir.name) == [heir.id])
        }
    }

    @Test(arguments: Engine.available)
    func `its people are told again, not twice at once, and not once they sign in`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let made = try await register(world)
            func tell(after seconds: Int) async throws {
                let now = TestWorld.now.adding(seconds: seconds)
                try await world.pool.write {
                    try $0.associations.tellAgain(made.id, at: now, arrived: now, by: "officer")
                }
            }
            await #expect(throws: Problem.self) { try await tell(after: 599) }
            try await tell(after: 601)
            #expect(try await Contents(world.pool).rows("mail") == 2)
            try await world.pool.write { db in
                let account = try #require(try db.accounts.account(ofAssociation: made.id))
                try db.accountLives.setPassword(hash: "x", of: account, at: TestWorld.now)
            }
            await #expect(throws: Problem.self) { try await tell(after: 2_000) }
        }
    }
}
