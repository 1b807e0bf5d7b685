import Database
import Domain
import Foundation
import TestSupport
import Testing

@testable import Web

/// A request that comes twice or late: pages carry the number of the press, and the server does what it asks once.
@Suite struct ActPagesTests {
    private static let number = ("act", "0123456789abcdef0123456789abcdef")
    private static let closing = ClosedDayPagesTests.address + "/closed"

    private func rows(_ table: String, _ world: WebWorld) async throws -> Int {
        try await Contents(world.pool).rows(table)
    }

    @Test func `pages that report number their buttons, those of others do not`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let form = try await visitor.get(Sheet.today.address + "/new")
            #expect(form.value(of: "act")?.count == 32)
            #expect(form.text.contains(#" data-draft="\#(Sheet.today.address)""#))
            #expect(!form.text.contains("data-answer"))
            let again = try await visitor.get(Sheet.today.address + "/new")
            #expect(again.value(of: "act") != form.value(of: "act"))
            let refused = try await visitor.post(Sheet.today.address, [("revision", "0")])
            #expect(refused.status == 422)
            #expect(refused.text.contains("data-answer"))
            #expect(try await !world.open(as: .ministry, "/record").text.contains("data-drafts-of"))
        }
    }

    @Test func `drafts are kept under a name that is the person's and the browser's`() async throws {
        try await WebWorld.designated { world, visitor in
            func owner(_ visitor: Visitor) async throws -> String? {
                let page = try await visitor.get("/home").text
                return page.components(separatedBy: "data-drafts-of=\"").dropFirst().first.map { String($0.prefix(24)) }
            }
            let mine = try #require(try await owner(visitor))
            #expect(try await owner(visitor) == mine)
            #expect(!mine.contains(Person.hospital.loginId))
            #expect(try await owner(try await world.visitor(.otherHospital)) != mine)
            let elsewhere = Visitor(
                world.client,
                cookies: visitor.cookies.merging(["gmis-device": String(repeating: "a", count: 64)]) { $1 })
            #expect(try await owner(elsewhere) != mine)
        }
    }

    @Test func `figures that come again after they were withdrawn stay withdrawn`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let fields = Sheet.today.fields + [Self.number]
            let first = try await visitor.post(Sheet.today.address, fields)
            #expect(first.status == 303)
            _ = try await visitor.post(
                Sheet.today.address + "/withdrawal", [("reason", "誤り"), ("revision", "1")])
            let late = try await visitor.post(Sheet.today.address, fields)
            #expect(late.status == 303)
            #expect(late.location == first.location)
            #expect(try await rows("revision", world) == 2)
            #expect(try await visitor.get(late.location).status == 200)
        }
    }

    @Test func `a mark that comes again after it was lifted stays lifted`() async throws {
        try await WebWorld.designated { world, visitor in
            let mark = [("closed", "1"), Self.number]
            _ = try await visitor.post(Self.closing, mark)
            _ = try await visitor.post(Self.closing, [("closed", "0")])
            let late = try await visitor.post(Self.closing, mark)
            #expect(late.location == Self.closing)
            #expect(try await rows("closed_mark", world) == 2)
        }
    }

    @Test func `a withdrawal that comes again is answered as the first time`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let fields = [("reason", "誤り"), ("revision", "1"), Self.number]
            for _ in 1...2 {
                let answer = try await visitor.post(Sheet.today.address + "/withdrawal", fields)
                #expect(answer.status == 303)
                #expect(answer.location == Sheet.today.address)
            }
            #expect(try await rows("revision", world) == 2)
        }
    }

    @Test func `other figures under the same number are another act`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            _ = try await visitor.post(Sheet.today.address, Sheet.today.fields + [Self.number])
            let other = Sheet.today.with(["receivableBeds": "1"], after: 1)
            let answer = try await visitor.post(Sheet.today.address, other.fields + [Self.number])
            #expect(answer.status == 303)
            #expect(try await rows("revision", world) == 2)
        }
    }

    @Test func `a table that comes again stores no row again`() async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(3)
            let visitor = try await world.visitor(.association)
            let fields = members.flatMap { Row.fields($0) } + [Self.number]
            for _ in 1...2 {
                let page = try await visitor.post(WebWorld.memberTable, fields)
                #expect(page.status == 200)
                #expect(page.text.contains("3行を報告しました。"))
            }
            #expect(try await rows("revision", world) == 3)
        }
    }

    @Test(arguments: ["", "short", String(repeating: "a", count: 65), "0123456789abcdef\"<>"])
    func `a number that no page of ours gives is passed over`(number: String) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let answer = try await visitor.post(Sheet.today.address, Sheet.today.fields + [("act", number)])
            #expect(answer.status == 303)
            #expect(try await rows("act", world) == 0)
        }
    }
}
