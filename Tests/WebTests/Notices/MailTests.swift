import Database
import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// The way of a mail: rendered when it is sent, shown to the help desk, sent once more (R2 R4 R14).
@Suite struct MailTests {
    private static let base = "http://gmis.example.jp"

    private func queue(_ world: WebWorld, _ draft: MailDraft) async throws {
        try await world.pool.write {
            try $0.mails.queue(draft, for: Person.hospital.account, at: world.clock.now, by: "test")
        }
    }

    private func code(in text: String) throws -> String {
        let match = try #require(
            text.firstMatch(of: /http:\/\/gmis\.example\.jp\/password\/new\?code=([0-9a-f]{64})\n/))
        return String(match.1)
    }

    private func fault(of code: String, _ world: WebWorld) async throws -> OneTimeCodeFault? {
        try await world.pool.read { db in
            switch try db.oneTimeCodes.look(code, .password, at: world.clock.now) {
            case .success: nil
            case .failure(let refusal): refusal.fault
            }
        }
    }

    @Test func `a mail says all that is needed: the link, whom to call, and that nobody asks for the password`()
        async throws
    {
        try await WebWorld.run(baseURL: Self.base) { world in
            try await OutboxRows.add(to: world)
            try await queue(world, .firstPassword(Person.hospital.account, to: "clerk@example.jp"))
            let (mail, rendered) = try #require(try await world.house.nextMail(for: "s"))
            let code = try code(in: rendered.text)
            #expect(try await fault(of: code, world) == nil)
            for words in [
                "ログインID: \(Person.hospital.loginId)", "\(Self.base)/session/new\n", "0570-000-872", "平日 9:00〜17:00",
                "事務局からパスワードをおたずねすることはありません。", "見本台総合病院 御中",
            ] { #expect(rendered.text.contains(words), "\(words)") }
            #expect(!rendered.text.contains("{{"))
            #expect(rendered.html.contains("<a href=\"\(Self.base)/password/new?code=\(code)\">"))
            #expect(rendered.kept.contains("\n（ご本人だけのリンク）\n") && !rendered.kept.contains(code))
            _ = try await world.house.finish(mail, .sent(answer: "250"), kept: rendered.kept, by: "s")
            let page = try await world.open(as: .helpDesk, "/help-desk/mails/\(mail.id)")
            #expect(page.status == 200 && page.text.contains("（ご本人だけのリンク）") && page.text.contains("送信済み"))
            #expect(!"\(try await Contents(world.pool).tables)".contains(code))
        }
    }

    @Test func `hostile names do no harm in the part that is HTML`() async throws {
        try await WebWorld.run(baseURL: Self.base) { world in
            try await OutboxRows.add(to: world)
            let name = "<script>alert(1)</script>\"&\n\(Self.base)/\"onclick=x"
            let account = Account(id: Person.hospital.account.id, loginId: "x", role: .ministry, name: name)
            try await queue(world, .firstPassword(account, to: "clerk@example.jp"))
            let rendered = try #require(try await world.house.nextMail(for: "s")).rendered
            #expect(!rendered.html.contains("<script") && !rendered.html.contains("\"onclick"))
        }
    }

    @Test func `tried again it has another link, and the earlier one still works`() async throws {
        try await WebWorld.run(baseURL: Self.base) { world in
            try await OutboxRows.add(to: world)
            try await queue(world, .reset(Person.hospital.account, to: "clerk@example.jp"))
            let first = try #require(try await world.house.nextMail(for: "s"))
            _ = try await world.house.finish(first.mail, .notNow("no answer"), kept: first.rendered.kept, by: "s")
            #expect(try await world.house.nextMail(for: "s") == nil)
            world.clock.advance(seconds: 60)
            let second = try #require(try await world.house.nextMail(for: "s"))
            #expect(second.mail.id == first.mail.id)
            let codes = [try code(in: first.rendered.text), try code(in: second.rendered.text)]
            #expect(codes[0] != codes[1])
            for code in codes { #expect(try await fault(of: code, world) == nil) }
        }
    }

    @Test func `the help desk sends a bounced mail once more, and takes one back that waits`() async throws {
        try await WebWorld.run(baseURL: Self.base) { world in
            try await OutboxRows.add(to: world)
            let desk = try await world.visitor(.helpDesk)
            let list = try await desk.get("/help-desk/mails?state=bounced")
            #expect(list.text.contains("clerk@example.jp") && list.text.contains("メールサーバーが設定されていません"))
            let mail = "/help-desk/mails/\(OutboxRows.mail)"
            #expect(try await desk.post(mail + "/sending").location == mail)
            #expect(try await desk.get(mail).text.contains("送信待ち"))
            #expect(try await desk.post(mail + "/cancellation").status == 303)
            #expect(try await desk.get(mail).text.contains("取りやめ"))
            #expect(try await world.house.nextMail(for: "s") == nil)
            #expect(try await desk.get("/help-desk/mails/m-nowhere").status == 404)
            #expect(try await desk.post("/help-desk/mails/m-nowhere/sending").status == 404)
        }
    }

    @Test func `what came back waits until somebody says what was done`() async throws {
        try await WebWorld.run { world in
            try await OutboxRows.add(to: world)
            let desk = try await world.visitor(.helpDesk)
            let page = try await desk.get("/help-desk/work-items")
            #expect(page.text.contains("見本台総合病院") && page.text.contains("550 no such user"))
            let closing = "/help-desk/work-items/\(OutboxRows.item)/closing"
            #expect(try await desk.post(closing, [("outcome", "")]).status == 422)
            #expect(try await desk.post(closing, [("outcome", "letter")]).location == "/help-desk/work-items")
            #expect(try await desk.get("/help-desk/work-items").text.contains("対応待ちはありません"))
            #expect(try await desk.post("/help-desk/work-items/w-none/closing", [("outcome", "letter")]).status == 404)
        }
    }

    @Test func `the demonstration shows its mails to everybody, and their links can be followed`() async throws {
        var mailing = Mailing()
        mailing.way = .shown
        let shown = mailing
        try await WebWorld.run(baseURL: Self.base, isDemonstration: true, mailing: shown) { world in
            try await OutboxRows.add(to: world)
            try await queue(world, .reset(Person.hospital.account, to: "clerk@example.jp"))
            let (mail, rendered) = try #require(try await world.house.nextMail(for: "s"))
            _ = try await world.house.finish(mail, .sent(answer: ""), kept: rendered.text, by: "s")
            let page = try await world.stranger.get("/demonstration/mails")
            let code = try code(in: rendered.text)
            #expect(page.text.contains("<a href=\"/password/new?code=\(code)\">"))
            #expect(page.text.contains("href=\"/demonstration/mails\">見本のメール"))
            // Sent once more there is a new link in the place of the old one.
            try await world.pool.write { _ = try $0.mails.resend(mail.id, at: world.clock.now, by: "desk") }
            let again = try #require(try await world.house.nextMail(for: "s")).rendered.text
            let newCode = try self.code(in: again)
            #expect(newCode != code)
        }
        try await WebWorld.run(mailing: shown) { world in
            try await OutboxRows.add(to: world)
            let page = try await world.stranger.get("/demonstration/mails")
            #expect(page.status == 404)
        }
    }

    @Test func `delivery reports are taken from those who know the token`() async throws {
        var mailing = Mailing()
        mailing.reportToken = "right-right-right-right"
        mailing.takeReport = { $0.isEmpty ? nil : $0.count }
        let withToken = mailing
        let path = "/api/mail/delivery-reports"
        try await WebWorld.run(mailing: withToken) { world in
            try await OutboxRows.add(to: world)
            func send(_ token: String?, _ body: String) async throws -> Page {
                try await world.stranger.send(
                    .post, path, token.map { ["Authorization": $0] } ?? [:], body: Array(body.utf8))
            }
            for wrong in [nil, "", "Bearer", "Bearer ", "Bearer wrong", "Basic right-right-right-right"] {
                let answer = try await send(wrong, "abc")
                #expect(answer.status == 401)
            }
            let taken = try await send("Bearer right-right-right-right", "abc")
            #expect(taken.text == "{\"new\":3}")
            let empty = try await send("Bearer right-right-right-right", "")
            #expect(empty.status == 422)
        }
        try await WebWorld.run { world in
            try await OutboxRows.add(to: world)
            let answer = try await world.stranger.send(.post, path, ["Authorization": "Bearer "], body: [])
            #expect(answer.status == 404)
        }
    }
}
