import Database
import Domain
import Store
import TestSupport
import Testing

/// What the help desk does after a check, each with the check and the audit in the same transaction (R12 R15).
struct ProcedureStoreTests {
    private static let check = IdentityCheck.sound

    private func with(
        _ engine: Engine, mail: String = "old@example.jp", _ body: (TestWorld) async throws -> Void
    ) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await world.pool.write { db in
                try db.contacts.record(
                    Contact(name: "事務", mail: mail, phone: ""), of: TestWorld.clerk.id, at: TestWorld.now, by: "test")
            }
            try await body(world)
        }
    }

    private func carryOut(
        _ world: TestWorld, _ work: @escaping @Sendable (ProcedureStore, ProcedureStore.Case) throws -> Void
    ) async throws {
        let one = ProcedureStore.Case(TestWorld.clerk, Self.check, at: TestWorld.now, by: "desk")
        try await world.pool.write { try work($0.procedures, one) }
    }

    private func mails(_ world: TestWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT purpose, address, state FROM mail ORDER BY purpose, address").map {
                "\(try $0.string("purpose")) \(try $0.string("address")) \(try $0.string("state"))"
            }
        }
    }

    private func actions(_ world: TestWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT action, way, checked FROM identity_check").map {
                "\(try $0.string("action")) \(try $0.string("way")) \(try $0.string("checked"))"
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a reset goes to the registered address, with the check and an audit that names no one`(
        engine: Engine
    ) async throws {
        try await with(engine) { world in
            try await carryOut(world) { try $0.sendReset($1) }
            #expect(try await mails(world) == ["reset old@example.jp queued"])
            #expect(try await actions(world) == ["reset phone name,loginId"])
            let audit = try await world.pool.read { db in
                try db.query("SELECT subject, detail FROM audit WHERE action = 'helpDesk.reset'").map {
                    try $0.string("subject") + $0.string("detail")
                }
            }
            #expect(audit.count == 1 && audit[0].hasPrefix("account:account-clerk") && !audit[0].contains("example.jp"))
            #expect(try await world.pool.read { try $0.audit.verify() }.isWhole)
        }
    }

    @Test(arguments: Engine.available)
    func `without an address nothing is sent, and nothing is recorded`(engine: Engine) async throws {
        try await with(engine, mail: "") { world in
            let before = try await Contents(world.pool)
            for work: @Sendable (ProcedureStore, ProcedureStore.Case) throws -> Void in [
                { try $0.sendReset($1) }, { try $0.resendId($1) }, { try $0.tellId($1, byMail: true) },
            ] {
                await #expect(throws: Problem.self) { try await carryOut(world, work) }
            }
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a corrected address is told to the former one and the new one, and open links end`(
        engine: Engine
    ) async throws {
        try await with(engine) { world in
            try await world.pool.write { db in
                try db.mails.queue(
                    .firstPassword(TestWorld.clerk, to: "old@example.jp"), for: TestWorld.clerk, at: TestWorld.now,
                    by: "t")
                try db.oneTimeCodes.add(
                    OneTimeCode(
                        account: TestWorld.clerk.id, purpose: .password, way: .mail,
                        expiresAt: TestWorld.now.adding(seconds: 60)), secret: "abc", at: TestWorld.now)
            }
            let contact = Contact(name: "事務", mail: "new@example.jp", phone: "")
            try await carryOut(world) { _ = try $0.correct(contact, reason: "打ち間違い", $1) }
            #expect(
                try await mails(world) == [
                    "contactChanged new@example.jp queued", "contactChanged old@example.jp queued",
                    "firstPassword new@example.jp queued",
                ])
            try await world.pool.read { db in
                let versions = try db.contacts.history(of: TestWorld.clerk.id)
                #expect(versions.first?.contact == contact && versions.first?.reason == "打ち間違い")
                guard case .failure(let refusal) = try db.oneTimeCodes.look("abc", .password, at: TestWorld.now) else {
                    Issue.record("the link still works")
                    return
                }
                #expect(refusal.fault == .cancelled)
            }
            #expect(try await actions(world) == ["contact phone name,loginId"])
            let before = try await Contents(world.pool)
            try await carryOut(world) { procedures, one in
                let changed = try procedures.correct(contact, reason: "同じ", one)
                #expect(!changed)
            }
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a letter waits for the next batch, and the mail that waits does not go`(engine: Engine) async throws {
        try await with(engine) { world in
            try await world.pool.write { db in
                try db.accountLives.setPassword(hash: "h", of: TestWorld.clerk, at: TestWorld.now)
                try db.mails.queue(
                    .firstPassword(TestWorld.clerk, to: "old@example.jp"), for: TestWorld.clerk, at: TestWorld.now,
                    by: "t")
                try db.accountLives.noteNotified(TestWorld.clerk.id, by: .mail, at: TestWorld.now)
            }
            #expect(try await world.pool.read { try $0.letters.waitingCount() } == 0)
            try await carryOut(world) { try $0.queueLetter($1) }
            let life = try await world.pool.read { try $0.accountLives.life(of: TestWorld.clerk.id) }
            #expect(life?.notifyBy == .letter && life?.notifiedAt == nil)
            #expect(try await mails(world) == ["firstPassword old@example.jp cancelled"])
            #expect(try await world.pool.read { try $0.letters.waitingCount() } == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `an ID is put to rest and woken, and while it rests nothing is sent`(engine: Engine) async throws {
        try await with(engine) { world in
            try await world.pool.write { db in
                try db.sessions.create(token: "t", account: TestWorld.clerk.id, at: TestWorld.now)
            }
            try await carryOut(world) { try $0.rest(.closed, $1) }
            let alive = try await world.pool.read {
                try $0.sessions.countOpen(of: TestWorld.clerk.id, at: TestWorld.now)
            }
            #expect(alive == 0)
            await #expect(throws: Problem.self) { try await carryOut(world) { try $0.sendReset($1) } }
            await #expect(throws: Problem.self) { try await carryOut(world) { try $0.queueLetter($1) } }
            try await carryOut(world) { try $0.wake($1) }
            try await carryOut(world) { try $0.sendReset($1) }
            #expect(
                try await actions(world).sorted()
                    == ["reset phone name,loginId", "rest:closed phone name,loginId", "wake phone name,loginId"])
        }
    }

    @Test(arguments: Engine.available)
    func `the records of an ID tell a procedure once, with its check and who did it`(engine: Engine) async throws {
        try await with(engine) { world in
            try await world.pool.write { db in
                try db.accounts.create(
                    Account(id: "desk", loginId: "H00000009", role: .helpDesk, name: "小林"), passwordHash: nil,
                    at: TestWorld.now)
            }
            let later = TestWorld.now.adding(seconds: 60)
            try await world.pool.write { db in
                let one = ProcedureStore.Case(TestWorld.clerk, Self.check, at: later, by: "desk")
                try db.procedures.rest(.asked, one)
                try db.procedures.noteCall(
                    .entry,
                    ProcedureStore.Case(TestWorld.clerk, .none(.phone), at: later.adding(seconds: 1), by: "desk"))
            }
            let records = try await world.pool.read { try $0.accountRecords.all(of: TestWorld.clerk.id) }
            let told = records.prefix(2).map { record -> String in
                guard case .procedure(let action, _, let checked) = record.content else { return "\(record)" }
                return "\(action) \(checked.map(\.rawValue)) \(record.by ?? "")"
            }
            #expect(told == ["call:entry [] 小林", #"rest:asked ["name", "loginId"] 小林"#])
            #expect(records.filter { $0.at == later }.count == 1)
        }
    }
}

extension IdentityCheck {
    /// Name and ID, on the phone.
    fileprivate static var sound: IdentityCheck {
        guard let check = try? IdentityCheck(.phone, heard: [.name, .loginId], needed: [.name, .loginId]) else {
            preconditionFailure("a check that has everything")
        }
        return check
    }
}
