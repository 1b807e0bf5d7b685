import Database
import Domain
import Store
import Testing

@testable import Web

/// The demonstration's clock: set from the banner, and there alone.
struct ClockTests {
    private static let path = "/demonstration/clock"

    @Test func `it goes as it was set, on every page, and back again`() async throws {
        try await WebWorld.run(isDemonstration: true) { world in
            let visitor = try await world.visitor(.hospital)
            let answer = try await visitor.post(Self.path, [("clock", "2021-01-20T12:59:59")])
            #expect(answer.location == "/home")
            #expect(world.house.clock.now.text == "2021-01-20T03:59:59.000Z")
            #expect(try await visitor.get("/home").text.contains("1月20日(水) 12:59"))
            #expect(try await world.pool.read { try $0.demonstrationClock.ahead() } != 0)
            _ = try await visitor.post(Self.path, [("reset", "1"), ("clock", "2021-01-20T12:59")])
            #expect(world.house.clock.now == world.clock.now)
            #expect(try await world.pool.read { try $0.demonstrationClock.ahead() } == 0)
        }
    }

    @Test func `a deadline passes for those who report, and sessions go on by the true clock`() async throws {
        try await WebWorld.run(isDemonstration: true) { world in
            let visitor = try await world.visitor(.hospital)
            _ = try await visitor.post(Self.path, [("clock", "2021-09-20T13:00")])
            let receipt = try await Sheet.today.send(by: visitor)
            #expect(receipt.text.contains("締切後"))
            _ = try await visitor.post(Self.path, [("clock", "2022-09-20T13:00")])
            #expect(try await visitor.get("/home").status == 200)
        }
    }

    @Test(arguments: [
        "", "9月20日", "2021-09-20", "2021-02-30T10:00", "2021-09-20T24:00", "2021-09-20T10:60", "2021-09-20T10:00:61",
        "2020-08-31T23:59", "2100-01-01T00:00", "2021-09-20T10:00:00:00",
    ])
    func `what is no time is refused in words, and stays as it was typed`(typed: String) async throws {
        try await WebWorld.run(isDemonstration: true) { world in
            let visitor = world.stranger
            _ = try await visitor.get(Self.path)
            let answer = try await visitor.post(Self.path, [("clock", typed)])
            #expect(answer.status == 422)
            #expect(answer.text.contains("見本の時刻"))
            #expect(answer.text.contains("value=\"\(typed)\""))
            #expect(world.house.clock.now == world.clock.now)
        }
    }

    @Test func `where the data are not invented there is no such page`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await visitor.get(Self.path).status == 404)
            #expect(try await visitor.post(Self.path, [("clock", "2021-01-20T12:59")]).status == 404)
            #expect(world.house.clock.now == world.clock.now)
        }
    }
}
