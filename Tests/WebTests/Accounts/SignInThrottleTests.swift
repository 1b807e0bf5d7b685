import Database
import Domain
import HTTPTypes
import Testing

@testable import Web

/// Guessing passwords leads nowhere, and the owner waits for minutes (R14).
@Suite struct SignInThrottleTests {
    private static let wrong = "Mihon-2022"

    private func signIn(
        _ visitor: Visitor, _ id: String, _ password: String = WebWorld.password, from address: String? = nil
    ) async throws -> Page {
        let fields = [("loginId", id), ("password", password), ("csrf", visitor.formToken)]
        var headers = ["Content-Type": "application/x-www-form-urlencoded"]
        headers["X-Forwarded-For"] = address
        return try await visitor.send(.post, "/session", headers, body: visitor.encoded(fields))
    }

    private func visitor(_ world: WebWorld) async throws -> Visitor {
        let visitor = world.stranger
        _ = try await visitor.get("/session/new")
        return visitor
    }

    private func fail(_ times: Int, _ visitor: Visitor, _ id: String) async throws {
        for _ in 0..<times { #expect(try await signIn(visitor, id, Self.wrong).status == 422) }
    }

    private func audit(_ world: WebWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query(
                "SELECT action, subject, detail FROM audit WHERE action LIKE 'session.%' ORDER BY number"
            ).map { row in
                "\(try row.string("action")) \(try row.string("subject")) \(try row.string("detail"))"
            }
        }
    }

    @Test(arguments: [Person.hospital.loginId, "F139999999"])
    func `after five wrong tries the sixth waits for a minute, whether or not there is such an ID`(id: String)
        async throws
    {
        try await WebWorld.run { world in
            let visitor = try await visitor(world)
            try await fail(5, visitor, id)
            world.clock.advance(milliseconds: 1)
            let answer = try await signIn(visitor, id, Self.wrong)
            #expect(answer.status == 429)
            #expect(answer["Retry-After"] == "60")
            #expect(answer.text.contains("10:01:00を過ぎてから"))
            #expect(answer.text.contains("ヘルプデスクへお電話ください"))
            #expect(answer.text.contains(world.house.contact.phone))
            #expect(answer.value(of: "loginId") == id)
            #expect(!answer.text.contains(Self.wrong))
            #expect(answer.setCookies.isEmpty)
        }
    }

    @Test func `known and unknown IDs read the same while they wait`() async throws {
        try await WebWorld.run { world in
            let visitor = try await visitor(world)
            var texts: [String] = []
            for id in [Person.hospital.loginId, "F139999999"] {
                try await fail(5, visitor, id)
                let page = try await signIn(visitor, id, Self.wrong)
                texts.append(
                    page.text.replacing(id, with: "ID").replacing(page.value(of: "csrf") ?? "", with: "token"))
            }
            #expect(texts[0] == texts[1])
        }
    }

    @Test func `the right password waits too, and works to the millisecond afterwards`() async throws {
        try await WebWorld.run { world in
            let visitor = try await visitor(world)
            try await fail(5, visitor, Person.hospital.loginId)
            world.clock.advance(milliseconds: 59_999)
            let early = try await signIn(visitor, Person.hospital.loginId)
            #expect(early.status == 429)
            #expect(early["Retry-After"] == "1")
            #expect(try await visitor.get("/home").status == 303)
            world.clock.advance(milliseconds: 1)
            #expect(try await signIn(visitor, Person.hospital.loginId).status == 303)
            #expect(try await visitor.get("/home").status == 200)
        }
    }

    @Test func `signing in clears the count`() async throws {
        try await WebWorld.run { world in
            let visitor = try await visitor(world)
            try await fail(4, visitor, Person.hospital.loginId)
            #expect(try await signIn(visitor, Person.hospital.loginId).status == 303)
            let second = try await self.visitor(world)
            try await fail(5, second, Person.hospital.loginId)
            #expect(try await signIn(second, Person.hospital.loginId).status == 429)
        }
    }

    @Test func `a wrong try after the wait makes the next one longer`() async throws {
        try await WebWorld.run { world in
            let visitor = try await visitor(world)
            try await fail(5, visitor, Person.hospital.loginId)
            world.clock.advance(seconds: 60)
            try await fail(1, visitor, Person.hospital.loginId)
            #expect(try await signIn(visitor, Person.hospital.loginId)["Retry-After"] == "120")
        }
    }

    @Test func `colleagues at the same address sign in meanwhile`() async throws {
        try await WebWorld.run { world in
            let visitor = try await visitor(world)
            try await fail(5, visitor, Person.hospital.loginId)
            #expect(try await signIn(visitor, Person.hospital.loginId).status == 429)
            #expect(try await signIn(visitor, Person.prefecture.loginId).status == 303)
        }
    }

    @Test func `thirty wrong tries at thirty IDs make the address wait until ten minutes have passed`() async throws {
        try await WebWorld.run { world in
            let visitor = try await visitor(world)
            for number in 10..<40 { try await fail(1, visitor, "F1399999\(number)") }
            world.clock.advance(milliseconds: 599_999)
            #expect(try await signIn(visitor, Person.hospital.loginId).status == 429)
            world.clock.advance(milliseconds: 1)
            #expect(try await signIn(visitor, Person.hospital.loginId).status == 303)
        }
    }

    @Test(arguments: [true, false])
    func `behind a proxy each of its visitors counts apart, and without one nobody can pretend to`(
        trustsProxy: Bool
    ) async throws {
        try await WebWorld.run(trustsProxy: trustsProxy) { world in
            let visitor = try await visitor(world)
            for number in 10..<40 {
                let pretended = "198.51.100.\(number), 203.0.113.5"
                let page = try await signIn(visitor, "F1399999\(number)", Self.wrong, from: pretended)
                #expect(page.status == 422)
            }
            let same = try await signIn(visitor, Person.hospital.loginId, from: "203.0.113.5")
            #expect(same.status == 429)
            let other = try await signIn(visitor, Person.hospital.loginId, from: "203.0.113.5, 203.0.113.6")
            #expect(other.status == (trustsProxy ? 303 : 429))
        }
    }

    @Test func `each wrong try stands in the audit, and a wait once`() async throws {
        try await WebWorld.run { world in
            let visitor = try await visitor(world)
            let id = Person.hospital.loginId
            try await fail(5, visitor, id)
            for _ in 0..<3 { #expect(try await signIn(visitor, id).status == 429) }
            world.clock.advance(seconds: 60)
            try await fail(1, visitor, id)
            for _ in 0..<3 { #expect(try await signIn(visitor, id).status == 429) }
            let refused = "session.refuse account:account-clerk {}"
            let throttled = #"session.throttle account:account-clerk {"by":"login"}"#
            let entries = try await audit(world)
            #expect(entries == Array(repeating: refused, count: 5) + [throttled, refused, throttled])
        }
    }

    @Test func `of many passwords at once no more are answered than one after the other`() async throws {
        try await WebWorld.run { world in
            let visitor = try await visitor(world)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await self.signIn(visitor, Person.hospital.loginId, Self.wrong).status }
                }
                return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses == [422: 5, 429: 15])
        }
    }
}
