import Database
import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// Where its prefecture allows it, an ID at rest reads its own reports, and nothing else (R22).
struct RestingReaderTests {
    private static let settings = "/register/settings"
    private static let report = "/reports/hospital-status/2021-09-20"

    private func over(_ world: WebWorld) async throws {
        let (surveys, now) = (world.house.surveys, world.clock.now)
        try await world.pool.write { db in
            try db.facilities.record(
                .reportingParty(.association(Person.associationId)), of: TestWorld.own,
                Validity(from: now.day, until: nil), surveys: surveys, at: now, by: "test")
        }
    }

    private func allow(_ world: WebWorld, _ may: String = "yes", by person: Person = .prefecture) async throws {
        let answer = try await (try await world.visitor(person)).post(Self.settings, [("restingMayRead", may)])
        #expect(answer.location == Self.settings + "?saved=1")
    }

    /// Has reported, rests, may read, and has signed in again.
    private func reader(_ world: WebWorld) async throws -> Visitor {
        try await Sheet.today.send(by: try await world.visitor(.hospital))
        try await allow(world)
        try await over(world)
        let visitor = world.stranger
        #expect(try await world.signIn(visitor, Person.hospital.loginId).location == "/home")
        return visitor
    }

    @Test func `the prefecture decides, sees what holds, and is told what is missing`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let page = try await officer.get(Self.settings)
            #expect(page.text.contains(#"value="no" checked"#) && !page.text.contains("が決めました"))
            #expect(try await officer.post(Self.settings, [("restingMayRead", "maybe")]).status == 422)
            #expect(try await officer.post(Self.settings).status == 422)
            try await allow(world)
            let decided = try await officer.get(Self.settings)
            #expect(decided.text.contains(#"value="yes" checked"#) && decided.text.contains("見本都 医療政策課"))
            #expect(try await world.open(as: .otherPrefecture, Self.settings).text.contains(#"value="no" checked"#))
            #expect(try await world.audit("prefecture.") == ["prefecture.restingMayRead account-officer"])
        }
    }

    @Test func `home says why and lists the reports, and each can be read`() async throws {
        try await WebWorld.run { world in
            let visitor = try await reader(world)
            let home = try await visitor.get("/home")
            #expect(home.status == 200)
            for words in ["見本台医師会がまとめて報告しています", "報告を見ることだけができます", "2021年9月の報告", Self.report] {
                #expect(home.text.contains(words), "\(words)")
            }
            for words in ["/new\"", "href=\"/record", "報告する</a>"] { #expect(!home.text.contains(words), "\(words)") }
            let page = try await visitor.get(Self.report)
            #expect(page.status == 200 && page.text.contains(Sheet.secret))
            #expect(!page.text.contains("訂正する") && !page.text.contains("取り下げる"))
            #expect(try await visitor.get(Self.report + "/revisions/1/receipt").status == 200)
            #expect(try await visitor.get("/days/2021-09-20").status == 200)
            #expect(try await visitor.post("/session/end").location == "/session/new")
        }
    }

    /// The own reports to download, and their receipts (R22).
    private static func isOwnFile(_ path: String) -> Bool {
        path.contains("/statements") || path.hasSuffix("receipt.json") || path.hasSuffix("receipt.pdf")
    }

    @Test func `every other route is not there, and nothing is written`() async throws {
        try await WebWorld.run { world in
            let visitor = try await reader(world)
            let before = try await Contents(world.pool)
            let open = Routes.all.filter { $0.isForReaders && $0.action != .seePublic }.map(\.path)
            let (files, pages) = (open.filter(Self.isOwnFile), open.filter { !Self.isOwnFile($0) })
            #expect(files.count == 10)
            #expect(
                Set(pages) == [
                    "/home", "/session/end", "/session/factor", "/facilities/:facility", "/days/:day",
                    "/days/:day/report/receipt", "/facilities/:facility/days/:day/report/receipt",
                    "/reports/:survey/:day", "/reports/:survey/:day/revisions/:revision/receipt",
                    "/facilities/:facility/days/:day", "/facilities/:facility/reports/:survey/:day",
                    "/facilities/:facility/reports/:survey/:day/revisions/:revision/receipt",
                ])
            for route in Routes.all where !route.isForReaders {
                let address = Address.of(route)
                let answer =
                    route.method == .post
                    ? try await visitor.post(address, Address.fields(of: route, .today))
                    : try await visitor.send(Address.method(of: route), address)
                #expect(answer.status == 404, "\(route.method) \(address): \(answer.status)")
            }
            for facility in [TestWorld.neighbour, TestWorld.distant] {
                #expect(try await visitor.get("/facilities/\(facility)").status == 404)
                #expect(try await visitor.get("/facilities/\(facility)\(Self.report)").status == 404)
            }
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test func `its people may not, an open session ends all the same, and other prefectures' IDs stay shut`()
        async throws
    {
        try await WebWorld.run { world in
            _ = try await world.colleague(of: .hospital)
            let session = try await world.visitor(.hospital)
            try await allow(world)
            try await over(world)
            #expect(try await session.get("/home").location == "/session/new")
            let theirs = try await world.signIn(
                world.stranger, Person.hospital.loginId, mail: "hanako@example.jp")
            #expect(theirs.status == 422 && theirs.text.contains("まとめて報告しています"))
            try await allow(world, "no")
            #expect(try await world.signIn(world.stranger, Person.hospital.loginId).status == 422)
            try await allow(world, by: .otherPrefecture)
            #expect(try await world.signIn(world.stranger, Person.hospital.loginId).status == 422)
        }
    }

    @Test func `when it is allowed no more, or the institution reports itself again, the reading ends`() async throws {
        try await WebWorld.run { world in
            let visitor = try await reader(world)
            try await allow(world, "no")
            #expect(try await visitor.get("/home").location == "/session/new")
        }
        try await WebWorld.run { world in
            let visitor = try await reader(world)
            let (surveys, now) = (world.house.surveys, world.clock.now)
            try await world.pool.write { db in
                try db.facilities.record(
                    .reportingParty(.itself), of: TestWorld.own, Validity(from: now.day, until: nil),
                    surveys: surveys, at: now, by: "test")
            }
            #expect(try await visitor.get("/home").location == "/session/new")
            #expect(try await world.signIn(visitor, Person.hospital.loginId).status == 303)
            #expect(try await visitor.get(Self.report + "/new").status == 200)
        }
    }
}
