import Database
import Documents
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Who comes with which key, and what it opens (R22 R43).
@Suite struct ProgramKeyTests {
    private typealias Hand = ProgramHand

    private func address(_ route: Route) -> String { Address.of(route) }

    @Test func `it works: made with the password, shown once, listed, withdrawn`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let fields = [("name", "電子<b>カルテ"), ("until", "2021-12-31"), ("password", WebWorld.password)]
            let page = try await visitor.post("/record/api-keys", fields)
            let token = try #require(page.value(of: "token"))
            #expect(token.hasPrefix("gmis_"))
            #expect(page.text.contains("電子&lt;b&gt;カルテ"))
            let list = try await visitor.get("/record/api-keys")
            #expect(!list.text.contains(token) && list.text.contains("2021年12月31日") || list.text.contains("12月31日"))
            let account = try await world.stranger.get("/api/v1/account", ["Authorization": "bearer \(token)"])
            #expect(try account.json()["facility"] == "F13000018")
            let end = try #require(list.text.matches(of: /href="(\/record\/api-keys\/[^"]+\/end)"/).first).1
            #expect(try await visitor.get(String(end)).status == 200)
            #expect(try await visitor.post(String(end)).location == "/record/api-keys")
            let refused = try await world.stranger.get("/api/v1/account", ["Authorization": "Bearer \(token)"])
            #expect(refused.status == 401)
            #expect(refused.text.contains("取り下げられたか"))
            #expect(try await visitor.get("/record").text.contains("プログラム用のキー"))
        }
    }

    @Test func `a wrong password or a bad day makes no key, and what was typed stays`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let wrong = [
                [("name", "カルテ"), ("until", ""), ("password", "wrong")],
                [("name", "カルテ"), ("until", "2021-09-19"), ("password", WebWorld.password)],
                [("name", ""), ("until", "2021-12-31"), ("password", WebWorld.password)],
                [("name", "カルテ"), ("until", ""), ("password", "")],
            ]
            for fields in wrong {
                let page = try await visitor.post("/record/api-keys", fields)
                #expect(page.status == 422, "\(fields)")
                #expect(page.value(of: "name") == fields[0].1)
                #expect(!page.text.contains(fields[2].1) || fields[2].1.isEmpty)
            }
            #expect(try await Contents(world.pool).rows("api_key") == 0)
        }
    }

    @Test func `without a key, with a wrong one, or with a session alone nothing opens`() async throws {
        try await WebWorld.run { world in
            let browser = try await world.visitor(.hospital)
            for route in Routes.programs where route.isForPrograms {
                let path = Address.of(route)
                #expect(try await browser.send(route.method, path, [:], body: []).status == 401, "\(path)")
            }
            let answer = try await world.stranger.get("/api/v1/duties", ["Authorization": "Bearer gmis_x"])
            #expect(answer.status == 401)
            #expect(answer["WWW-Authenticate"] == "Bearer")
        }
    }

    @Test func `wrong keys are slowed for the address, a right one passes, and nobody is locked out of signing in`()
        async throws
    {
        try await WebWorld.run { world in
            let program = try await Hand(world)
            for number in 1...(SignInThrottle.addressTries + 1) {
                let answer = try await world.stranger.get("/api/v1/duties", ["Authorization": "Bearer \(number)"])
                #expect(answer.status == 401)
                #expect(answer["Retry-After"] == (number > SignInThrottle.addressTries ? "600" : nil))
            }
            #expect(try await Contents(world.pool).rows("sign_in_attempt") == SignInThrottle.addressTries)
            #expect(try await program.get("/duties").status == 200)
            #expect(try await world.signIn(world.stranger, Person.hospital.loginId).status == 303)
        }
    }

    @Test func `a key opens its own institution and no other; an association's its members`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let own = "/facilities/\(TestWorld.own)", neighbour = "/facilities/\(TestWorld.neighbour)"
            let (hospital, association) = (try await Hand(world), try await Hand(world, .association))
            let other = try await Hand(world, .otherHospital)
            #expect(try await hospital.get(own + Hand.today).status == 200)
            for (program, base) in [(hospital, neighbour), (other, own), (association, own)] {
                #expect(try await program.get(base + "/duties").status == 404)
                #expect(try await program.get(base + Hand.today).status == 404)
                let sent = try await program.post(base + Hand.reports, Hand.report())
                #expect(sent.status == 404, "\(base)")
                #expect(try !sent.text.contains("見本台総合病院"))
            }
            #expect(try await association.post(neighbour + Hand.reports, Hand.report()).status == 201)
            let members = try await association.get("/members/hospital-status/2021-09-20").json()["members"]?.list
            #expect(members?.map { $0["reported"] } == [true])
            #expect(try await association.get("/facilities").json()["facilities"]?.list?.count == 1)
            #expect(try await association.get("/duties").status == 404)
            #expect(try await hospital.get("/facilities").status == 404)
        }
    }

    @Test func `at the moment an association takes over, the key is refused with the reason`() async throws {
        try await WebWorld.run { world in
            let program = try await Hand(world)
            let (surveys, now) = (world.house.surveys, world.clock.now)
            try await world.pool.write { db in
                try db.facilities.record(
                    .reportingParty(.association(Person.associationId)), of: TestWorld.own,
                    Validity(from: now.day, until: nil), surveys: surveys, at: now, by: "test")
            }
            let answer = try await program.post(Hand.reports, Hand.report())
            #expect(answer.status == 403)
            #expect(answer.text.contains("見本台医師会がまとめて報告しています"))
            #expect(try await Contents(world.pool).rows("revision") == 0)
        }
    }

    @Test func `the help desk withdraws a key`() async throws {
        try await WebWorld.run { world in
            let program = try await Hand(world)
            let desk = try await world.visitor(.helpDesk)
            let page = "/help-desk/accounts/\(TestWorld.clerk.id)"
            #expect(try await desk.get(page).text.contains("電子カルテ"))
            _ = try await desk.post(page + "/api-keys/\(program.key.id)/end")
            #expect(try await program.get("/duties").status == 401)
            #expect(try await !desk.get(page).text.contains("電子カルテ"))
        }
    }
}
