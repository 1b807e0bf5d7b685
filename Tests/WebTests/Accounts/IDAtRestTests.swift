import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// An institution that reports through an association: its own ID is at rest (R22 R23).
struct IDAtRestTests {
    private func rest(_ world: WebWorld, from: Day, until: Day? = nil) async throws {
        let surveys = world.house.surveys
        try await world.pool.write { db in
            try db.associations.create(
                id: "A13000001", name: "見本<医>師会", prefecture: TestWorld.tokyo, at: TestWorld.now)
            try db.facilities.record(
                .reportingParty(.association("A13000001")), of: TestWorld.own, Validity(from: from, until: until),
                surveys: surveys, at: TestWorld.now,
                by: "test")
        }
    }

    @Test func `with the right password the page says why, since when and whom to ask`() async throws {
        try await WebWorld.run { world in
            try await rest(world, from: world.clock.now.day)
            let visitor = world.stranger
            _ = try await visitor.get("/session/new")
            let fields = [("loginId", Person.hospital.loginId), ("password", WebWorld.password)]
            let answer = try await visitor.post("/session", fields)
            #expect(answer.status == 422)
            #expect(answer.text.contains("見本&lt;医&gt;師会がまとめて報告しています"))
            #expect(answer.text.contains(world.clock.now.day.longWords))
            #expect(answer.text.contains("都道府県にご相談ください"))
            #expect(try await visitor.get("/home").location == "/session/new")
        }
    }

    @Test func `with a wrong password nothing of it is told`() async throws {
        try await WebWorld.run { world in
            try await rest(world, from: world.clock.now.day)
            let visitor = world.stranger
            _ = try await visitor.get("/session/new")
            let answer = try await visitor.post("/session", [("loginId", Person.hospital.loginId), ("password", "x")])
            #expect(answer.status == 422)
            #expect(!answer.text.contains("まとめて報告しています"))
        }
    }

    @Test func `an open session ends at that moment`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await visitor.get("/home").status == 200)
            try await rest(world, from: world.clock.now.day)
            #expect(try await visitor.get("/home").location == "/session/new")
        }
    }
}
