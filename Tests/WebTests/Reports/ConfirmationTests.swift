import Database
import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// An association has a day's figures confirmed by the institutions themselves.
struct ConfirmationTests {
    private static let base = "http://gmis.example.jp"
    private static let addresses = "/members/confirmation-addresses"
    private static let list = "/members/hospital-status/2021-09-20/confirmations"
    private static let member = "/facilities/\(TestWorld.neighbour)/reports/hospital-status/2021-09-20"
    private static let button = "これは当院の数値です"

    /// The member's report is sent, and it is asked; the visitor is the association.
    private func asked(_ world: WebWorld) async throws -> Visitor {
        let association = try await world.visitor(.association)
        #expect(try await association.post(Self.member, Sheet.today.fields).status == 303)
        let fields = [(TestWorld.neighbour.text, "Ｃｌｉｎｉｃ@example.jp ")]
        #expect(try await association.post(Self.addresses, fields).location == Self.addresses + "?saved=1")
        #expect(try await association.get(Self.list).text.contains("1件の医療機関にメールで確認をお願いする"))
        #expect(try await association.post(Self.list).location == Self.list + "?asked=1")
        return association
    }

    /// The mail as it goes out, and its link's path.
    private func mail(_ world: WebWorld) async throws -> (rendered: RenderedMail, path: String) {
        let (mail, rendered) = try #require(try await world.house.nextMail(for: "s"))
        _ = try await world.house.finish(mail, .sent(answer: "250"), kept: rendered.kept, by: "s")
        let match = try #require(
            rendered.text.firstMatch(of: /http:\/\/gmis\.example\.jp(\/confirm-figures\?code=([0-9a-f]{64}))\n/))
        #expect(!"\(try await Contents(world.pool).tables)".contains(match.2))
        return (rendered, String(match.1))
    }

    private func confirm(_ visitor: Visitor, _ path: String) async throws -> Page {
        let code = path.split(separator: "=").last.map(String.init) ?? ""
        return try await visitor.post("/confirm-figures", [("code", code)])
    }

    @Test func `it works: asked by mail, shown by its link, confirmed by one button, and kept beside the revision`()
        async throws
    {
        try await WebWorld.run(baseURL: Self.base) { world in
            let association = try await asked(world)
            #expect(try await association.get(Self.list).text.contains("確認待ち"))
            let (rendered, path) = try await mail(world)
            #expect(rendered.address == "Clinic@example.jp")
            for words in ["つむぎ野病院", "見本台医師会", "9月20日(月)分", "14日間有効"] { #expect(rendered.text.contains(words)) }
            #expect(!rendered.text.contains("8642") && !rendered.text.contains(Sheet.secret))
            let clinic = world.stranger
            let page = try await clinic.get(path)
            #expect(page.status == 200 && page.count(of: Self.button) == 1)
            for words in ["つむぎ野病院", Sheet.secret, "見本台医師会", "数値がちがうとき"] { #expect(page.text.contains(words)) }
            world.clock.advance(seconds: 60)
            #expect(try await confirm(clinic, path).text.contains("確認していただきました"))
            let again = try await clinic.get(path)
            #expect(again.text.contains("確認は済んでいます") && !again.text.contains(Sheet.secret))
            #expect(try await confirm(world.stranger, path).status == 403, "a form of nobody's page")
            #expect(try await confirm(clinic, path).status == 422)
            let history = try await association.get(Self.member)
            #expect(history.text.contains("医療機関が確認") && history.text.contains("2021年9月20日(月) 10:01"))
            let listed = try await association.get(Self.list)
            #expect(listed.text.contains("医療機関が確認") && !listed.text.contains("お願いする"))
            #expect(
                try await association.get("/home?survey=hospital-status&day=2021-09-20").text.contains("医療機関が確認"))
            #expect(
                try await world.audit("confirmation.") == [
                    "confirmation.addresses account-association", "confirmation.ask account-association",
                    "confirmation.confirm visitor",
                ])
        }
    }

    @Test func `programs that look at mails confirm nothing`() async throws {
        try await WebWorld.run(baseURL: Self.base) { world in
            let association = try await asked(world)
            let (_, path) = try await mail(world)
            let before = try await Contents(world.pool)
            for _ in 0..<3 { #expect(try await world.stranger.get(path).status == 200) }
            #expect(try await world.stranger.send(.head, path).status == 200)
            #expect(try await Contents(world.pool) == before)
            #expect(try await association.get(Self.list).text.contains("確認待ち"))
        }
    }

    @Test func `unknown, expired and superseded links are told apart, and show no figures`() async throws {
        try await WebWorld.run(baseURL: Self.base) { world in
            let association = try await asked(world)
            let (_, path) = try await mail(world)
            let clinic = world.stranger
            let unknown = try await clinic.get("/confirm-figures?code=0")
            #expect(unknown.status == 404 && unknown.text.contains("途中で切れていないか"))
            #expect(try await clinic.get("/confirm-figures").status == 404)
            let corrected = Sheet.today.with(["receivableBeds": "1"], after: 1).fields
            #expect(try await association.post(Self.member, corrected).status == 303)
            let superseded = try await clinic.get(path)
            #expect(superseded.text.contains("新しい数値の確認をお願いするメール") && !superseded.text.contains(Sheet.secret))
            #expect(try await confirm(clinic, path).status == 422)
            #expect(try await association.post(Self.list).location == Self.list + "?asked=1")
            let second = try await mail(world).path
            world.clock.advance(milliseconds: FiguresConfirmation.seconds * 1000 - 1)
            #expect(try await clinic.get(second).text.contains(Self.button))
            world.clock.advance(milliseconds: 1)
            let expired = try await clinic.get(second)
            #expect(expired.text.contains("期限(14日間)") && !expired.text.contains(Self.button))
            #expect(try await confirm(clinic, second).status == 422)
        }
    }

    @Test func `an address that cannot be one is told at its member, and the others are not lost`() async throws {
        try await WebWorld.run { world in
            let association = try await world.visitor(.association)
            let answer = try await association.post(Self.addresses, [(TestWorld.neighbour.text, "clinic@")])
            #expect(answer.status == 422 && answer.value(of: TestWorld.neighbour.text) == "clinic@")
            #expect(answer.text.contains("つむぎ野病院"))
            let foreign = [(TestWorld.neighbour.text, "a@example.jp"), (TestWorld.own.text, "b@example.jp")]
            #expect(try await association.post(Self.addresses, foreign).status == 303)
            // A field that did not come is no blank one.
            #expect(try await association.post(Self.addresses).status == 303)
            let kept = try await world.pool.read { try $0.confirmationAddresses.all(of: Person.associationId) }
            #expect(kept == [TestWorld.neighbour: "a@example.jp"])
            #expect(try await association.post(Self.addresses, [(TestWorld.neighbour.text, " ")]).status == 303)
            #expect(
                try await world.pool.read { try $0.confirmationAddresses.all(of: Person.associationId) }.isEmpty)
        }
    }

    @Test(arguments: ["/members/none/2021-09-20", "/members/hospital-status/2029-01-01", "/members/hospital-status/x"])
    func `what cannot be has nothing to confirm`(path: String) async throws {
        try await WebWorld.run { world in
            let association = try await world.visitor(.association)
            #expect(try await association.get(path + "/confirmations").status == 404)
            #expect(try await association.post(path + "/confirmations").status == 404)
        }
    }
}
