import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// 「パスワードをお忘れですか？」 (R14 R15)
struct ForgottenPasswordTests {
    private func ask(_ world: WebWorld, _ id: String, mail: String = "") async throws -> Page {
        let visitor = world.stranger
        #expect(try await visitor.get("/password/forgotten").status == 200)
        return try await visitor.post("/password/forgotten", [("loginId", id), ("mail", mail)])
    }

    @Test func `it works: a known ID with an address gets a link, and the page tells nothing of it`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            let answer = try await ask(world, "f13000018")
            #expect(answer.status == 303)
            #expect(answer.location == "/password/forgotten?sent=1")
            #expect(try await world.mails() == ["reset clerk@example.jp"])
            let page = try await world.stranger.get(answer.location)
            #expect(page.status == 200)
            #expect(page.text.contains("登録のメールアドレスに送りました"))
            #expect(!page.text.contains("clerk@"))
            #expect(try await world.audit("password.") == ["password.ask visitor"])
        }
    }

    @Test func `unknown IDs, those without an address and those at rest get the same answer and no mail`() async throws
    {
        try await WebWorld.run { world in
            try await world.tell(.association)
            try await world.rest(.association)
            // Reports through an association.
            let surveys = world.house.surveys
            try await world.tell(.otherHospital)
            try await world.pool.write { db in
                try db.facilities.record(
                    .reportingParty(.association(Person.associationId)), of: TestWorld.distant,
                    Validity(from: TestWorld.since, until: nil), surveys: surveys, at: TestWorld.now, by: "test")
            }
            let ids = [
                Person.hospital.loginId, Person.association.loginId, Person.otherHospital.loginId, "F139999999",
            ]
            for id in ids {
                let answer = try await ask(world, id)
                #expect(answer.status == 303, "\(id)")
                #expect(answer.location == "/password/forgotten?sent=1", "\(id)")
            }
            #expect(try await world.mails().isEmpty)
        }
    }

    @Test func `of an ID's people each gets the own link, at the registered address`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            let colleague = try await world.colleague(of: .hospital, mail: "Hanako@example.jp")
            #expect(try await ask(world, Person.hospital.loginId, mail: " hanako@EXAMPLE.jp").status == 303)
            #expect(try await ask(world, Person.hospital.loginId, mail: "nobody@example.jp").status == 303)
            #expect(try await world.mails() == ["reset Hanako@example.jp"])
            let whose = try await world.pool.read { db in
                try db.query("SELECT colleague_id FROM mail").map { try $0.optionalString("colleague_id") }
            }
            #expect(whose == [colleague.colleague?.id])
        }
    }

    @Test func `an owner's mailbox gets three mails an hour, and the answer stays the same`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            for _ in 0..<4 { #expect(try await ask(world, Person.hospital.loginId).status == 303) }
            #expect(try await world.mails().count == 3)
            world.clock.advance(milliseconds: Asking.seconds * 1000 - 1)
            _ = try await ask(world, Person.hospital.loginId)
            #expect(try await world.mails().count == 3)
            world.clock.advance(milliseconds: 1)
            _ = try await ask(world, Person.hospital.loginId)
            #expect(try await world.mails().count == 4)
        }
    }

    @Test(arguments: ["", "  ", String(repeating: "F", count: 201)])
    func `without an ID the field says so`(id: String) async throws {
        try await WebWorld.run { world in
            let answer = try await ask(world, id)
            #expect(answer.status == 422)
            #expect(answer.text.contains("ログインIDを入力してください"))
            #expect(answer.text.contains(#"aria-invalid="true""#))
        }
    }

    @Test func `asking does not slow the owner's sign-in`() async throws {
        try await WebWorld.run { world in
            for _ in 0..<8 { _ = try await ask(world, Person.hospital.loginId) }
            #expect(try await world.signIn(world.stranger, Person.hospital.loginId).status == 303)
        }
    }
}
