import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// An association reports for its members, each member's day by itself (R18 R31).
struct AssociationTests {
    private static let member = "/facilities/\(TestWorld.neighbour)/reports/hospital-status/2021-09-20"

    @Test func `its first page lists its members, and leads to each one's form`() async throws {
        try await WebWorld.run { world in
            let page = try await world.open(as: .association, "/home?survey=hospital-status&day=2021-09-20")
            #expect(page.status == 200)
            #expect(page.text.contains("つむぎ野病院"))
            #expect(page.text.contains(Self.member + "/new"))
            #expect(!page.text.contains("見本台総合病院"))
        }
    }

    @Test func `what it reports stands as the member's report and names the association`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.association)
            let form = try await visitor.get(Self.member + "/new")
            #expect(form.text.contains("つむぎ野病院"))
            let answer = try await visitor.post(Self.member, Sheet.today.fields)
            #expect(answer.location == Self.member + "/revisions/1/receipt")
            let receipt = try await visitor.get(answer.location)
            #expect(receipt.text.contains("つむぎ野病院"))
            let history = try await world.open(as: .prefecture, Self.member)
            #expect(history.text.contains("見本台医師会"))
        }
    }

    @Test func `from the day the institution reports itself again the association may no more`() async throws {
        try await WebWorld.run { world in
            let surveys = world.house.surveys
            let visitor = try await world.visitor(.association)
            #expect(try await visitor.post(Self.member, Sheet.today.fields).status == 303)
            try await world.pool.write { db in
                try db.facilities.record(
                    .reportingParty(.itself), of: TestWorld.neighbour, Validity(from: world.clock.now.day, until: nil),
                    surveys: surveys, at: world.clock.now, by: "test")
            }
            for path in ["", "/new", "/revisions/1/receipt"] {
                #expect(try await visitor.get(Self.member + path).status == 404, "\(path)")
            }
            #expect(try await visitor.post(Self.member, Sheet.today.fields).status == 404)
            #expect(try await !visitor.get("/home?survey=hospital-status").text.contains("つむぎ野病院"))
        }
    }

    @Test(arguments: ["?day=2021-13-01", "?survey=none", "?day=2029-01-01", "?survey=supplies-weekly&day=2021-09-20"])
    func `an address that cannot be is not found, and no fault`(query: String) async throws {
        try await WebWorld.run { world in
            let page = try await world.open(as: .association, "/home" + query)
            #expect([200, 404].contains(page.status), "\(page.status)")
        }
    }
}
