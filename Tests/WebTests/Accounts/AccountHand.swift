import Database
import Domain
import HTTPTypes
import Store
import TestSupport

@testable import Sodium
@testable import Web

/// What tests of sign-in and passwords do with their world.
extension WebWorld {
    /// Tells whom to reach for an ID.
    func tell(_ person: Person, mail: String = "clerk@example.jp") async throws {
        let now = clock.now
        try await pool.write { db in
            _ = try db.contacts.record(
                Contact(name: "見本 太郎", mail: mail), of: person.account.id, at: now, by: "test")
        }
    }

    /// The mails queued so far: purpose and address, in alphabetical order.
    func mails() async throws -> [String] {
        try await pool.read { db in
            try db.query("SELECT purpose, address FROM mail ORDER BY purpose, address").map { row in
                "\(try row.string("purpose")) \(try row.string("address"))"
            }
        }
    }

    /// A link that a mail brought, or a letter's code; good for a day.
    func code(
        _ secret: String, for account: Account, way: OneTimeCode.Way = .mail, seconds: Int = 86_400
    ) async throws {
        let now = clock.now
        let code = OneTimeCode(
            account: account.id, colleague: account.colleague?.id, purpose: .password, way: way,
            expiresAt: now.adding(seconds: seconds))
        try await pool.write { try $0.oneTimeCodes.add(code, secret: secret, at: now) }
    }

    /// One of an ID's people, with the usual password.
    func colleague(of person: Person, mail: String = "hanako@example.jp") async throws -> Account {
        let now = clock.now
        let hash = try await house.passwords.hash(Self.password)
        return try await pool.write { db in
            let colleague = try db.colleagues.add(name: "見本 花子", mail: mail, to: person.account, at: now)
            let account = person.account.acting(as: colleague)
            try db.accountLives.setPassword(hash: hash, of: account, at: now)
            return account
        }
    }

    /// Actions of the audit that begin with a word, in their order.
    func audit(_ word: String) async throws -> [String] {
        try await pool.read { db in
            try db.query("SELECT action, actor FROM audit ORDER BY number").map { row in
                "\(try row.string("action")) \(try row.string("actor"))"
            }.filter { $0.hasPrefix(word) }
        }
    }

    /// Sends the sign-in form.
    func signIn(
        _ visitor: Visitor, _ loginId: String, _ password: String = WebWorld.password, mail: String = "",
        agent: String = ""
    ) async throws -> Page {
        let token = try await visitor.get("/session/new").value(of: "csrf") ?? visitor.formToken
        let fields = [("loginId", loginId), ("password", password), ("mail", mail), ("csrf", token)]
        return try await visitor.send(
            .post, "/session", ["Content-Type": "application/x-www-form-urlencoded", "User-Agent": agent],
            body: visitor.encoded(fields))
    }

    /// Puts an ID to rest.
    func rest(_ person: Person) async throws {
        let (now, account) = (clock.now, person.account)
        try await pool.write { try $0.accountLives.rest(account.id, at: now, by: "test") }
    }

    /// A second factor that is on.
    func factor(_ person: Person, recoveryCodes: [String] = []) async throws -> App {
        let app = App()
        let (now, account) = (clock.now, person.account)
        // Proved an hour ago, so that the codes of now are not spent.
        let then = now.adding(seconds: -3600)
        try await pool.write { db in
            _ = try db.secondFactors.begin(app.secret, of: account, at: then)
            _ = try db.secondFactors.confirm(app.code(at: then), recoveryCodes: recoveryCodes, of: account, at: then)
        }
        return app
    }
}

/// An authenticator app.
struct App: Sendable {
    var secret = Array("12345678901234567890".utf8)

    /// Empty where there is none, which no test takes.
    func code(at now: Instant) -> String {
        String(decoding: (try? TOTP.code(secret: secret, step: now.milliseconds / 30_000)) ?? [], as: UTF8.self)
    }
}
