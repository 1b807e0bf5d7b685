import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// The help desk's console (R12 R13 R15): finding somebody, checking who calls, helping.
@Suite struct DeskTests {
    private static let clerk = "/help-desk/accounts/account-clerk"
    private static let checked = [("heard", "name"), ("heard", "loginId"), ("way", "phone")]

    private func contact(_ world: WebWorld, mail: String = "jimu@example.jp") async throws {
        let now = world.clock.now
        _ = try await world.pool.write { db in
            try db.execute("UPDATE account SET activated_at = \(now.text) WHERE account_id = 'account-clerk'")
            return try db.contacts.record(
                Contact(name: "事務 見本", mail: mail, phone: "03-1234-5678"), of: "account-clerk", at: now, by: "test")
        }
    }

    private func mails(_ world: WebWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT purpose, address FROM mail ORDER BY purpose, address").map {
                "\(try $0.string("purpose")) \(try $0.string("address"))"
            }
        }
    }

    private func checks(_ world: WebWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT action, way, checked FROM identity_check ORDER BY action").map {
                "\(try $0.string("action")) \(try $0.string("way")) \(try $0.string("checked"))"
            }
        }
    }

    @Test func `one hit leads straight to its page, several are listed, none is said`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            #expect(try await desk.get("/help-desk").text.contains("さがす"))
            #expect(try await desk.get("/help-desk?q=F13000018").location == Self.clerk)
            // Known, without an ID.
            #expect(
                try await desk.get("/help-desk?q=" + Link.encoded("つむぎ野")).location == "/help-desk/facilities/F13000026"
            )
            let several = try await desk.get("/help-desk?q=" + Link.encoded("病院"))
            #expect(several.text.contains("見本台総合病院") && several.text.contains("つむぎ野病院"))
            #expect(several.text.contains("未発行") && several.text.contains("3件"))
            #expect(try await desk.get("/help-desk?q=zzz").text.contains("見つかりません"))
        }
    }

    @Test func `the page tells who it is and how to reach them, and not a figure`() async throws {
        try await WebWorld.run { world in
            try await contact(world)
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let page = try await world.open(as: .helpDesk, Self.clerk)
            #expect(page.status == 200)
            for word in ["見本台総合病院", "F13000018", "利用中", "jimu@example.jp", "0000000001", "変わることはありません", "IDのこれまで"] {
                #expect(page.text.contains(word), "\(word)")
            }
            #expect(!page.text.contains(Sheet.secret))
            let looks = try await world.pool.read { db in
                try db.query("SELECT actor FROM audit WHERE action = 'account.look'").map { try $0.string("actor") }
            }
            #expect(looks == ["account-desk"])
        }
    }

    @Test(arguments: [Person.hospital, .prefecture, .ministry, .association, .administrator])
    func `nobody else reaches it, nor does anything there`(person: Person) async throws {
        try await WebWorld.run { world in
            try await contact(world)
            let visitor = try await world.visitor(person)
            let before = try await Contents(world.pool)
            for path in ["/help-desk", "/help-desk?q=a", Self.clerk, Self.clerk + "/contact", "/help-desk/issue"] {
                #expect(try await visitor.get(path).status == 404, "\(path)")
            }
            for path in [Self.clerk + "/procedures", Self.clerk + "/rest", Self.clerk + "/contact", "/help-desk/issue"]
            {
                let answer = try await visitor.post(path, Self.checked + [("procedure", "reset"), ("reason", "asked")])
                #expect(answer.status == 404, "\(path)")
            }
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test func `a reset is sent after the check, with the check`() async throws {
        try await WebWorld.run { world in
            try await contact(world)
            let desk = try await world.visitor(.helpDesk)
            let answer = try await desk.post(Self.clerk + "/procedures", Self.checked + [("procedure", "reset")])
            #expect(answer.location == Self.clerk + "?done=reset")
            #expect(try await desk.get(answer.location).text.contains("再設定メールを送ります"))
            #expect(try await mails(world) == ["reset jimu@example.jp"])
            #expect(try await checks(world) == ["reset phone name,loginId"])
            #expect(try await desk.get(Self.clerk).text.contains("パスワード再設定メールを送った(本人確認: 名前とログインID、電話)"))
        }
    }

    @Test(arguments: ["reset", "resendId", "letter", "tellId", "mailId", "wake", "contact", "", "none"])
    func `without the check nothing is done, and the ticks stay`(procedure: String) async throws {
        try await WebWorld.run { world in
            try await contact(world)
            let desk = try await world.visitor(.helpDesk)
            let before = try await Contents(world.pool)
            let answer = try await desk.post(
                Self.clerk + "/procedures", [("heard", "name"), ("way", "mail"), ("procedure", procedure)])
            #expect(answer.status == 422)
            #expect(answer.text.contains(#"value="name" checked"#) && answer.text.contains(#"value="mail" checked"#))
            #expect(answer.text.contains("aria-describedby"))
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test func `a lost ID is told after name, code and address were heard, and not before`() async throws {
        try await WebWorld.run { world in
            try await contact(world)
            let desk = try await world.visitor(.helpDesk)
            let some = try await desk.post(Self.clerk + "/procedures", Self.checked + [("procedure", "mailId")])
            #expect(some.status == 422 && some.text.contains("所在地を聞いた"))
            #expect(some.text.contains("#lost-checked"))
            let heard = [("heard", "name"), ("heard", "facilityCode"), ("heard", "address"), ("way", "phone")]
            for procedure in ["mailId", "tellId"] {
                let answer = try await desk.post(Self.clerk + "/procedures", heard + [("procedure", procedure)])
                #expect(answer.status == 303)
            }
            #expect(try await mails(world) == ["lostId jimu@example.jp"])
            #expect(
                try await checks(world)
                    == ["mailId phone name,facilityCode,address", "tellId phone name,facilityCode,address"])
        }
    }

    @Test func `a letter, a mail once more and a reset to an office work alike`() async throws {
        try await WebWorld.run { world in
            try await contact(world)
            let now = world.clock.now
            try await world.pool.write { db in
                try db.execute("UPDATE account SET activated_at = NULL WHERE account_id = 'account-clerk'")
                try db.contacts.record(
                    Contact(mail: "pref@example.jp"), of: "account-officer", at: now, by: "test")
            }
            let desk = try await world.visitor(.helpDesk)
            for (account, procedure) in [
                ("account-clerk", "resendId"), ("account-officer", "reset"), ("account-clerk", "letter"),
            ] {
                let answer = try await desk.post(
                    "/help-desk/accounts/\(account)/procedures", Self.checked + [("procedure", procedure)])
                #expect(answer.status == 303, "\(procedure)")
            }
            #expect(try await mails(world) == ["firstPassword jimu@example.jp", "reset pref@example.jp"])
            let life = try await world.pool.read { try $0.accountLives.life(of: "account-clerk") }
            #expect(life?.notifyBy == .letter)
            let office = try await desk.post(
                "/help-desk/accounts/account-officer/procedures", Self.checked + [("procedure", "letter")])
            #expect(office.status == 422 && office.text.contains("医療機関だけ"))
        }
    }

    @Test func `a corrected contact is stored with its reason, and both addresses are told`() async throws {
        try await WebWorld.run { world in
            try await contact(world)
            let desk = try await world.visitor(.helpDesk)
            #expect(try await desk.get(Self.clerk + "/contact").value(of: "mail") == "jimu@example.jp")
            let fields = [
                ("name", "事務 見本"), ("phone", "03-1234-5678"), ("mail", "new@example.jp"), ("reason", "打ち間違い"),
            ]
            let answer = try await desk.post(Self.clerk + "/contact", Self.checked + fields)
            #expect(answer.location == Self.clerk + "?done=contact")
            #expect(try await mails(world) == ["contactChanged jimu@example.jp", "contactChanged new@example.jp"])
            let newest = try await world.pool.read { try $0.contacts.history(of: "account-clerk").first }
            #expect(newest?.contact.mail == "new@example.jp" && newest?.reason == "打ち間違い")
        }
    }

    @Test(arguments: [
        ("mail", "new@", "メールアドレスは"), ("reason", "", "ひとこと"), ("phone", "電話なし", "市外局番から"),
        ("name", String(repeating: "長", count: 101), "100文字以内"), ("mail", "jimu@example.jp", "いまの登録と同じ"),
    ])
    func `a correction with something wrong keeps what was typed, and changes nothing`(
        field: String, typed: String, sentence: String
    ) async throws {
        try await WebWorld.run { world in
            try await contact(world)
            let desk = try await world.visitor(.helpDesk)
            let before = try await Contents(world.pool)
            let sound = ["name": "事務 見本", "phone": "03-1234-5678", "mail": "new@example.jp", "reason": "打ち間違い"]
            let fields = sound.merging([field: typed]) { $1 }.map { ($0.key, $0.value) }
            let answer = try await desk.post(Self.clerk + "/contact", Self.checked + fields)
            #expect(answer.status == 422 && answer.text.contains(sentence))
            #expect(answer.value(of: field) == typed)
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test func `an ID is put to rest on a page of its own, its sessions end, and it is woken again`() async throws {
        try await WebWorld.run { world in
            try await contact(world)
            let (desk, clerk) = (try await world.visitor(.helpDesk), try await world.visitor(.hospital))
            #expect(try await desk.get(Self.clerk + "/rest").text.contains("いまログイン中の 1 か所"))
            let refused = try await desk.post(Self.clerk + "/rest", Self.checked)
            #expect(refused.status == 422 && refused.text.contains("理由を選んでください"))
            #expect(try await clerk.get("/home").status == 200)
            let rested = try await desk.post(Self.clerk + "/rest", Self.checked + [("reason", "closed")])
            #expect(rested.location == Self.clerk + "?done=rest")
            #expect(try await clerk.get("/home").status == 303)
            #expect(try await desk.get(Self.clerk).text.contains("休止中"))
            #expect(try await desk.post(Self.clerk + "/rest/end", [("way", "phone")]).status == 422)
            #expect(try await desk.post(Self.clerk + "/rest/end", Self.checked).status == 303)
            #expect(try await desk.get(Self.clerk).text.contains("利用中"))
            #expect(try await checks(world) == ["rest:closed phone name,loginId", "wake phone name,loginId"])
        }
    }

    @Test func `a call is noted by its kind`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            #expect(
                try await desk.post(Self.clerk + "/calls", [("kind", "entry")]).location == Self.clerk + "?done=call")
            #expect(try await desk.post(Self.clerk + "/calls", [("kind", "x")]).status == 422)
            #expect(try await checks(world) == ["call:entry phone "])
            #expect(try await desk.get(Self.clerk).text.contains("電話の用件: 入力のしかた"))
        }
    }

    @Test func `the tabs show one sort of records`() async throws {
        try await WebWorld.run { world in
            try await contact(world)
            let desk = try await world.visitor(.helpDesk)
            _ = try await desk.post(Self.clerk + "/procedures", Self.checked + [("procedure", "reset")])
            let mails = try await desk.get(Self.clerk + "?records=mails").text
            #expect(mails.contains("パスワードの再設定") && !mails.contains("(本人確認"))
            #expect(try await desk.get(Self.clerk + "?records=letters").text.contains("記録はありません"))
        }
    }

    @Test func `an unknown ID and the administrator's are not found`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            for key in ["nobody", "account-administrator"] {
                #expect(try await desk.get("/help-desk/accounts/\(key)").status == 404)
                #expect(try await desk.post("/help-desk/accounts/\(key)/calls", [("kind", "other")]).status == 404)
            }
            #expect(try await desk.get("/help-desk/facilities/F99").status == 404)
        }
    }
}
