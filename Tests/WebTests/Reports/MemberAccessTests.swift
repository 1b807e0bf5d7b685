import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Whose members a table shows and takes, and what becomes of one that comes too late (R18 R31 R43).
struct MemberAccessTests {
    private static let table = WebWorld.memberTable

    @Test func `another association sees nothing of them and stores nothing`() async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(2)
            let other = try await world.otherAssociation()
            let page = try await other.get(Self.table)
            #expect(page.status == 200)
            #expect(!page.text.contains("見本内科クリニック"))
            let sent = try await other.post(Self.table, members.flatMap { Row.fields($0) })
            #expect(sent.status == 200)
            #expect(!sent.text.contains("見本内科クリニック"))
            #expect(try await world.reports() == 0)
            #expect(try await other.get("\(Self.table)/\(members[0])").status == 404)
            #expect(try await other.post("\(Self.table)/\(members[0])").status == 404)
        }
    }

    @Test(arguments: [Person.hospital, .prefecture, .ministry, .helpDesk, .administrator])
    func `nobody but an association has such a page`(person: Person) async throws {
        try await WebWorld.run { world in
            try await world.addMembers(1)
            #expect(try await world.open(as: person, Self.table).status == 404)
        }
    }

    @Test func `a member that reports for itself from today is gone from every day`() async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(2)
            let (surveys, now) = (world.house.surveys, world.clock.now)
            try await world.pool.write { db in
                try db.facilities.record(
                    .reportingParty(.itself), of: members[0], Validity(from: now.day, until: nil), surveys: surveys,
                    at: now, by: "test")
            }
            let visitor = try await world.visitor(.association)
            let page = try await visitor.post(Self.table, members.flatMap { Row.fields($0) })
            #expect(!page.text.contains(members[0].text))
            #expect(try await world.reports() == 1)
        }
    }

    @Test func `a table from an ended session is kept, offered after the next sign-in and sent`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let visitor = try await world.visitor(.association)
            world.clock.advance(seconds: SessionRule.idleSeconds)
            let late = try await visitor.post(Self.table, Row.fields(member))
            #expect(late.location == "/session/new?after=formKept")
            #expect(try await world.reports() == 0)
            #expect(try await world.signIn(visitor, Person.associationId).status == 303)
            let home = try await visitor.get("/home")
            #expect(home.text.contains("会員の表"))
            #expect(home.text.contains("\(Self.table)?kept=1"))
            let page = try await visitor.get("\(Self.table)?kept=1")
            #expect(page.value(of: "\(member).tested") == "5")
            #expect(page.text.contains("前に入力した内容を入れてあります"))
            let sent = try await visitor.post(Self.table, Row.fields(member) + [("kept", "1")])
            #expect(sent.status == 303)
            #expect(try await world.reports() == 1)
            #expect(try await !visitor.get("/home").text.contains("入力の途中だった内容"))
        }
    }

    @Test func `a page whose token is old stores nothing and shows what was typed`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let visitor = try await world.visitor(.association)
            let page = try await visitor.post(Self.table, body: visitor.encoded(Row.fields(member) + [("csrf", "old")]))
            #expect(page.status == 403)
            #expect(page.value(of: "\(member).tested") == "5")
            #expect(try await world.reports() == 0)
        }
    }

    @Test func `on a phone one member follows the other, and the table ends the way`() async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(3)
            let visitor = try await world.visitor(.association)
            #expect(try await visitor.post(Self.table, Row.fields(members[1])).status == 303)
            let first = try await visitor.get("\(Self.table)/\(members[0])")
            #expect(first.text.contains("報告済 1 / 3"))
            #expect(first.text.contains(#"href="\#(Self.table)/\#(members[2])">次の会員へ"#))
            let refused = try await visitor.post("\(Self.table)/\(members[0])", [("tested", "x"), ("revision", "0")])
            #expect(refused.status == 422)
            #expect(refused.text.contains(#"action="\#(Self.table)/\#(members[0])""#))
            let fields = Row.usual.map { ($0.key, $0.value) } + [("revision", "0")]
            let sent = try await visitor.post("\(Self.table)/\(members[0])", fields)
            #expect(sent.location == "\(Self.table)/\(members[2])?done=\(members[0])")
            #expect(try await visitor.get(sent.location).text.contains("見本内科クリニック1</bdi>の報告を受け付けました"))
            let last = try await visitor.post("\(Self.table)/\(members[2])", fields)
            #expect(last.location == "\(Self.table)?done=\(members[2])")
            #expect(try await visitor.get(last.location).text.contains("見本内科クリニック3の報告を受け付けました"))
            #expect(try await world.reports(by: "web") == 2)
        }
    }

    @Test func `the first page leads to what is due, and tells how many are missing of the days before`() async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(3, from: .written("2021-09-17"))
            let visitor = try await world.visitor(.association)
            for day in ["2021-09-17", "2021-09-19"] {
                let fields = Row.fields(members[0])
                #expect(try await visitor.post("/members/clinic-daily/\(day)", fields).status == 303)
            }
            let home = try await visitor.get("/home").text
            #expect(home.contains(#"<a class="btn big" href="\#(Self.table)">会員の表を開く"#))
            #expect(home.contains(#"報告済 <b class="lead">1</b> / 3医療機関"#))
            #expect(home.contains(#"href="/members/clinic-daily/2021-09-17">表を開く"#))
            #expect(home.contains("あと2医療機関"))
            #expect(home.contains("あと3医療機関"))
            #expect(!home.contains("/members/clinic-daily/2021-09-16"))
        }
    }

    @Test(arguments: ["2021-09-20", "2021-09-21", "2021-13-01", "2019-01-01"])
    func `a day that is not open is no fault`(day: String) async throws {
        try await WebWorld.run { world in
            try await world.addMembers(1)
            for path in ["/members/clinic-daily/\(day)", "/members/none/\(day)", "/members/supplies-weekly/\(day)"] {
                let status = try await world.open(as: .association, path).status
                #expect([200, 404, 409, 422].contains(status), "\(path): \(status)")
            }
        }
    }

    @Test(arguments: ["hospital-status", "hospital-counts"])
    func `hospitals among the members have their own table, choices to choose from`(survey: String) async throws {
        try await WebWorld.run { world in
            try await world.addMembers(1)
            let page = try await world.open(as: .association, "/members/\(survey)/2021-09-19")
            #expect(page.text.contains("つむぎ野病院"))
            #expect(!page.text.contains("見本内科クリニック1"))
            #expect(page.text.contains("<select class=\"cell\"") == (survey == "hospital-status"))
        }
    }
}
