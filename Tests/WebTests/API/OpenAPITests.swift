import Documents
import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// The description and the routes say the same.
@Suite struct OpenAPITests {
    private func described(_ world: WebWorld) async throws -> JSONValue {
        try await world.stranger.get("/api/v1/openapi.json").json()
    }

    @Test func `every route is described, and what is described is a route`() async throws {
        try await WebWorld.run { world in
            let paths = try #require(try await described(world)["paths"]?.members)
            let program = try await ProgramHand(world)
            for path in paths {
                for (method, _) in path.value.members?.map({ ($0.name, $0.value) }) ?? [] {
                    let address = path.name.replacing("{survey}", with: "hospital-status")
                        .replacing("{day}", with: "2021-09-20").replacing("{revision}", with: "1")
                        .replacing("{facility}", with: TestWorld.own.text)
                    #expect(ProgramOperation.methods(at: address).contains(method.uppercased()), "\(path.name)")
                    let answer =
                        method == "get"
                        ? try await program.get(String(address.dropFirst(7)))
                        : try await program.post(String(address.dropFirst(7)), [:])
                    #expect(answer.status != 405 && answer.status < 500, "\(method) \(path.name)")
                    let responses = path.value[method]?["responses"]?.members?.map(\.name) ?? []
                    #expect(responses.contains(String(answer.status)), "\(method) \(path.name): \(answer.status)")
                }
            }
            let routes = Routes.programs.filter(\.isForPrograms)
            for route in routes {
                let described = paths.contains { path in
                    path.value[route.method.rawValue.lowercased()] != nil && Self.fits(path.name, route.path)
                }
                #expect(described, "\(route.method) \(route.path)")
            }
        }
    }

    private static func fits(_ described: String, _ route: String) -> Bool {
        let (a, b) = (described.split(separator: "/"), route.split(separator: "/"))
        return a.count == b.count && zip(a, b).allSatisfy { $1.hasPrefix(":") || $0 == $1 }
    }

    @Test func `every shape that is referred to is there, and names of operations are their own`() async throws {
        try await WebWorld.run { world in
            let page = try await world.stranger.get("/api/v1/openapi.json")
            let components = try page.json()["components"]
            for match in page.text.matches(of: /"#\/components\/([a-z]+)\/([A-Za-z-]+)"/) {
                #expect(components?[String(match.1)]?[String(match.2)] != nil, "\(match.0)")
            }
            let names = page.text.matches(of: /"operationId":"([^"]+)"/).map { String($0.1) }
            #expect(Set(names).count == names.count && names.count > 30)
        }
    }

    @Test func `what an address does not take is answered with what it does`() async throws {
        try await WebWorld.run { world in
            let answer = try await world.stranger.send(.delete, "/api/v1/duties")
            #expect(answer.status == 405)
            #expect(answer["Allow"] == "GET, HEAD")
            #expect(try await world.stranger.send(.put, "/api/v1/reports/clinic-daily")["Allow"] == "POST")
            #expect(try await world.stranger.send(.delete, "/api/v1/none").status == 404)
        }
    }

    @Test func `the page for people names every operation and needs no sign-in`() async throws {
        try await WebWorld.run { world in
            let page = try await world.stranger.get("/api-docs")
            #expect(page.status == 200)
            for operation in ProgramOperation.all { #expect(page.text.contains(operation.summary)) }
        }
    }
}
