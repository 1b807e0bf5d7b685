import Database
import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// Every route with every person, made from `Routes.all`: a new route is in here by itself.
@Suite struct PermissionTests {
    @Test func `it works: every route's address can be filled in`() {
        for route in Routes.all {
            #expect(!Address.of(route).contains(":"), "\(route.path): teach Address its parameter")
        }
    }

    @Test func `whoever is not signed in is sent to the sign-in page, or refused with 401`() async throws {
        try await WebWorld.run { world in
            for route in Routes.all where route.action != .seePublic {
                let address = Address.of(route)
                let answer = try await world.stranger.send(Address.method(of: route), address)
                if route.method == .get {
                    // Also what would never end: it is asked for its head alone.
                    #expect(answer.status == 303, "\(address)")
                    #expect(answer.location == Links().signIn(to: Onward(address)).text, "\(address)")
                } else {
                    #expect(answer.status == 401, "\(address)")
                }
            }
        }
    }

    @Test func `a form without our token, with a broken or a foreign one is refused with 403`() async throws {
        try await WebWorld.run { world in
            for route in Routes.all where route.method == .post && !route.isForPrograms {
                let address = Address.of(route)
                let visitor = try await world.visitor(.hospital)
                let foreign = FormToken.make(for: VisitCookies.newToken())
                for token in ["", "0", String(repeating: "0", count: 128), foreign, visitor.formToken + "0"] {
                    let answer = try await visitor.post(address, body: visitor.encoded([("csrf", token)]))
                    #expect(answer.status == 403, "\(address) with \(token.prefix(8))")
                }
                #expect(try await visitor.post(address, body: []).status == 403, "\(address) without a token")
                #expect(try await visitor.get("/home").status == 200, "\(address) did something")
            }
        }
    }

    @Test(arguments: Person.allCases)
    func `everybody reaches what is theirs, and nothing else is found`(person: Person) async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            try await RecordTargets.add(to: world)
            try await OutboxRows.add(to: world)
            try await MaintenanceTargets.add(to: world)
            try await DeskList.keep(world)
            try await DesignationTargets.add(to: world)
            let foreign = ["見本台総合病院", Sheet.secret]
            let sheet = person == .hospital ? Sheet.today : Sheet.today.with(["receivableBeds": "1"])
            for route in Routes.all where route.action != .seePublic {
                for target in Target.all(of: route, for: person) {
                    let visitor = try await world.visitor(person)
                    let address = Address.of(route, area: target.area, facility: target.facility)
                    let answer =
                        route.method == .post
                        ? try await visitor.post(address, Address.fields(of: route, sheet))
                        : try await visitor.send(Address.method(of: route), address)
                    #expect((answer.status != 404) == target.isTheirs, "\(person) \(address): \(answer.status)")
                    #expect(answer.status < 500, "\(person) \(address)")
                    if person == .otherHospital || person == .otherPrefecture {
                        for word in foreign { #expect(!answer.text.contains(word), "\(person) \(address)") }
                    }
                }
            }
        }
    }

    @Test func `only a reporting party enters, corrects and withdraws`() async throws {
        try await WebWorld.run { world in
            let writing = Routes.all.filter {
                $0.method == .post && $0.action == .report && $0.path.contains(":facility")
            }
            #expect(writing.count == 5)
            for person in Person.allCases {
                for facility in [TestWorld.own, TestWorld.neighbour, TestWorld.distant] {
                    for route in writing {
                        let visitor = try await world.visitor(person)
                        let address = Address.of(route, facility: facility)
                        let answer = try await visitor.post(address, Address.fields(of: route, .today))
                        #expect((answer.status == 404) == !person.reports(for: facility), "\(person) \(address)")
                    }
                }
            }
            let writers = try await world.pool.read { db in
                try db.query("SELECT DISTINCT account_id AS id FROM revision ORDER BY account_id").map {
                    try $0.string("id")
                }
            }
            #expect(writers == ["account-association", "account-clerk", "account-distant"])
        }
    }

    @Test func `what is open to everybody needs no session`() async throws {
        try await WebWorld.run { world in
            let open = Routes.all.filter { $0.action == .seePublic && $0.method != .post && !$0.isForPrograms }
            for route in open {
                let answer = try await world.stranger.send(route.method, Address.of(route))
                #expect([200, 204, 303, 404].contains(answer.status), "\(route.path): \(answer.status)")
            }
        }
    }

    @Test func `no address with a method that it does not know does anything`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for route in Routes.all {
                for method in [HTTPRequest.Method.put, .patch, .delete] {
                    let answer = try await visitor.send(method, Address.of(route))
                    #expect([404, 405].contains(answer.status), "\(method) \(route.path): \(answer.status)")
                }
            }
        }
    }
}
