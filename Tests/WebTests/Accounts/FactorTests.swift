import Database
import Domain
import Store
import Testing

@testable import Web

/// The second factor at sign-in, and its own page (design §6).
struct FactorTests {
    private func enter(_ visitor: Visitor, _ code: String) async throws -> Page {
        try await visitor.post("/session/factor", [("code", code)])
    }

    @Test func `it works: after the password the code of the app is asked for, and nothing else opens before`()
        async throws
    {
        try await WebWorld.run { world in
            let app = try await world.factor(.ministry)
            let visitor = world.stranger
            #expect(try await world.signIn(visitor, Person.ministry.loginId).location == "/session/factor")
            for path in ["/home", "/sessions", "/password"] {
                let answer = try await visitor.get(path)
                #expect(answer.location == Links().signIn(to: Onward(path)).text, "\(path)")
            }
            #expect(try await visitor.get("/session/new").location == "/session/factor")
            // Nor does what is there already show itself to who gave the password alone.
            #expect(try await visitor.get("/second-factor").location == "/session/factor")
            #expect(try await visitor.get("/second-factor/new").location == "/second-factor")
            #expect(try await visitor.post("/second-factor").location == "/second-factor")
            #expect(try await visitor.post("/second-factor/end", [("password", WebWorld.password)]).status == 401)
            let page = try await visitor.get("/session/factor")
            #expect(page.text.contains(#"autocomplete="one-time-code""#))
            #expect(try await enter(visitor, app.code(at: world.clock.now)).location == "/home")
            #expect(try await visitor.get("/home").location.hasPrefix("/monitoring/"))
            let own = Person.ministry.account.id
            #expect(
                try await world.audit("session.") == ["session.awaitFactor \(own)", "session.create \(own)"])
        }
    }

    @Test func `a code works once, in any browser`() async throws {
        try await WebWorld.run { world in
            let app = try await world.factor(.ministry)
            let code = app.code(at: world.clock.now)
            let (first, second) = (world.stranger, world.stranger)
            for visitor in [first, second] { _ = try await world.signIn(visitor, Person.ministry.loginId) }
            #expect(try await enter(first, code).status == 303)
            let again = try await enter(second, code)
            #expect(again.status == 422)
            #expect(again.text.contains("もう使われています"))
        }
    }

    @Test func `wrong codes are slowed like wrong passwords, and the right one waits too`() async throws {
        try await WebWorld.run { world in
            let app = try await world.factor(.ministry)
            let visitor = world.stranger
            _ = try await world.signIn(visitor, Person.ministry.loginId)
            for _ in 0..<5 { #expect(try await enter(visitor, "000000").status == 422) }
            world.clock.advance(milliseconds: 59_999)
            let early = try await enter(visitor, app.code(at: world.clock.now))
            #expect(early.status == 429)
            #expect(early["Retry-After"] == "1")
            world.clock.advance(milliseconds: 1)
            #expect(try await enter(visitor, app.code(at: world.clock.now)).status == 303)
        }
    }

    @Test func `a lost one is turned off by the help desk after the check, and an office sets up another`() async throws
    {
        try await WebWorld.run { world in
            let account = Person.ministry.account
            let page = "/help-desk/accounts/\(account.id)"
            let asked = [("heard", "name"), ("heard", "loginId"), ("way", "phone"), ("procedure", "removeFactor")]
            try await world.tell(.ministry, mail: "office@example.jp")
            let desk = try await world.visitor(.helpDesk)
            #expect(try await !desk.get(page).text.contains("2段階認証を外す"))
            let early = try await desk.post(page + "/procedures", asked)
            #expect(early.status == 422 && early.text.contains("2段階認証は設定されていません"))
            _ = try await world.factor(.ministry)
            let open = try await world.visitor(.ministry)
            #expect(try await desk.get(page).text.contains("2段階認証を外す"))
            #expect(try await desk.post(page + "/procedures", Array(asked.dropFirst())).status == 422)
            #expect(try await world.pool.read { try $0.secondFactors.isOn(account) })
            let done = try await desk.post(page + "/procedures", asked)
            #expect(done.location == page + "?done=removeFactor")
            let after = try await desk.get(done.location)
            #expect(after.text.contains("2段階認証を外しました") && !after.text.contains("2段階認証を外す<"))
            #expect(after.text.contains("2段階認証を外した(本人確認: 名前とログインID、電話)"))
            #expect(try await open.get("/home").location == "/session/new")
            #expect(try await world.mails() == ["factorRemoved office@example.jp"])
            let visitor = world.stranger
            #expect(try await world.signIn(visitor, account.loginId).location == "/second-factor")
            #expect(try await visitor.get("/home").location == "/session/new")
            #expect(try await visitor.post("/second-factor").location == "/second-factor/new")
        }
    }

    @Test func `the help desk's own is not turned off by a call`() async throws {
        try await WebWorld.run { world in
            let account = Person.helpDesk.account
            _ = try await world.factor(.helpDesk)
            let desk = try await world.visitor(.helpDesk)
            let page = "/help-desk/accounts/\(account.id)"
            #expect(try await !desk.get(page).text.contains("2段階認証を外す"))
            let refused = try await desk.post(
                page + "/procedures",
                [("heard", "name"), ("heard", "loginId"), ("way", "phone"), ("procedure", "removeFactor")])
            #expect(refused.status == 422)
            #expect(try await world.pool.read { try $0.secondFactors.isOn(account) })
        }
    }

    @Test(arguments: ["", " ", "12345", "abcdef", "１２３４５６７"])
    func `what is no code is refused`(code: String) async throws {
        try await WebWorld.run { world in
            _ = try await world.factor(.ministry)
            let visitor = world.stranger
            _ = try await world.signIn(visitor, Person.ministry.loginId)
            #expect(try await enter(visitor, code).status == 422)
            #expect(try await visitor.get("/home").status == 303)
        }
    }

    @Test func `a recovery code lets in once`() async throws {
        try await WebWorld.run { world in
            _ = try await world.factor(.ministry, recoveryCodes: ["K7MF-4QXT-92HB"])
            for status in [303, 422] {
                let visitor = world.stranger
                _ = try await world.signIn(visitor, Person.ministry.loginId)
                #expect(try await enter(visitor, "k7mf4qxt92hb").status == status)
            }
        }
    }

    @Test(arguments: [Person.prefecture, .ministry, .helpDesk, .administrator])
    func `an office without a factor sets one up right after the password, and is in`(person: Person) async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            #expect(try await world.signIn(visitor, person.loginId).location == "/second-factor")
            #expect(try await visitor.get("/home").location == "/session/new")
            #expect(try await visitor.get("/session/new").location == "/second-factor")
            #expect(try await visitor.get("/second-factor").text.contains("設定が必要です"))
            #expect(try await visitor.post("/second-factor").location == "/second-factor/new")
            let page = try await visitor.get("/second-factor/new")
            let secret = try #require(
                try await world.pool.read { try $0.secondFactors.unconfirmedSecret(of: person.account) })
            #expect(page.text.contains("アプリに入力するキー"))
            let wrong = try await visitor.post("/second-factor/new", [("code", "000000")])
            #expect(wrong.status == 422)
            #expect(try await visitor.get("/home").location == "/session/new")
            let code = App(secret: secret).code(at: world.clock.now)
            let codes = try await visitor.post("/second-factor/new", [("code", code)])
            #expect(codes.status == 200)
            #expect(codes.count(of: "<li>") >= SecondFactor.recoveryCodes)
            #expect(codes["Cache-Control"] == "no-store")
            #expect(try await visitor.get("/home").location != "/session/new")
            // The secret is never shown again.
            #expect(try await visitor.get("/second-factor/new").location == "/second-factor")
        }
    }

    @Test func `institutions need none, may have one, and turn it off with their password`() async throws {
        try await WebWorld.run { world in
            #expect(try await world.signIn(world.stranger, "F13000018").location == "/home")
            let app = try await world.factor(.hospital)
            let visitor = world.stranger
            #expect(try await world.signIn(visitor, "F13000018").location == "/session/factor")
            #expect(try await enter(visitor, app.code(at: world.clock.now)).status == 303)
            #expect(try await visitor.get("/second-factor").text.contains("2段階認証をやめる"))
            let wrong = try await visitor.post("/second-factor/end", [("password", "x")])
            #expect(wrong.status == 422)
            let right = try await visitor.post("/second-factor/end", [("password", WebWorld.password)])
            #expect(right.location == "/second-factor?done=1")
            #expect(try await world.signIn(world.stranger, "F13000018").location == "/home")
        }
    }

    @Test func `an office cannot turn it off, and gets new recovery codes with its password`() async throws {
        try await WebWorld.run { world in
            _ = try await world.factor(.ministry, recoveryCodes: ["K7MF-4QXT-92HB"])
            let visitor = try await world.visitor(.ministry)
            #expect(try await !visitor.get("/second-factor").text.contains("2段階認証をやめる"))
            _ = try await visitor.post("/second-factor/end", [("password", WebWorld.password)])
            #expect(try await world.pool.read { try $0.secondFactors.isOn(Person.ministry.account) })
            let none = try await visitor.post("/second-factor/recovery-codes", [("password", "")])
            #expect(none.status == 422)
            let codes = try await visitor.post("/second-factor/recovery-codes", [("password", WebWorld.password)])
            #expect(codes.status == 200)
            let pending = world.stranger
            _ = try await world.signIn(pending, Person.ministry.loginId)
            #expect(try await enter(pending, "K7MF-4QXT-92HB").status == 422)
        }
    }

    @Test func `where it is optional an office signs in without`() async throws {
        try await WebWorld.run(requiresSecondFactor: false) { world in
            let answer = try await world.signIn(world.stranger, Person.ministry.loginId)
            #expect(answer.location == "/home")
        }
    }

    @Test func `who does not go on leaves`() async throws {
        try await WebWorld.run { world in
            _ = try await world.factor(.ministry)
            let visitor = world.stranger
            _ = try await world.signIn(visitor, Person.ministry.loginId)
            #expect(try await visitor.post("/session/end").location == "/session/new")
            #expect(try await visitor.get("/session/new").status == 200)
        }
    }
}
