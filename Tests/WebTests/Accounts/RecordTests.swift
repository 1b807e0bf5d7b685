import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// The own record: seen whole, own parts changed, others' not (R28).
@Suite struct RecordTests {
    private func mails(_ world: WebWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT purpose, address FROM mail ORDER BY recorded_at, mail_id").map {
                "\(try $0.string("purpose")) \(try $0.string("address"))"
            }
        }
    }

    @Test(arguments: Person.allCases.filter { $0 != .administrator })
    func `everybody sees what is kept of the own ID, and nobody else's`(person: Person) async throws {
        try await WebWorld.run { world in
            let page = try await world.open(as: person, "/record")
            #expect(page.status == 200)
            #expect(page.text.contains(person.loginId))
            #expect(page.text.contains("id=\"page-facts\"") == (person.account.facility != nil))
            if person != .hospital { #expect(!page.text.contains("見本台総合病院")) }
        }
    }

    @Test func `the person in charge changes at once, and the history says who did it`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            for (name, phone) in [("見本花子", "03-0000-0001"), ("見本次郎", "０３−００００−０００２")] {
                let answer = try await clerk.post("/record/contact", [("name", name), ("phone", phone)])
                #expect(answer.status == 303)
                world.clock.advance(seconds: 1)
            }
            let page = try await clerk.get("/record")
            for word in ["見本花子", "見本次郎", "03-0000-0001", "03-0000-0002"] { #expect(page.text.contains(word)) }
            #expect(page.text.contains("これまでの連絡先"))
            let other = try await world.open(as: .otherHospital, "/record")
            #expect(!other.text.contains("見本次郎"))
        }
    }

    @Test func `what cannot be used stands in its field again with a sentence`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            let answer = try await clerk.post("/record/contact", [("name", " "), ("phone", "内線5")])
            #expect(answer.status == 422)
            #expect(answer.value(of: "phone") == "内線5")
            #expect(answer.text.contains("担当者の名前を入力してください。"))
            #expect(answer.text.contains("電話番号は「03-1234-5678」のように"))
            #expect(answer.text.contains(##"href="#phone""##))
            let mail = try await clerk.post("/record/mail", [("mail", "a@b")])
            #expect(mail.status == 422)
            #expect(mail.value(of: "mail") == "a@b")
        }
    }

    @Test func `a new address waits for its link, which anybody with the mail can open`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            #expect(try await clerk.post("/record/mail", [("mail", "new@example.jp")]).status == 303)
            #expect(try await clerk.get("/record").text.contains("確認待ち"))
            #expect(try await mails(world) == ["confirmMail new@example.jp"])
            let now = world.clock.now
            try await world.pool.write { db in
                try db.execute("UPDATE mail SET state = 'sent'")
                try db.oneTimeCodes.add(
                    OneTimeCode(
                        account: TestWorld.clerk.id, purpose: .confirmMail, way: .mail, payload: "new@example.jp",
                        expiresAt: now.adding(seconds: 60)), secret: "secret1", at: now)
            }
            let stranger = world.stranger
            let page = try await stranger.get("/confirm-mail?code=secret1")
            #expect(page.status == 200)
            #expect(page.text.contains("new@example.jp"))
            #expect(try await clerk.get("/record").text.contains("確認待ち"), "opening the page alone changes nothing")
            let done = try await stranger.post("/confirm-mail", [("code", "secret1")])
            #expect(done.status == 200)
            #expect(done.text.contains("メールアドレスを登録しました"))
            #expect(!(try await clerk.get("/record")).text.contains("確認待ち"))
            #expect(try await mails(world).contains("contactChanged new@example.jp"))
            let again = try await stranger.post("/confirm-mail", [("code", "secret1")])
            #expect(again.status == 422)
            #expect(again.text.contains(OneTimeCodeFault.used.sentence))
            #expect(try await stranger.get("/confirm-mail?code=none").text.contains(OneTimeCodeFault.unknown.sentence))
        }
    }

    @Test func `an address that waits is sent again or given up`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            _ = try await clerk.post("/record/mail", [("mail", "new@example.jp")])
            world.clock.advance(seconds: 1)
            #expect(try await clerk.post("/record/mail/resend").status == 303)
            #expect(try await mails(world).count == 2)
            #expect(try await clerk.post("/record/mail/cancel").status == 303)
            #expect(!(try await clerk.get("/record")).text.contains("確認待ち"))
            #expect(try await clerk.post("/record/mail/resend").status == 303)
            #expect(try await mails(world).count == 2, "nothing waits, nothing is sent")
        }
    }

    @Test func `practice days are told by the institution from a day on`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            #expect(try await clerk.get("/record").text.contains("まだ登録されていません"))
            let fields = [
                ("weekday", "1"), ("weekday", "2"), ("weekday", "3"), ("weekday", "6"), ("from", "2021-09-20"),
            ]
            #expect(try await clerk.post("/record/practice-days", fields).status == 303)
            #expect(try await clerk.get("/record").text.contains("月〜水・土（祝日は休診）"))
            let none = try await clerk.post("/record/practice-days", [("from", "2021-09-20")])
            #expect(none.status == 422)
            #expect(none.text.contains("1つ以上選んでください"))
            let far = try await clerk.post("/record/practice-days", [("weekday", "1"), ("from", "2099-01-01")])
            #expect(far.status == 422)
            #expect(far.text.contains(#"value="1" checked"#))
            for person in [Person.association, .prefecture, .ministry, .helpDesk] {
                #expect(try await world.open(as: person, "/record/practice-days").status == 404)
            }
        }
    }

    @Test func `the page tells of looks at the institution`() async throws {
        try await WebWorld.run { world in
            _ = try await world.open(as: .prefecture, "/facilities/\(TestWorld.own)")
            let page = try await world.open(as: .hospital, "/record")
            #expect(page.text.contains("見本都 医療政策課"))
            #expect(page.text.contains("医療機関の画面の閲覧"))
        }
    }
}
