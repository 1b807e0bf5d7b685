import Database
import Domain
import Store
import Testing

@testable import Web

@Suite struct PeriodTests {
    @Test func `it works: today's form and yesterday's are there`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for day in ["2021-09-20", "2021-09-19", "2020-03-26"] {
                #expect(try await visitor.get("/reports/hospital-status/\(day)/new").status == 200, "\(day)")
            }
        }
    }

    @Test(arguments: [
        "hospital-status/2021-02-30", "hospital-status/2021-9-20", "hospital-status/20210920", "hospital-status/today",
        "hospital-status/0000-00-00", "hospital-status/2021-09-20%00", "hospital-status/２０２１-09-20",
        "hospital-status/2020-03-25", "hospital-status/1868-01-01", "hospital-stats/2021-09-20", "%2e%2e/2021-09-20",
        "hospital-status%27/2021-09-20",
    ])
    func `a survey or a day that is not there is not found`(place: String) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await visitor.get("/reports/\(place)/new").status == 404)
            #expect(try await visitor.get("/reports/\(place)").status == 404)
            #expect(try await visitor.post("/reports/\(place)", Sheet.today.fields).status == 404)
            let ministry = try await world.visitor(.ministry)
            #expect(try await ministry.get("/monitoring/\(place)").status == 404)
        }
    }

    @Test(arguments: ["2021-09-21", "2021-12-31", "9999-12-31"])
    func `a day in the future cannot be reported, and its form says so`(day: String) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let form = try await visitor.get("/reports/hospital-status/\(day)/new")
            #expect(form.status == 404 || form.status == 422, "\(form.status)")
            let answer = try await visitor.post("/reports/hospital-status/\(day)", Sheet.today.fields)
            #expect(answer.status == 404 || answer.status == 422, "\(answer.status)")
            #expect(try await world.pool.read { try $0.query("SELECT 1 AS one FROM revision") }.isEmpty)
        }
    }

    @Test func `today opens at midnight in Tokyo`() async throws {
        try await WebWorld.run(at: "2021-09-19T14:59:59.999Z") { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await visitor.post(Sheet.today.address, Sheet.today.fields).status == 422)
            world.clock.advance(seconds: 1)
            try await Sheet.today.send(by: visitor)
        }
    }

    @Test(arguments: [(-1, "期限内"), (0, "締切後")])
    func `13:00 in Tokyo is too late, to the second`(seconds: Int, words: String) async throws {
        try await WebWorld.run(at: "2021-09-20T04:00:00.000Z") { world in
            world.clock.advance(seconds: seconds)
            let receipt = try await Sheet.today.send(by: try await world.visitor(.hospital))
            #expect(receipt.text.contains(words))
        }
    }

    @Test func `the weekly survey is one of Wednesdays`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for (day, status) in [
                ("2021-09-15", 200), ("2021-09-22", 200), ("2021-09-14", 404), ("2021-09-16", 404), ("2021-09-20", 404),
            ] {
                #expect(try await visitor.get("/reports/supplies-weekly/\(day)/new").status == status, "\(day)")
            }
        }
    }

    @Test func `a survey that is not asked of an institution is refused in words`() async throws {
        try await WebWorld.run { world in
            let answer = try await world.open(as: .hospital, "/reports/clinic-daily/2021-09-20/new")
            #expect(answer.status == 422 || answer.status == 404)
            #expect(answer.text.contains("この調査の対象ではありません"))
        }
    }

    @Test func `a day before the institution was known is refused in words`() async throws {
        try await WebWorld.run { world in
            let ghost = try #require(Facility.ID("F999999999"))
            try await world.pool.write { db in
                try db.facilities.register([ghost], at: world.clock.now)
                try db.accounts.create(
                    Account(id: "a-ghost", loginId: ghost.text, role: .facility(ghost), name: "ghost"),
                    passwordHash: nil,
                    at: world.clock.now)
                try db.sessions.create(
                    token: String(repeating: "a", count: 64), account: "a-ghost", at: world.clock.now)
            }
            let visitor = Visitor(world.client, cookies: [Visitor.session: String(repeating: "a", count: 64)])
            #expect(try await visitor.get("/home").status == 200)
            let form = try await visitor.get(Sheet.today.address + "/new")
            #expect(form.status == 422)
            #expect(try await visitor.post(Sheet.today.address, Sheet.today.fields).status == 422)
        }
    }
}
