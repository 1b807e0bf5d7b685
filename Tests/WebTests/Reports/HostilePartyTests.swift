import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Every input of the pages of who reports and of confirmations: never a fault of ours, never a live tag.
@Suite struct HostilePartyTests {
    private static let values = [
        "\"\u{301}><script>alert(1)</script>", "'\u{FE0F}onfocus=alert(1) x='", "</textarea><script>alert(1)</script>",
        String(repeating: "長", count: 10_000), "\u{202E}葛\u{E0100}\u{200B}", "2021-09-20", "１",
        "a@example.jp\r\nBcc: b@example.jp",
    ]
    private static let bytes = ["%FF", "%00", "%ED%A0%80", "%0D%0A"]
    private static let places: [(person: Person?, path: String, field: String)] = [
        (.prefecture, "/register/settings", "restingMayRead"),
        (.association, "/members/confirmation-addresses", TestWorld.neighbour.text),
        (nil, "/confirm-figures", "code"),
    ]

    @Test func `hostile text is refused or kept, shown back harmless, and never a fault`() async throws {
        try await WebWorld.run { world in
            for (person, path, field) in Self.places {
                let visitor = try await world.browser(person)
                _ = try await visitor.get(path)
                for value in Self.values {
                    expectHarmless(try await visitor.post(path, [(field, value)]), "\(path) \(value.prefix(20))")
                }
                for value in Self.bytes {
                    let body = visitor.encoded([("csrf", visitor.formToken)]) + Array("&\(field)=1\(value)".utf8)
                    expectHarmless(try await visitor.post(path, body: body), "\(path) \(value)")
                }
                expectHarmless(try await visitor.post(path, [(field, "1"), (field, "2")]), "\(path) twice")
                expectHarmless(try await visitor.get(path), path)
            }
            let kept = try await world.pool.read { try $0.confirmationAddresses.all(of: Person.associationId) }
            #expect(kept.isEmpty)
        }
    }

    @Test func `hostile queries are read as nothing`() async throws {
        try await WebWorld.run { world in
            let places: [(Person?, String)] = [
                (nil, "/confirm-figures?code="),
                (.association, "/members/hospital-status/2021-09-20/confirmations?asked="),
                (.association, "/members/confirmation-addresses?saved="), (.prefecture, "/register/settings?saved="),
            ]
            for (person, place) in places {
                let visitor = try await world.browser(person)
                for value in Self.values.filter({ $0.count < 100 }).map(Link.encoded) + Self.bytes {
                    expectHarmless(try await visitor.get(place + value), "\(place)\(value.prefix(30))")
                }
            }
        }
    }

    private func expectHarmless(_ page: Page, _ what: String) {
        #expect(page.status < 500, "\(what): \(page.status)")
        #expect(!page.bytes.contains(0), "\(what)")
        for tag in ["<script>", "</textarea><s", "onfocus=alert(1) x='\""] {
            #expect(!page.text.contains(tag), "\(what)")
        }
    }
}
