import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite struct HeaderTests {
    @Test func `it works: every answer of every route tells the browser to be strict`() async throws {
        try await WebWorld.run { world in
            for person in [Person.hospital, .ministry, nil] {
                let visitor = try await world.browser(person)
                for route in Routes.all {
                    expectStrict(
                        try await visitor.send(Address.method(of: route), Address.of(route)),
                        "\(route.method) \(route.path)")
                }
            }
            for address in ["/none", "/assets/none", "/api/none", "/%zz"] {
                expectStrict(try await world.stranger.get(address), address)
            }
            expectStrict(try await world.stranger.send(.put, "/home"), "PUT")
        }
    }

    private func expectStrict(_ page: Page, _ what: String) {
        let policy = page["Content-Security-Policy"] ?? ""
        #expect(policy.contains("default-src 'none'"), "\(what): \(page.status)")
        for word in ["unsafe-inline", "unsafe-eval", "*", "data:", "http:"] {
            #expect(!policy.contains(word), "\(what)")
        }
        for part in ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            #expect(policy.contains(part), "\(what)")
        }
        #expect(page["X-Content-Type-Options"] == "nosniff", "\(what)")
        #expect(page["Referrer-Policy"] == "same-origin", "\(what)")
        #expect(page["Permissions-Policy"] != nil, "\(what)")
        #expect(page["Server"] == nil, "\(what)")
        #expect(page["X-Powered-By"] == nil, "\(what)")
        #expect(page["Strict-Transport-Security"] == nil, "only over https: \(what)")
    }

    @Test func `pages of people are never kept by caches`() async throws {
        try await WebWorld.run { world in
            for person in [Person.hospital, .ministry] {
                for route in Routes.all where route.action != .seePublic {
                    let visitor = try await world.visitor(person)
                    let page = try await visitor.send(Address.method(of: route), Address.of(route))
                    #expect(page["Cache-Control"] == "no-store", "\(route.path): \(page.status)")
                }
            }
            #expect(try await world.stranger.get("/session/new")["Cache-Control"] == "no-store")
        }
    }

    @Test func `no page has an inline script, an inline style or a handler in an attribute`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            for person in [Person.hospital, .prefecture, .ministry, nil] {
                let visitor = try await world.browser(person)
                for route in Routes.all where Address.method(of: route) == .get {
                    let page = try await visitor.get(Address.of(route))
                    guard page["Content-Type"]?.hasPrefix("text/html") == true else { continue }
                    #expect(!page.text.contains("<style"), "\(route.path)")
                    #expect(page.text.matches(of: /<script(?![^>]* src="\/assets\/)/).isEmpty, "\(route.path)")
                    #expect(page.text.matches(of: /<[^>]* (?:on[a-z]+|style)=/).isEmpty, "\(route.path)")
                    #expect(page.text.matches(of: /(?:href|src|action)="(?:https?:)?\/\//).isEmpty, "\(route.path)")
                }
            }
        }
    }
}
