import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Signing in: an ID's people, IDs that go no further, what the owner is told (R14 R20 R28).
struct SignInPeopleTests {
    @Test func `one of the ID's people signs in with ID, own mail and own password, and acts by the own key`()
        async throws
    {
        try await WebWorld.run { world in
            let colleague = try await world.colleague(of: .hospital)
            let visitor = world.stranger
            #expect(try await world.signIn(visitor, "f13000018", mail: " HANAKO@example.jp ").status == 303)
            #expect(try await visitor.get("/home").status == 200)
            #expect(try await world.audit("session.create") == ["session.create \(colleague.actor)"])
        }
    }

    @Test func `unknown IDs, unknown people, and IDs without a password cost a hash and read the same`() async throws {
        try await WebWorld.run { world in
            _ = try await world.colleague(of: .hospital)
            try await world.pool.write { db in
                _ = try db.execute("UPDATE account SET password_hash = NULL WHERE account_id = 'account-distant'")
            }
            let tries = [
                ("F13000018", ""), ("F139999999", ""), ("F13000018", "hanako@example.jp"),
                ("F13000018", "nobody@example.jp"), ("F139999999", "nobody@example.jp"), ("F17000012", ""),
            ]
            var texts: Set<String> = []
            for (id, mail) in tries {
                let before = world.house.passwords.count
                let page = try await world.signIn(world.stranger, id, "Mihon-2022", mail: mail)
                #expect(world.house.passwords.count == before + 1, "\(id) \(mail)")
                #expect(page.status == 422)
                guard mail.isEmpty else { continue }
                texts.insert(page.text.replacing(id, with: "").replacing(page.value(of: "csrf") ?? "", with: ""))
            }
            #expect(texts.count == 1)
        }
    }

    @Test func `what was typed as mail is shown back, in an open field`() async throws {
        try await WebWorld.run { world in
            let page = try await world.signIn(world.stranger, "F13000018", "x", mail: "nobody@example.jp")
            #expect(page.value(of: "mail") == "nobody@example.jp")
            #expect(page.text.contains(#"<details class="more" open>"#))
        }
    }

    @Test func `wrong tries at one of the people do not slow the others`() async throws {
        try await WebWorld.run { world in
            _ = try await world.colleague(of: .hospital)
            let visitor = world.stranger
            for _ in 0..<5 { _ = try await world.signIn(visitor, "F13000018", "x", mail: "hanako@example.jp") }
            #expect(try await world.signIn(visitor, "F13000018", mail: "hanako@example.jp").status == 429)
            #expect(try await world.signIn(visitor, "F13000018").status == 303)
        }
    }

    @Test func `an ID that the help desk put to rest is told so, with the right password alone`() async throws {
        try await WebWorld.run { world in
            try await world.rest(.hospital)
            let page = try await world.signIn(world.stranger, "F13000018")
            #expect(page.status == 422)
            #expect(page.text.contains("ヘルプデスクが休止にしています"))
            #expect(!page.setCookies.contains { $0.hasPrefix("gmis-session=") })
            let wrong = try await world.signIn(world.stranger, "F13000018", "x")
            #expect(!wrong.text.contains("休止"))
        }
    }

    @Test func `once an hour the owner is told that an ID waits, with a link`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.hospital)
            let visitor = world.stranger
            for _ in 0..<5 { _ = try await world.signIn(visitor, "F13000018", "x") }
            #expect(try await world.mails().isEmpty)
            for _ in 0..<3 { _ = try await world.signIn(visitor, "F13000018", "x") }
            #expect(try await world.mails() == ["lockout clerk@example.jp"])
            // The next wait of the series, within the hour.
            world.clock.advance(seconds: 60)
            for _ in 0..<2 { _ = try await world.signIn(visitor, "F13000018", "x") }
            #expect(try await world.mails().count == 1)
            world.clock.advance(seconds: 3_600)
            for _ in 0..<2 { _ = try await world.signIn(visitor, "F13000018", "x") }
            #expect(try await world.mails().count == 2)
        }
    }

    @Test func `an ID at rest and an ID without an address send nothing`() async throws {
        try await WebWorld.run { world in
            try await world.tell(.ministry)
            try await world.rest(.ministry)
            for id in [Person.ministry.loginId, "F13000018", "F139999999"] {
                let visitor = world.stranger
                for _ in 0..<7 { _ = try await world.signIn(visitor, id, "x") }
            }
            #expect(try await world.mails().isEmpty)
        }
    }

    @Test func `the last sign-in is noted, and an outdated hash is made anew`() async throws {
        try await WebWorld.run { world in
            // Of the same password, with parameters of former days.
            let old = "$argon2id$v=19$m=8,t=1,p=1$g4VwpUbsi+gCN6vh53npDw$hkbIm6d2B5oyrlFetHpxDtZ5RTjuAsARRW4t72QWsuM"
            try await world.pool.write { db in
                _ = try db.execute("UPDATE account SET password_hash = \(old) WHERE account_id = 'account-clerk'")
            }
            #expect(try await world.signIn(world.stranger, "F13000018").status == 303)
            let kept = try await world.pool.read { try $0.accounts.passwordHash(of: TestWorld.clerk) }
            let hash = try #require(kept)
            #expect(hash != old)
            #expect(!world.house.passwords.isOutdated(hash))
            #expect(try await world.signIn(world.stranger, "F13000018").status == 303)
            let same = try await world.pool.read { try $0.accounts.passwordHash(of: TestWorld.clerk) }
            #expect(same == hash)
            let life = try await world.pool.read { try $0.accountLives.life(of: TestWorld.clerk.id) }
            #expect(life?.lastSignInAt == world.clock.now)
        }
    }

    @Test func `the page says what it has to`() async throws {
        try await WebWorld.run { world in
            let page = try await world.stranger.get("/session/new")
            for words in [
                "HER-SYS", "EdgeとFirefox、Chrome、Safari", "ファックスでの報告は受け付けていません", "パスワードをお忘れですか？",
                "/password/forgotten", "/hajime", "/lost-id", "IDがまだ届かない", "同僚として登録されている方",
            ] { #expect(page.text.contains(words), "\(words)") }
        }
    }
}
