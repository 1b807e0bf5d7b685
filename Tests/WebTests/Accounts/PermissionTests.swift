import Domain
import Foundation
import HTTPTypes
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
                let answer = try await world.stranger.send(route.method, address)
                if route.method == .get {
                    #expect(answer.status == 303, "\(address)")
                    #expect(answer.location == "/session/new", "\(address)")
                } else {
                    #expect(answer.status == 401, "\(address)")
                }
            }
        }
    }

    @Test func `a form without our token, with a broken or a foreign one is refused with 403`() async throws {
        try await WebWorld.run { world in
            for route in Routes.all where route.method == .post {
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
            let foreign = ["見本台総合病院", Sheet.secret]
            let sheet = person == .hospital ? Sheet.today : Sheet.today.with(["receivableBeds": "1"])
            for route in Routes.all where route.action != .seePublic {
                for (area, isOwn) in Address.areas(of: route, for: person) {
                    let visitor = try await world.visitor(person)
                    let address = Address.of(route, area: area)
                    let answer =
                        route.method == .post
                        ? try await visitor.post(address, Address.fields(of: route, sheet))
                        : try await visitor.get(address)
                    let isThere = isOwn && person.may(route.action)
                    #expect((200...303).contains(answer.status) == isThere, "\(person) \(address): \(answer.status)")
                    if !isThere { #expect(answer.status == 404, "\(person) \(address)") }
                    if person == .otherHospital || person == .otherPrefecture {
                        for word in foreign { #expect(!answer.text.contains(word), "\(person) \(address)") }
                    }
                }
            }
        }
    }

    @Test func `what is open to everybody needs no session`() async throws {
        try await WebWorld.run { world in
            for route in Routes.all where route.action == .seePublic && route.method != .post {
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

/// A route's path with its parameters filled in.
enum Address {
    static func of(_ route: Route, area: String = "prefecture-13") -> String {
        let day = route.path.hasPrefix("/api/") ? "20210920" : "2021-09-20"
        return route.path.replacing(":survey", with: "hospital-status").replacing(":day", with: day)
            .replacing(":revision", with: "1").replacing(":area", with: area)
            .replacing(":name", with: "covid19DailySurvey").replacing("**", with: "none.css")
    }

    /// What is sent there: a report, or the withdrawal of the first revision.
    static func fields(of route: Route, _ sheet: Sheet) -> [(String, String)] {
        route.path.hasSuffix("/withdrawal") ? [("reason", "日付の間違い"), ("revision", "1")] : sheet.fields
    }

    /// The areas to try a route with, and whether each is the person's own.
    static func areas(of route: Route, for person: Person) -> [(String, Bool)] {
        guard route.action == .watch else { return [("", true)] }
        let own = person == .ministry ? "" : person == .otherPrefecture ? "17" : "13"
        guard route.path.contains(":area") else { return [("nation", person == .ministry)] }
        return [
            ("nation", person == .ministry), ("prefecture-13", own.isEmpty || own == "13"),
            ("prefecture-17", own.isEmpty || own == "17"), ("municipality-131041", own.isEmpty || own == "13"),
            ("municipality-172014", own.isEmpty || own == "17"),
        ]
    }
}

extension Person {
    /// What the role is for.
    func may(_ action: Action) -> Bool {
        switch action {
        case .seePublic, .beSignedIn: true
        case .report, .readReports: self == .hospital || self == .otherHospital
        case .watch: [.prefecture, .otherPrefecture, .ministry].contains(self)
        }
    }
}
