import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite struct AssetTests {
    private func assets(_ world: WebWorld) async throws -> [String] {
        let page = try await world.stranger.get("/session/new")
        let form = try await world.open(as: .hospital, Sheet.today.address + "/new")
        return Set((page.text + form.text).matches(of: /"(\/assets\/[^"]+)"/).map { String($0.1) }).sorted()
    }

    @Test func `it works: what pages name is there, with its type, for ever`() async throws {
        try await WebWorld.run { world in
            let names = try await assets(world)
            #expect(names.count == 5)
            for name in names {
                let asset = try await world.stranger.get(name)
                #expect(asset.status == 200)
                #expect(asset["Cache-Control"] == "public, max-age=31536000, immutable")
                let type =
                    name.hasSuffix(".css")
                    ? "text/css; charset=utf-8"
                    : name.hasSuffix(".js") ? "text/javascript; charset=utf-8" : "image/svg+xml"
                #expect(asset["Content-Type"] == type, "\(name)")
                #expect(!asset.bytes.isEmpty)
                #expect(asset.setCookies.isEmpty)
                #expect(name.contains(/\.[0-9a-f]{10}\./), "\(name) carries no hash")
                let packed = try await world.stranger.get(name, ["Accept-Encoding": "gzip"])
                #expect(packed["Content-Encoding"] == "gzip")
                #expect(packed["Vary"] == "Accept-Encoding")
            }
        }
    }

    @Test func `HEAD works on them`() async throws {
        try await WebWorld.run { world in
            for name in try await assets(world) {
                let head = try await world.stranger.send(.head, name)
                #expect(head.status == 200)
                #expect(head.bytes.isEmpty)
            }
        }
    }

    @Test(arguments: [
        "css/site.css", "css/site.0000000000.css", "", "css", "../Routes.swift", "%2e%2e/%2e%2e/Package.swift",
        "..%2f..%2fPackage.swift", "css/%00", "js//report-form.js",
    ])
    func `what is not there is not found, and nothing else is served`(name: String) async throws {
        try await WebWorld.run { world in
            let page = try await world.stranger.get("/assets/" + name)
            #expect(page.status == 404)
        }
    }
}
