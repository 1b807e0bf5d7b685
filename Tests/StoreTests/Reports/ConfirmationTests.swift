import Database
import Domain
import Store
import TestSupport
import Testing

/// Figures that an association sent, confirmed by the institution itself.
struct ConfirmationTests {
    private static let association = Account(
        id: "account-a1", loginId: "A1", role: .association("A1"), name: "見本会")
    private static let (own, day) = (TestWorld.own, TestWorld.today)
    private static let answers = TestWorld.functions("normal", "normal", "normal")

    private func run(_ engine: Engine, _ body: (TestWorld) async throws -> Void) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                try db.associations.create(id: "A1", name: "見本会", prefecture: TestWorld.tokyo, at: TestWorld.now)
                try db.accounts.create(Self.association, passwordHash: nil, at: TestWorld.now)
                try db.confirmationAddresses.replace(
                    [Self.own: "clinic@example.jp"], of: "A1", at: TestWorld.now, by: Self.association.id)
            }
            for facility in [Self.own, TestWorld.neighbour] {
                try await world.record(
                    .reportingParty(.association("A1")), of: facility, from: Self.day.adding(-9))
            }
            try await body(world)
        }
    }

    private func send(
        _ world: TestWorld, _ given: [String: Answer] = answers, basedOn: Int = 0
    ) async throws {
        let entry = ReportEntry(
            survey: "hospital-status", period: Self.day, answers: world.answers(given, on: Self.day),
            basedOn: basedOn, recordedAt: TestWorld.now, by: "見本会", route: .table)
        guard case .stored = try await world.pool.take(entry, try permit(Self.own), surveys: world.surveys) else {
            Issue.record("not stored")
            return
        }
    }

    private func permit(_ facility: Facility.ID) throws -> Permit {
        try Self.association.permit(
            .report, .facility(facility, in: TestWorld.tokyo, reportedBy: .association("A1")))
    }

    private func ask(_ world: TestWorld, at now: Instant = TestWorld.now) async throws -> Int {
        let members = try [Self.own, TestWorld.neighbour].map {
            ConfirmationStore.Member(permit: try permit($0), name: "見本医院")
        }
        let form = try #require(world.surveys.form("hospital-status", on: Self.day))
        return try await world.pool.write { db in
            try db.confirmations.ask(members, form, Self.day, by: Self.association, at: now, arrived: now)
        }
    }

    /// As the sender of mails makes it.
    private func link(_ world: TestWorld, _ secret: String, at now: Instant = TestWorld.now) async throws {
        try await world.pool.write { db in
            let mail = try #require(try db.mailSending.claim(by: "s", at: now))
            let code = try #require(mail.draft.code)
            #expect(code.purpose == .confirmFigures && code.seconds == FiguresConfirmation.seconds)
            try db.confirmations.addCode(secret, for: code.payload, seconds: code.seconds, at: now)
        }
    }

    private func look(
        _ world: TestWorld, _ secret: String, at now: Instant = TestWorld.now
    ) async throws -> FiguresConfirmationFault? {
        try await world.pool.read { db in
            guard case .failure(let fault) = try db.confirmations.look(secret, at: now) else { return nil }
            return fault
        }
    }

    private func confirm(
        _ world: TestWorld, _ secret: String, at now: Instant = TestWorld.now
    ) async throws -> FiguresConfirmationFault? {
        try await world.pool.write { db in
            guard case .failure(let fault) = try db.confirmations.confirm(secret, at: now, recordedAt: now) else {
                return nil
            }
            return fault
        }
    }

    private func confirmed(_ world: TestWorld) async throws -> [Int: Instant] {
        let permit = try permit(Self.own)
        return try await world.pool.read { try $0.confirmations.confirmed("hospital-status", Self.day, permit) }
    }

    @Test(arguments: Engine.available)
    func `whose report it sent, and who has an address, is asked once and confirms once`(engine: Engine) async throws {
        try await run(engine) { world in
            #expect(try await ask(world) == 0, "nothing is reported")
            try await send(world)
            #expect(try await ask(world) == 1)
            #expect(try await ask(world) == 0)
            try await link(world, "secret")
            #expect(try await look(world, "secret") == nil)
            #expect(try await look(world, "Secret") == .unknown)
            #expect(try await look(world, "") == .unknown)
            #expect(try await confirmed(world).isEmpty, "looking confirms nothing")
            #expect(try await confirm(world, "secret") == nil)
            #expect(
                try await confirm(world, "secret", at: TestWorld.now.adding(seconds: 9))
                    == .confirmed(at: TestWorld.now))
            #expect(try await confirmed(world) == [1: TestWorld.now])
            #expect(try await ask(world) == 0)
            let contents = try await Contents(world.pool)
            for table in ["audit", "confirmation", "confirmation_code"] {
                #expect(!"\(contents.tables[table] ?? [])".contains("example.jp"), "\(table)")
                #expect(!"\(contents.tables[table] ?? [])".contains("\"secret\""), "\(table)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `of two at once one confirms`(engine: Engine) async throws {
        try await run(engine) { world in
            try await send(world)
            _ = try await ask(world)
            try await link(world, "secret")
            let outcomes = try await withThrowingTaskGroup(of: FiguresConfirmationFault?.self) { group in
                for _ in 0..<6 { group.addTask { try await confirm(world, "secret") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == .confirmed(at: TestWorld.now) } == 5)
            let written = try await world.pool.read {
                try $0.query("SELECT actor FROM audit WHERE action = 'confirmation.confirm'").count
            }
            #expect(written == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a link is good for fourteen days from sending, and then it can be asked again`(engine: Engine) async throws {
        try await run(engine) { world in
            try await send(world)
            _ = try await ask(world)
            let sent = TestWorld.now.adding(seconds: 300)
            try await link(world, "first", at: sent)
            let end = sent.adding(seconds: FiguresConfirmation.seconds)
            #expect(try await look(world, "first", at: Instant(milliseconds: end.milliseconds - 1)) == nil)
            #expect(try await ask(world, at: Instant(milliseconds: end.milliseconds - 1)) == 0)
            #expect(try await look(world, "first", at: end) == .expired)
            #expect(try await confirm(world, "first", at: end) == .expired)
            _ = try await world.pool.write { try $0.execute("UPDATE mail SET state = 'sent'") }
            #expect(try await ask(world, at: end) == 1)
            try await link(world, "second", at: end)
            #expect(try await look(world, "first", at: end) == .expired)
            #expect(try await confirm(world, "second", at: end) == nil)
            // The mail was tried twice: both links lead to the same.
            #expect(try await look(world, "first", at: end) == .confirmed(at: end))
        }
    }

    @Test(arguments: Engine.available)
    func `after a correction the former figures are not confirmed, and the new ones are asked for`(engine: Engine)
        async throws
    {
        try await run(engine) { world in
            try await send(world)
            _ = try await ask(world)
            try await link(world, "first")
            try await send(world, TestWorld.functions("limited", "normal", "normal"), basedOn: 1)
            #expect(try await look(world, "first") == .superseded)
            #expect(try await confirm(world, "first") == .superseded)
            #expect(try await confirmed(world).isEmpty)
            _ = try await world.pool.write { try $0.execute("UPDATE mail SET state = 'sent'") }
            #expect(try await ask(world) == 1)
            try await link(world, "second")
            #expect(try await confirm(world, "second") == nil)
            #expect(try await confirmed(world) == [2: TestWorld.now])
        }
    }

    @Test(arguments: Engine.available)
    func `what was taken back, and what the institution sent itself, is not asked for`(engine: Engine) async throws {
        try await run(engine) { world in
            try await send(world)
            _ = try await ask(world)
            try await link(world, "first")
            let withdrawal = Withdrawal(
                survey: "hospital-status", period: Self.day, reason: try WithdrawalReason("日付の間違い"), basedOn: 1,
                recordedAt: TestWorld.now, by: "見本会", route: .web)
            _ = try await world.pool.withdraw(withdrawal, try permit(Self.own), surveys: world.surveys)
            #expect(try await confirm(world, "first") == .superseded)
            #expect(try await ask(world) == 0)
            try await world.record(.reportingParty(.itself), from: Self.day)
            try await world.report(Self.answers, basedOn: 2)
            #expect(try await ask(world) == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `another address is asked at once, and the addresses are replaced as a whole`(engine: Engine) async throws {
        try await run(engine) { world in
            try await send(world)
            #expect(try await ask(world) == 1)
            func replace(_ addresses: [Facility.ID: String]) async throws -> Int {
                try await world.pool.write {
                    try $0.confirmationAddresses.replace(addresses, of: "A1", at: TestWorld.now, by: "a")
                }
            }
            #expect(try await replace([Self.own: "new@example.jp", TestWorld.neighbour: "n@example.jp"]) == 2)
            #expect(try await ask(world) == 1, "the neighbour has not reported")
            #expect(try await replace([TestWorld.neighbour: "n@example.jp"]) == 1)
            #expect(try await replace([TestWorld.neighbour: "n@example.jp"]) == 0)
            let kept = try await world.pool.read { try $0.confirmationAddresses.all(of: "A1") }
            #expect(kept == [TestWorld.neighbour: "n@example.jp"])
        }
    }
}
