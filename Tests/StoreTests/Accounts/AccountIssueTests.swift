import Database
import Domain
import Store
import TestSupport
import Testing

/// IDs are issued once each, in whatever way and however many at a time (R4 R13).
struct AccountIssueTests {
    private static let order = AccountIssue.Order(at: TestWorld.now, by: "desk")

    private func issue(
        _ institutions: [NewInstitution], _ world: TestWorld, _ order: AccountIssue.Order = order
    ) async throws -> [AccountIssue.Issued] {
        try await world.pool.write { [surveys = world.surveys] db in
            try db.accountIssue.issue(institutions, from: TestWorld.today, surveys: surveys, order)
        }
    }

    @Test(arguments: Engine.available)
    func `an institution gets an ID that is its login ID, its facts, its contact and a mail`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let issued = try #require(try await issue([NewInstitutions.one()], world).first)
            #expect(issued.account.loginId == issued.facility.text && issued.account.loginId.hasPrefix("F13"))
            try await world.pool.read { db in
                let known = try #require(try db.facilities.day(of: issued.facility, on: TestWorld.today))
                #expect(known.attributes.name == "若葉クリニック" && known.kind == .clinic)
                #expect(try db.facilities.day(of: issued.facility, on: TestWorld.today.adding(-1)) == nil)
                #expect(try db.contacts.current(of: issued.account.id).mail == "jimu@example.jp")
                let life = try #require(try db.accountLives.life(of: issued.account.id))
                #expect(life.state == .issued && life.notifyBy == .mail)
                let mail = try #require(try db.query("SELECT * FROM mail").first)
                #expect(try mail.string("account_id") == issued.account.id && mail.string("state") == "queued")
                #expect(try mail.string("purpose") == "firstPassword")
                #expect(try db.audit.verify().isWhole)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a hospital and whoever has no address wait for a letter, and no mail goes`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let issued = try await issue(
                [NewInstitutions.one(kind: .hospital), NewInstitutions.one("青葉医院", mail: "")], world)
            let (ways, mails) = try await world.pool.read { db in
                (
                    try issued.map { try db.accountLives.life(of: $0.account.id)?.notifyBy },
                    try db.query("SELECT mail_id FROM mail").count
                )
            }
            #expect(ways == [.letter, .letter] && mails == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `IDs that are taken are passed over, whoever has them`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let made = (1...5).map { LoginID.make(.facility, prefecture: TestWorld.tokyo, serial: $0) }
            try await world.pool.write { db in
                try db.facilities.register([made[0]].compactMap { Facility.ID($0) }, at: TestWorld.now)
                try db.accounts.create(
                    Account(id: "x", loginId: made[2].lowercased(), role: .ministry, name: ""), passwordHash: nil,
                    at: TestWorld.now)
            }
            let issued = try await issue([NewInstitutions.one(), NewInstitutions.one("青葉医院")], world)
            #expect(issued.map(\.account.loginId) == [made[1], made[3]])
        }
    }

    @Test(arguments: Engine.available)
    func `many who issue at once never give the same ID twice`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let all = try await withThrowingTaskGroup(of: [String].self) { group in
                for task in 0..<12 {
                    group.addTask {
                        let some = (0..<5).map { NewInstitutions.one("若葉\(task)-\($0)医院") }
                        return try await issue(some, world).map(\.account.loginId)
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(all.count == 60 && Set(all).count == 60)
            let next = try await world.pool.read { try $0.query("SELECT next FROM login_serial").first?.int("next") }
            #expect(next == 61)
        }
    }

    @Test(arguments: Engine.available)
    func `an ID that was given is not given again, even where its account is gone`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let first = try #require(try await issue([NewInstitutions.one()], world).first)
            try await world.pool.write { db in
                for table in ["mail", "contact"] {
                    try db.execute("DELETE FROM \(try SQL.identifier(table))")
                }
                try db.execute("DELETE FROM account WHERE account_id = \(first.account.id)")
                for table in ["facility_attributes", "facility_kind", "facility"] {
                    try db.execute(
                        "DELETE FROM \(try SQL.identifier(table)) WHERE facility_id = \(first.facility.text)")
                }
            }
            #expect(try await issue([NewInstitutions.one()], world).first?.facility != first.facility)
        }
    }

    @Test(arguments: Engine.available)
    func `the last serial of a prefecture is given, and after it none`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await world.pool.write { db in
                try db.execute("INSERT INTO login_serial (letter, prefecture, next) VALUES ('F', '13', 99999)")
            }
            let last = try await issue([NewInstitutions.one()], world)
            #expect(last.first?.account.loginId == LoginID.make(.facility, prefecture: TestWorld.tokyo, serial: 99_999))
            await #expect(throws: Problem.self) { _ = try await issue([NewInstitutions.one("青葉医院")], world) }
        }
    }

    @Test(arguments: Engine.available)
    func `a known institution gets its own facility ID, once, and nobody is told while an association reports`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { [surveys = world.surveys] db in
                try db.associations.create(id: "A1", name: "団体", prefecture: TestWorld.tokyo, at: TestWorld.now)
                try db.facilities.record(
                    .reportingParty(.association("A1")), of: TestWorld.neighbour,
                    Validity(from: TestWorld.since, until: nil), surveys: surveys, at: TestWorld.now, by: "test")
            }
            let contact = Contact(mail: "jimu@example.jp")
            let issued = try await world.pool.write { db in
                try [TestWorld.distant, TestWorld.neighbour].map {
                    try db.accountIssue.issue(to: $0, contact: contact, notifyBy: .mail, Self.order)
                }
            }
            #expect(issued.map(\.account.loginId) == [TestWorld.distant.text, TestWorld.neighbour.text])
            #expect(issued.map(\.way) == [.mail, .nobody])
            let mails = try await world.pool.read { try $0.query("SELECT account_id FROM mail") }
            #expect(mails.count == 1)
            await #expect(throws: Problem.self) {
                _ = try await world.pool.write { db in
                    try db.accountIssue.issue(to: TestWorld.own, contact: contact, notifyBy: nil, Self.order)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `possible doubles are found by facility code, name and phone`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            func reasons(_ change: (inout Facility.Attributes) -> Void) async throws -> [PossibleDouble] {
                var new = NewInstitutions.one()
                change(&new.attributes)
                return try await world.pool.read { [new] in try $0.accountIssue.possibleDoubles(of: new) }
            }
            #expect(try await reasons { _ in }.isEmpty)
            #expect(try await reasons { $0.name = "見本台　総合病院" }.map(\.reason) == [.name])
            #expect(try await reasons { $0.phone = "00-0000-0001" }.map(\.reason) == [.phone, .phone, .phone])
            let code = try await reasons { $0.facilityCode = "1700000017" }
            #expect(code.map(\.reason) == [.facilityCode])
            #expect(code.map(\.facility) == [TestWorld.distant])
            #expect(try await reasons { $0.name = "架空が丘病院" }.isEmpty, "the same name in another prefecture")
        }
    }
}
