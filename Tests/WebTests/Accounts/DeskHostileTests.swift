import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// The help desk's forms and queries with hostile text: refused or kept, shown back harmless, never a fault.
@Suite struct DeskHostileTests {
    private static let values = [
        "\"\u{301}><script>alert(1)</script>", "'\u{FE0F}onfocus=alert(1) x='", "</textarea><script>alert(1)</script>",
        String(repeating: "長", count: 10_000), "\u{202E}葛\u{E0100}\u{200B}", "%", "'; DROP TABLE account; --",
    ]
    private static let bytes = ["%FF", "%00", "%ED%A0%80"]

    @Test(arguments: [
        ("/help-desk/accounts/account-clerk/procedures", ["procedure", "way", "heard"]),
        ("/help-desk/accounts/account-clerk/contact", ["name", "mail", "phone", "reason", "way", "heard"]),
        ("/help-desk/accounts/account-clerk/rest", ["reason", "way", "heard"]),
        ("/help-desk/accounts/account-clerk/calls", ["kind"]),
        ("/help-desk/facilities/F13000026/account", ["name", "mail", "notifyBy"]),
        ("/help-desk/issue", IssueColumn.allCases.map(\.rawValue) + ["from", "goesOn"]),
        ("/help-desk/lists", ["text"]),
    ])
    func `hostile text in any field does no harm`(target: String, names: [String]) async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            for name in names {
                for value in Self.values {
                    let answer = try await desk.post(target, names.map { ($0, $0 == name ? value : "1") })
                    expectHarmless(answer, "\(target) \(name)=\(value.prefix(30))")
                }
                for value in Self.bytes {
                    let rest = names.filter { $0 != name }.map { ($0, "1") } + [("csrf", desk.formToken)]
                    let body = desk.encoded(rest) + Array("&\(name)=1\(value)".utf8)
                    expectHarmless(try await desk.post(target, body: body), "\(target) \(name)=\(value)")
                }
                expectHarmless(try await desk.post(target, names.map { ($0, "1") } + [(name, "2")]), "\(name) twice")
            }
        }
    }

    @Test func `hostile queries are read as nothing`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            for place in [
                "/help-desk?q=", "/help-desk/accounts/account-clerk?records=",
                "/help-desk/accounts/account-clerk?done=",
            ] {
                for value in Self.values.map(Link.encoded) + Self.bytes {
                    expectHarmless(try await desk.get(place + value), "\(place)\(value.prefix(30))")
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
