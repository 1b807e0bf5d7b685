import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Letters from the help desk's pages to paper (R4).
@Suite struct LetterTests {
    private static let base = "http://gmis.example.jp"
    private static let batch = "/help-desk/letters/\(OutboxRows.batch)"

    private func fault(of code: String, _ world: WebWorld) async throws -> OneTimeCodeFault? {
        try await world.pool.read { db in
            switch try db.oneTimeCodes.look(code, .password, at: world.clock.now) {
            case .success(let found): found.way == .letter ? nil : .unknown
            case .failure(let refusal): refusal.fault
            }
        }
    }

    private func code(in pdf: Page) throws -> String {
        let text = try OpenedPDF(pdf.bytes).text()
        return String(try #require(text.firstMatch(of: /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/)).output)
    }

    @Test func `printed letters carry ID, address and a code that works; printed again the first one is void`()
        async throws
    {
        try await WebWorld.run(baseURL: Self.base) { world in
            try await OutboxRows.add(to: world)
            let desk = try await world.visitor(.helpDesk)
            let first = try await desk.post(Self.batch + "/printing")
            #expect(first.status == 200 && first["Content-Type"] == "application/pdf")
            #expect(first["Content-Disposition"]?.contains("filename*=UTF-8''%E3%83%AD") == true)
            let pdf = try OpenedPDF(first.bytes)
            #expect(try pdf.fact("Pages") == "1")
            let text = try pdf.text()
            for words in [
                Person.hospital.loginId, "\(Self.base)/hajime", "見本台総合病院御中", "東京都新宿区見本町1丁目2番", "0570-000-872",
            ] {
                #expect(text.contains(OpenedPDF.folded(words)), "\(words)")
            }
            let code = try code(in: first)
            #expect(try await fault(of: code, world) == nil)
            let again = try await desk.post(Self.batch + "/printing", [("letter", "1")])
            #expect(try await fault(of: code, world) == .cancelled)
            let newCode = try self.code(in: again)
            #expect(try await fault(of: newCode, world) == nil)
            let page = try await desk.get(Self.batch)
            #expect(page.text.contains("これまで2回") && page.text.contains("発送を記録する"))
            #expect(try await desk.post(Self.batch + "/dispatch").location == Self.batch)
            #expect(try await desk.get(Self.batch).text.contains("に発送しました"))
            let life = try await world.pool.read { try $0.accountLives.life(of: Person.hospital.account.id) }
            #expect(life?.notifiedBy == .letter)
        }
    }

    @Test func `who has begun to use the ID is not printed, and the page says why`() async throws {
        try await WebWorld.run { world in
            try await OutboxRows.add(to: world)
            let desk = try await world.visitor(.helpDesk)
            try await world.pool.write {
                try $0.accountLives.setPassword(hash: "x", of: Person.hospital.account, at: world.clock.now)
            }
            #expect(try await desk.get(Self.batch).text.contains("利用が始まったため、印刷しません"))
            #expect(try await desk.post(Self.batch + "/printing").status == 422)
            #expect(try await desk.post("/help-desk/letters/none/printing").status == 404)
        }
    }

    @Test func `those who wait get a batch, or one of them alone`() async throws {
        try await WebWorld.run { world in
            try await OutboxRows.add(to: world)
            let desk = try await world.visitor(.helpDesk)
            #expect(try await desk.get("/help-desk/letters").text.contains("<b>0</b>"))
            #expect(try await desk.post("/help-desk/letters").location == "/help-desk/letters")
            let other = Person.otherHospital.account.id
            try await world.pool.write { db in
                try db.execute("UPDATE account SET activated_at = NULL")
                try db.accountLives.setNotification(.letter, of: other, at: world.clock.now, by: "test")
            }
            #expect(try await desk.get("/help-desk/letters").text.contains("1通をまとめて作る"))
            let alone = try await desk.post("/help-desk/letters", [("account", other)])
            #expect(alone.location.hasPrefix("/help-desk/letters/20210920-"))
            #expect(try await desk.get(alone.location).text.contains(Person.otherHospital.loginId))
            #expect(try await desk.get("/help-desk/letters").text.contains("<b>0</b>"))
            #expect(try await desk.post("/help-desk/letters", [("account", "account-officer")]).status == 404)
        }
    }

    @Test func `hostile words in any field or query of the outbox are never a fault of ours`() async throws {
        let values = [
            "\"\u{301}><script>alert(1)</script>", String(repeating: "長", count: 5_000), "-1", "99999999999999999999",
            "\u{0}",
        ]
        try await WebWorld.run { world in
            try await OutboxRows.add(to: world)
            let desk = try await world.visitor(.helpDesk)
            for value in values {
                for (path, field) in [
                    ("/help-desk/letters", "account"), (Self.batch + "/printing", "letter"),
                    ("/help-desk/mail-releases", "batch"),
                    ("/help-desk/work-items/\(OutboxRows.item)/closing", "outcome"),
                ] {
                    let answer = try await desk.post(path, [(field, value)])
                    #expect(answer.status < 500 && !answer.text.contains("<script>alert"), "\(path) \(value.prefix(9))")
                }
                for field in ["state", "purpose", "batch", "before"] {
                    let answer = try await desk.get("/help-desk/mails?\(field)=\(Link.encoded(value))")
                    #expect(answer.status == 200 && !answer.text.contains("<script>alert"), "\(field)")
                }
                #expect(try await desk.get(Self.batch + "?from=\(Link.encoded(value))").status == 200)
            }
        }
    }
}
