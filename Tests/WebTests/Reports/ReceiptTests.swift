import Domain
import Testing

@testable import Web

@Suite struct ReceiptTests {
    private static let nothingElse = "ほかに送っていただくものはありません"

    @Test func `it works: number, time, revision, institution and content`() async throws {
        try await WebWorld.run { world in
            let receipt = try await Sheet.today.send(by: try await world.visitor(.hospital))
            #expect(receipt.text.contains(/20210920(?:-[0-9A-Z]{4}){3}/))
            for words in ["2021年9月20日(月) 10:00:00", "第1版", "期限内", "見本台総合病院", "ID F13000018", "12"] {
                #expect(receipt.text.contains(words), "\(words)")
            }
        }
    }

    @Test func `the receipt names what is still open for the day, and says that nothing is only when nothing is`()
        async throws
    {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let first = try await Sheet.today.send(by: visitor)
            #expect(!first.text.contains(Self.nothingElse))
            #expect(first.text.contains("/reports/hospital-counts/2021-09-20/new"))
            let counts = [("covidOutpatients", "4"), ("newAdmissions", "0"), ("revision", "0")]
            let answer = try await visitor.post("/reports/hospital-counts/2021-09-20", counts)
            #expect(answer.status == 303)
            #expect(try await visitor.get(answer.location).text.contains(Self.nothingElse))
        }
    }

    @Test func `a receipt stays as it was after a correction`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let first = try await Sheet.today.send(by: visitor)
            let number = try #require(first.text.firstMatch(of: /20210920(?:-[0-9A-Z]{4}){3}/)).output
            let second = try await Sheet.today.with(["severe": "2"], after: 1).send(by: visitor)
            #expect(!second.text.contains(number))
            let again = try await visitor.get("\(Sheet.today.address)/revisions/1/receipt")
            #expect(again.text.contains(number))
            #expect(again.text.contains("報告を受け付けました"))
        }
    }
}
