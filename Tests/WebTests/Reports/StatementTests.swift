import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

/// Signed files of a receipt and of a span of days, and who gets them (R26).
struct StatementTests {
    private static let span = "?from=2021-09-01&until=2021-09-20"
    private static let file = "/statements/statement"

    private func keys(_ world: WebWorld) async throws -> [PublishedKey] {
        try await world.pool.read { try $0.signingKeys.all() }
    }

    @Test func `it works: a receipt has a signature, and its file is valid`() async throws {
        try await WebWorld.run(isSigning: true) { world in
            let visitor = try await world.visitor(.hospital)
            let page = try await Sheet.today.send(by: visitor)
            #expect(page.text.contains("電子署名") && page.text.contains("鍵1番"))
            let answer = try await visitor.get("\(Sheet.today.address)/revisions/1/receipt.json")
            #expect(answer["Content-Type"] == "application/json")
            let found = FileVerification(answer.bytes, keys: try await keys(world))
            #expect(found.outcome == .valid(try await keys(world)[0]) && found.faulty.isEmpty)
            let receipt = try #require(found.statement?.revisions.first)
            #expect(page.text.contains(receipt.receipt) && page.text.contains(receipt.contentHash))
            #expect(receipt.values["receivableBeds"] == .whole(8_642))
            #expect(try await visitor.get("\(Sheet.today.address)/revisions/2/receipt.json").status == 404)
        }
    }

    @Test func `without a key the receipt says so, and its file is unsigned`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await Sheet.today.send(by: visitor).text.contains("この版に電子署名はありません"))
            let answer = try await visitor.get("\(Sheet.today.address)/revisions/1/receipt.json")
            #expect(FileVerification(answer.bytes, keys: []).outcome == .unsigned)
            #expect(try await visitor.get("/statements").text.contains("電子署名は付きません"))
            #expect(try await world.stranger.get("/keys").text.contains("まだ鍵はありません"))
        }
    }

    @Test func `a statement holds every revision of its days, and no other`() async throws {
        try await WebWorld.run(isSigning: true) { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            try await Sheet.today.with(["severe": "2"], after: 1).send(by: visitor)
            try await Sheet.earlier.send(by: visitor)
            let page = try await visitor.get("/statements\(Self.span)")
            #expect(page.status == 200 && page.text.contains("2 / 2"))
            let answer = try await visitor.get("\(Self.file).json\(Self.span)")
            let found = FileVerification(answer.bytes, keys: try await keys(world))
            #expect(found.statement?.revisions.map(\.revision) == [1, 2])
            #expect(found.statement?.revisions.map(\.recordedBy) == ["見本台総合病院", "見本台総合病院"])
            #expect(answer["Content-Disposition"]?.contains("gmis-F13000018-2021-09-01-2021-09-20.json") == true)
            let told = try await world.pool.read {
                try $0.query("SELECT count(*) AS n FROM audit WHERE action = 'statement.create'").first?.int("n")
            }
            #expect(told == 1)
        }
    }

    @Test func `the PDF has the figures, the receipts and the address that checks it, and is signed`() async throws {
        try await WebWorld.run(isSigning: true) { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let answer = try await visitor.get("\(Self.file).pdf\(Self.span)")
            #expect(
                FileVerification(answer.bytes, keys: try await keys(world)).outcome == .valid(try await keys(world)[0]))
            let pdf = try OpenedPDF(answer.bytes)
            let text = try pdf.text()
            let receipt = try await visitor.get("\(Sheet.today.address)/revisions/1/receipt")
            let number = try #require(receipt.text.firstMatch(of: /20210920(?:-[0-9A-Z]{4}){3}/)).output
            for words in ["報告の証明書", "見本台総合病院", String(number), "8,642", "2021年9月1日", "第1版", "画面で入力"] {
                #expect(text.contains(OpenedPDF.folded(words)), "\(words)")
            }
            #expect(try pdf.qrCodes() == "http://localhost:8080/verify")
            let empty = try await visitor.get("\(Self.file).pdf?from=2021-09-01&until=2021-09-02")
            #expect(try OpenedPDF(empty.bytes).text().contains("この期間の報告はありません"))
        }
    }

    @Test(arguments: [
        ("from=&until=2021-09-20", "はじめの日は、"), ("from=2021-09-20&until=2021-09-19", "はじめの日(9月20日(月))以後"),
        ("from=2021-06-20&until=2021-09-20", "92日分まで"), ("from=2021-09-01&until=2021-09-27", "2021年9月26日"),
        ("from=2021-02-30&until=x", "終わりの日は、"),
    ])
    func `days that cannot be are told, and stay in their fields`(query: String, words: String) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for path in ["/statements", "\(Self.file).json", "\(Self.file).pdf"] {
                let page = try await visitor.get("\(path)?\(query)")
                #expect(page.status == 422)
                #expect(page.text.contains(words), "\(path)")
                #expect(page.value(of: "until") == String(query.split(separator: "=")[2]))
            }
            #expect(try await visitor.get("/statements?from=2021-06-21&until=2021-09-20").status == 200)
            #expect(try await visitor.get("/statements?from=2021-09-01&until=2021-09-26").status == 200)
        }
    }

    @Test func `an office gets the days of its own time, an association its members, others nothing`() async throws {
        try await WebWorld.run(isSigning: true) { world in
            let surveys = world.house.surveys
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            try await world.pool.write { db in
                let moved = TestWorld.attributes("見本台総合病院", in: TestWorld.ishikawa, "172014", "金沢市")
                try db.facilities.record(
                    .attributes(moved), of: TestWorld.own, Validity(from: Day.written("2021-09-20"), until: nil),
                    surveys: surveys, at: world.clock.now, by: "test")
            }
            let path = "/facilities/F13000018\(Self.file).json\(Self.span)"
            func count(_ person: Person) async throws -> Int? {
                let answer = try await world.open(as: person, path)
                return FileVerification(answer.bytes, keys: try await keys(world)).statement?.revisions.count
            }
            #expect(try await count(.prefecture) == 0)
            #expect(try await count(.otherPrefecture) == 1)
            #expect(try await count(.ministry) == 1)
            #expect(try await world.open(as: .association, path).status == 404)
            #expect(try await world.open(as: .otherHospital, path).status == 404)
            #expect(try await world.open(as: .helpDesk, path).status == 404)
            let member = "/facilities/F13000026/statements"
            #expect(try await world.open(as: .association, member).status == 200)
        }
    }
}
