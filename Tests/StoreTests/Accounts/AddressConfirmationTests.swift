import Database
import Domain
import Store
import TestSupport
import Testing

/// A mail address is the contact's when its owner has opened the link (R28).
struct AddressConfirmationTests {
    private static let account = TestWorld.clerk
    private static let now = TestWorld.now

    private func ask(_ address: String, at seconds: Int = 0, _ world: TestWorld) async throws {
        try await world.pool.write {
            try $0.contacts.askToConfirm(address, of: Self.account, at: Self.now.adding(seconds: seconds))
        }
    }

    /// What the sending job does: the mail is sent, its link is made.
    private func send(_ address: String, secret: String, at seconds: Int, _ world: TestWorld) async throws {
        try await world.pool.write { db in
            let at = Self.now.adding(seconds: seconds)
            try db.execute("UPDATE mail SET state = 'sent', sent_at = \(at.text) WHERE state = 'queued'")
            try db.oneTimeCodes.add(
                OneTimeCode(
                    account: Self.account.id, purpose: .confirmMail, way: .mail, payload: address,
                    expiresAt: at.adding(seconds: OneTimeCode.confirmSeconds)), secret: secret, at: at)
        }
    }

    private func confirm(_ secret: String, at seconds: Int, _ world: TestWorld) async throws {
        let at = Self.now.adding(seconds: seconds)
        _ = try await world.pool.write { try $0.contacts.confirm(secret, at: at, recordedAt: at) }
    }

    private func fault(_ secret: String, at seconds: Int, _ world: TestWorld) async throws -> OneTimeCodeFault? {
        do {
            try await confirm(secret, at: seconds, world)
            return nil
        } catch let refusal as OneTimeCodeRefusal {
            return refusal.fault
        }
    }

    private func awaited(at seconds: Int, _ world: TestWorld) async throws -> AddressConfirmation? {
        try await world.pool.read {
            try $0.contacts.awaited(of: Self.account.id, at: Self.now.adding(seconds: seconds))
        }
    }

    private func mail(_ world: TestWorld) async throws -> String {
        try await world.pool.read { try $0.contacts.current(of: Self.account.id).mail }
    }

    @Test(arguments: Engine.available)
    func `the address changes with the link, and both addresses are told`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await world.pool.write { db in
                try db.contacts.record(
                    Contact(name: "見本花子", mail: "old@example.jp", phone: "0300000000"), of: Self.account.id,
                    at: Self.now,
                    by: "x")
            }
            try await ask("new@example.jp", world)
            #expect(try await awaited(at: 1, world)?.state == .waiting)
            #expect(try await mail(world) == "old@example.jp")
            try await send("new@example.jp", secret: "s", at: 2, world)
            #expect(try await awaited(at: 3, world)?.address == "new@example.jp")
            try await confirm("s", at: 3, world)
            let contact = try await world.pool.read { try $0.contacts.current(of: Self.account.id) }
            #expect(contact == Contact(name: "見本花子", mail: "new@example.jp", phone: "0300000000"))
            #expect(try await awaited(at: 4, world) == nil)
            let told = try await world.pool.read { try $0.mails.told(of: Self.account.id) }
            #expect(
                Set(told.filter { $0.purpose == .contactChanged }.map(\.address)) == [
                    "old@example.jp", "new@example.jp",
                ])
            #expect(try await fault("s", at: 4, world) == .used)
        }
    }

    @Test(arguments: Engine.available)
    func `a link is good for a day`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await ask("new@example.jp", world)
            try await send("new@example.jp", secret: "s", at: 0, world)
            let day = OneTimeCode.confirmSeconds
            #expect(try await awaited(at: day - 1, world)?.state == .waiting)
            #expect(try await awaited(at: day, world)?.state == .expired)
            #expect(try await fault("s", at: day, world) == .expired)
            #expect(try await mail(world) == "")
            #expect(try await fault("other", at: 0, world) == .unknown)
            #expect(try await fault("s", at: day - 1, world) == nil)
            #expect(try await mail(world) == "new@example.jp")
        }
    }

    @Test(arguments: Engine.available)
    func `another address, or none, cancels the one that waits`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await ask("first@example.jp", world)
            try await send("first@example.jp", secret: "1", at: 1, world)
            try await ask("second@example.jp", at: 2, world)
            #expect(try await fault("1", at: 3, world) == .cancelled)
            try await send("second@example.jp", secret: "2", at: 4, world)
            #expect(try await awaited(at: 5, world)?.address == "second@example.jp")
            try await world.pool.write {
                try $0.contacts.cancelConfirmation(of: Self.account, at: Self.now.adding(seconds: 6))
            }
            #expect(try await awaited(at: 7, world) == nil)
            #expect(try await fault("2", at: 7, world) == .cancelled)
            #expect(try await mail(world) == "")
        }
    }

    @Test(arguments: Engine.available)
    func `a mail that does not arrive is told, and an eleventh in a day is refused`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await ask("new@example.jp", world)
            _ = try await world.pool.write { try $0.execute("UPDATE mail SET state = 'bounced'") }
            #expect(try await awaited(at: 1, world)?.state == .failed)
            for second in 1..<ContactStore.mostConfirmations { try await ask("new@example.jp", at: second, world) }
            await #expect(throws: Problem.self) { try await ask("new@example.jp", at: 86_399, world) }
            try await ask("new@example.jp", at: 86_400, world)
        }
    }
}
