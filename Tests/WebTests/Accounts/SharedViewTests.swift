import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// The help desk looks at an institution's page with it, and enters nothing (R43).
@Suite struct SharedViewTests {
    private static let view = "/help-desk/accounts/\(TestWorld.clerk.id)/view"

    private func code(_ world: WebWorld) async throws -> String {
        let page = try await (try await world.visitor(.hospital)).post("/record/shared-view")
        #expect(page.status == 200)
        let digits = try #require(page.text.firstMatch(of: /<span class="big">([0-9]{3}) ([0-9]{3})<\/span>/))
        return "\(digits.1)\(digits.2)"
    }

    @Test func `with the code the help desk sees the page for ten minutes, and nothing on it leads to a report`()
        async throws
    {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let code = try await code(world)
            let desk = try await world.visitor(.helpDesk)
            #expect(try await desk.get(Self.view).location == "/help-desk/accounts/\(TestWorld.clerk.id)")
            #expect(try await desk.post(Self.view, [("code", code)]).location == Self.view)
            let page = try await desk.get(Self.view)
            #expect(page.status == 200)
            #expect(page.text.contains("医療機関の画面を見ています"))
            #expect(page.text.contains("あと10分"))
            #expect(page.text.contains("見本台総合病院"))
            #expect(page.text.contains("報告済"))
            #expect(!page.text.contains("/reports/"))
            #expect(!page.text.contains("/days/"))
            #expect(page.count(of: "<form") == 1, "only signing out")
            world.clock.advance(milliseconds: SharedView.seconds * 1000 - 1)
            #expect(try await desk.get(Self.view).text.contains("あと1分未満"))
            world.clock.advance(milliseconds: 1)
            #expect(try await desk.get(Self.view).status == 303)
        }
    }

    @Test func `the code is typed on the ID's page, and a wrong one leads back there`() async throws {
        try await WebWorld.run { world in
            let code = try await code(world)
            let desk = try await world.visitor(.helpDesk)
            let account = "/help-desk/accounts/\(TestWorld.clerk.id)"
            let form = "action=\"\(Self.view)\""
            let page = try await desk.get(account)
            #expect(page.text.contains("医療機関の画面を一緒に見る"))
            #expect(page.count(of: form) == 1)
            #expect(page.text.contains(#"name="code""#) && page.text.contains("見る(10分間)"))
            let refused = try await desk.post(Self.view, [("code", code == "000000" ? "000001" : "000000")])
            #expect(refused.status == 422)
            #expect(refused.text.contains("href=\"\(account)\"") && refused.count(of: form) == 1)
            let opened = try await desk.post(Self.view, [("code", "\(code.prefix(3)) \(code.dropFirst(3))")])
            #expect(try await desk.get(opened.location).text.contains("医療機関の画面を見ています"))
            for office in ["account-ministry", "account-association"] {
                let page = try await desk.get("/help-desk/accounts/\(office)")
                #expect(page.status == 200 && !page.text.contains("一緒に見る"), "\(office)")
            }
        }
    }

    @Test func `every look is in the audit and on the institution's own page`() async throws {
        try await WebWorld.run { world in
            let code = try await code(world)
            let desk = try await world.visitor(.helpDesk)
            _ = try await desk.post(Self.view, [("code", code)])
            for _ in 1...2 { _ = try await desk.get(Self.view) }
            let looks = try await world.pool.read { db in
                try db.query(
                    "SELECT actor FROM audit WHERE action = 'look.shared' AND subject = \("facility:\(TestWorld.own)")"
                )
                .map { try $0.string("actor") }
            }
            #expect(looks == ["account-desk", "account-desk"])
            let record = try await world.open(as: .hospital, "/record")
            #expect(record.text.contains("共有された画面の閲覧"))
            #expect(record.text.contains("<bdi>事務局</bdi>"))
            #expect(record.text.contains("いま見ています"))
        }
    }

    @Test func `it ends when the institution says so, and after five wrong codes`() async throws {
        try await WebWorld.run { world in
            let first = try await code(world)
            let desk = try await world.visitor(.helpDesk)
            let wrong = first == "000000" ? "000001" : "000000"
            for left in [4, 3, 2, 1] {
                let page = try await desk.post(Self.view, [("code", wrong)])
                #expect(page.status == 422)
                #expect(page.text.contains("あと\(left)回入力できます"))
            }
            #expect(try await desk.post(Self.view, [("code", wrong)]).text.contains("使えなくなりました"))
            #expect(try await desk.post(Self.view, [("code", first)]).text.contains("いま使える番号はありません"))
            let second = try await code(world)
            #expect(try await desk.post(Self.view, [("code", second)]).status == 303)
            #expect(try await (try await world.visitor(.hospital)).post("/record/shared-view/end").status == 303)
            #expect(try await desk.get(Self.view).status == 303)
        }
    }

    @Test func `nobody else looks with a code, and only institutions share`() async throws {
        try await WebWorld.run { world in
            let code = try await code(world)
            for person in Person.allCases where person != .helpDesk {
                let visitor = try await world.visitor(person)
                #expect(try await visitor.post(Self.view, [("code", code)]).status == 404, "\(person)")
                #expect(try await visitor.get(Self.view).status == 404, "\(person)")
                if person.account.facility == nil {
                    #expect(try await visitor.post("/record/shared-view").status == 404, "\(person)")
                }
            }
            let desk = try await world.visitor(.helpDesk)
            #expect(try await desk.get("/help-desk/accounts/account-ministry/view").status == 404)
            #expect(try await desk.get("/help-desk/accounts/none/view").status == 404)
        }
    }
}
