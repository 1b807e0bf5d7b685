import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// An institution goes over to an association and comes back, on a day in the past, today or in the future: what its people, the
/// association and the offices may do before and after (R22 R23).
struct ReportingPartyTests {
    /// The last millisecond of 20 September in Tokyo.
    private static let lastMoment = "2021-09-20T14:59:59.999Z"
    private static let tomorrow = Day.written("2021-09-21")
    private static let yesterday = "/reports/hospital-status/2021-09-19"
    private static let own = "/facilities/\(TestWorld.own)"

    private func over(_ world: WebWorld, from: Day, until: Day? = nil) async throws {
        let (surveys, now) = (world.house.surveys, world.clock.now)
        try await world.pool.write { db in
            try db.execute(
                "UPDATE association SET phone = '03-0000-0001' WHERE association_id = \(Person.associationId)")
            try db.facilities.record(
                .reportingParty(.association(Person.associationId)), of: TestWorld.own,
                Validity(from: from, until: until), surveys: surveys, at: now, by: "test")
        }
    }

    private func back(_ world: WebWorld, from: Day) async throws {
        let (surveys, now) = (world.house.surveys, world.clock.now)
        try await world.pool.write { db in
            try db.facilities.record(
                .reportingParty(.itself), of: TestWorld.own, Validity(from: from, until: nil), surveys: surveys,
                at: now, by: "test")
        }
    }

    private func sheet(_ beds: String, after revision: Int = 0) -> [(String, String)] {
        Sheet.today.with(["receivableBeds": beds], after: revision).fields
    }

    @Test(arguments: [-400, -1, 0])
    func `dated in the past or today, the ID rests at once and says why, since when and whom to ask`(days: Int)
        async throws
    {
        try await WebWorld.run { world in
            let from = world.clock.now.day.adding(days)
            let session = try await world.visitor(.hospital)
            let colleague = try await world.colleague(of: .hospital)
            #expect(try await session.get("/home").status == 200)
            try await over(world, from: from)
            #expect(try await session.get("/home").location == "/session/new")
            #expect(try await session.get(Self.yesterday).location.hasPrefix("/session/new?to="))
            let refused = try await world.signIn(world.stranger, Person.hospital.loginId)
            #expect(refused.status == 422)
            for words in ["見本台医師会がまとめて報告しています", from.longWords, "電話 03-0000-0001", "都道府県にご相談ください"] {
                #expect(refused.text.contains(words), "\(words)")
            }
            let mail = "hanako@example.jp"
            let theirs = try await world.signIn(world.stranger, Person.hospital.loginId, mail: mail)
            #expect(theirs.status == 422 && theirs.text.contains("見本台医師会がまとめて報告しています"))
            #expect(colleague.facility == TestWorld.own)
        }
    }

    @Test func `dated in the future, everything goes on until the last millisecond and ends with the next`()
        async throws
    {
        try await WebWorld.run(at: Self.lastMoment) { world in
            try await over(world, from: Self.tomorrow)
            let (session, association) = (
                try await world.visitor(.hospital), try await world.visitor(.association)
            )
            try await world.code("secret1", for: Person.hospital.account)
            #expect(try await session.get("/home").status == 200)
            #expect(try await session.post(Self.yesterday, sheet("1")).status == 303)
            #expect(try await association.get(Self.own + Self.yesterday).status == 404)
            #expect(try await association.post(Self.own + Self.yesterday, sheet("2")).status == 404)
            #expect(try await world.stranger.get("/password/new?code=secret1").status == 200)
            #expect(try await world.signIn(world.stranger, Person.hospital.loginId).status == 303)
            world.clock.advance(milliseconds: 1)
            #expect(try await session.get("/home").location == "/session/new")
            #expect(try await session.post(Self.yesterday, sheet("3", after: 1)).status == 401)
            let link = try await world.stranger.get("/password/new?code=secret1")
            #expect(link.status == 422 && link.text.contains("見本台医師会がまとめて報告しています"))
            #expect(try await world.signIn(world.stranger, Person.hospital.loginId).status == 422)
            // Whoever reports today corrects every past day; what was reported before stays, each with its name.
            #expect(try await association.get(Self.own + Self.yesterday).status == 200)
            #expect(try await association.post(Self.own + Self.yesterday, sheet("4", after: 1)).status == 303)
            let history = try await world.open(as: .prefecture, Self.own + Self.yesterday).text
            #expect(history.contains("第2版") && history.contains("第1版"))
            #expect(history.contains("<bdi>見本台医師会</bdi>") && history.contains("<bdi>見本台総合病院</bdi>"))
        }
    }

    @Test func `who still owes the second factor, or whose page is looked at by the help desk, goes no further either`()
        async throws
    {
        try await WebWorld.run(at: Self.lastMoment) { world in
            let app = try await world.factor(.hospital)
            let view = "/help-desk/accounts/\(TestWorld.clerk.id)/view"
            let code = try await world.pool.write { [now = world.clock.now] in
                try $0.sharedViews.create(of: TestWorld.clerk, at: now)
            }
            let desk = try await world.visitor(.helpDesk)
            #expect(try await desk.post(view, [("code", code)]).location == view)
            #expect(try await desk.get(view).status == 200)
            let waiting = world.stranger
            #expect(try await world.signIn(waiting, Person.hospital.loginId).location == "/session/factor")
            try await over(world, from: Self.tomorrow)
            #expect(try await waiting.get("/session/factor").status == 200)
            world.clock.advance(milliseconds: 1)
            let answer = try await waiting.post("/session/factor", [("code", app.code(at: world.clock.now))])
            #expect(answer.status == 401)
            #expect(try await desk.get(view).location == "/help-desk/accounts/\(TestWorld.clerk.id)")
            #expect(try await desk.post(view, [("code", code)]).status == 422)
            let procedure = try await world.mails()
            #expect(procedure.isEmpty)
        }
    }

    @Test func `what was typed too late is not promised to who cannot sign in any more`() async throws {
        try await WebWorld.run(at: Self.lastMoment) { world in
            let session = try await world.visitor(.hospital)
            try await over(world, from: Self.tomorrow)
            world.clock.advance(seconds: SessionRule.idleSeconds)
            #expect(try await session.post(Self.yesterday, sheet("1")).status == 401)
            #expect(try await Contents(world.pool).rows("kept_form") == 0)
        }
    }

    @Test
    func `back again the ID wakes with its old password, the association may no more, and no session comes to life`()
        async throws
    {
        try await WebWorld.run(at: Self.lastMoment) { world in
            let session = try await world.visitor(.hospital)
            try await over(world, from: Self.tomorrow.adding(-9))
            let association = try await world.visitor(.association)
            #expect(try await association.post(Self.own + Self.yesterday, sheet("1")).status == 303)
            try await back(world, from: Self.tomorrow)
            #expect(try await association.get(Self.own + Self.yesterday).status == 200)
            #expect(try await world.signIn(world.stranger, Person.hospital.loginId).status == 422)
            world.clock.advance(milliseconds: 1)
            for path in ["", "/new", "/revisions/1/receipt"] {
                #expect(try await association.get(Self.own + Self.yesterday + path).status == 404, "\(path)")
            }
            #expect(try await association.post(Self.own + Self.yesterday, sheet("2", after: 1)).status == 404)
            #expect(try await session.get("/home").location == "/session/new")
            let woken = world.stranger
            #expect(try await world.signIn(woken, Person.hospital.loginId).status == 303)
            #expect(try await woken.get(Self.yesterday).text.contains("<bdi>見本台医師会</bdi>"))
            #expect(try await woken.post(Self.yesterday, sheet("3", after: 1)).status == 303)
        }
    }

    @Test func `taken back within the hour, the session that had ended stays so`() async throws {
        try await WebWorld.run { world in
            let session = try await world.visitor(.hospital)
            try await over(world, from: world.clock.now.day)
            try await back(world, from: world.clock.now.day)
            #expect(try await session.get("/home").location == "/session/new")
            #expect(try await world.signIn(session, Person.hospital.loginId).status == 303)
            #expect(try await session.get("/home").status == 200)
        }
    }

    @Test func `what is expected stays expected, and is the association's to send`() async throws {
        try await WebWorld.run { world in
            let list = "/monitoring/hospital-status/2021-09-20/prefecture-13/facilities"
            let before = try await world.open(as: .prefecture, list).text.contains("見本台総合病院")
            try await over(world, from: world.clock.now.day)
            let home = try await world.open(as: .association, "/home?survey=hospital-status&day=2021-09-20").text
            #expect(home.contains("見本台総合病院") && home.contains("つむぎ野病院"))
            #expect(before)
            #expect(try await world.open(as: .prefecture, list).text.contains("見本台総合病院"))
        }
    }

    @Test func `members of other prefectures are reported too, and each prefecture sees its own`() async throws {
        try await WebWorld.run { world in
            let surveys = world.house.surveys
            try await world.pool.write { db in
                try db.facilities.record(
                    .reportingParty(.association(Person.associationId)), of: TestWorld.distant,
                    Validity(from: TestWorld.since, until: nil), surveys: surveys, at: world.clock.now, by: "test")
            }
            let association = try await world.visitor(.association)
            let distant = "/facilities/\(TestWorld.distant)\(Self.yesterday)"
            #expect(try await association.get("/home?survey=hospital-status").text.contains("架空が丘病院"))
            #expect(try await association.post(distant, sheet("1")).status == 303)
            #expect(try await world.open(as: .otherPrefecture, distant).text.contains("見本台医師会"))
            #expect(try await world.open(as: .prefecture, distant).status == 404)
        }
    }
}
