import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Every input of the forms of the own record: never a fault of ours, never a live tag.
@Suite struct HostileRecordTests {
    private static let values = [
        "\"\u{301}><script>alert(1)</script>", "'\u{FE0F}onfocus=alert(1) x='", "</textarea><script>alert(1)</script>",
        String(repeating: "長", count: 10_000), "\u{202E}葛\u{E0100}\u{200B}", "2021-09-20", "１",
    ]
    private static let bytes = ["%FF", "%00", "%ED%A0%80", "%0D%0A"]

    /// Where a form's page is, and where it is sent.
    struct Case: Sendable, CustomStringConvertible {
        let page: String
        let target: String
        var person = Person.hospital

        var description: String { target }
    }

    private static let cases = [
        Case(page: "/record/contact", target: "/record/contact"), Case(page: "/record/mail", target: "/record/mail"),
        Case(page: "/record/practice-days", target: "/record/practice-days"),
        Case(page: "/record/reminders", target: "/record/reminders"),
        Case(page: "/record/colleagues/new", target: "/record/colleagues"),
        Case(page: "/record/requests/new", target: "/record/requests"),
        Case(
            page: "/requests/\(RecordTargets.request)", target: "/requests/\(RecordTargets.request)/answer",
            person: .prefecture),
    ]

    @Test(arguments: cases)
    func `hostile text in any field is refused or kept, shown back harmless, and never a fault`(form: Case) async throws
    {
        try await WebWorld.run { world in
            try await RecordTargets.add(to: world)
            let visitor = try await world.visitor(form.person)
            let page = try await visitor.get(form.page)
            #expect(page.status == 200)
            let names = Set(page.text.matches(of: /name="([A-Za-z0-9]+)"/).map { String($0.1) })
                .subtracting(["csrf", "viewport"])
            #expect(!names.isEmpty)
            for name in names {
                let others = names.filter { $0 != name }.map { ($0, "1") }
                for value in Self.values {
                    expectHarmless(
                        try await visitor.post(form.target, others + [(name, value)]), "\(name): \(value.prefix(30))")
                }
                for value in Self.bytes {
                    let body =
                        visitor.encoded(others + [("csrf", visitor.formToken)]) + Array("&\(name)=1\(value)".utf8)
                    expectHarmless(try await visitor.post(form.target, body: body), "\(name)=\(value)")
                }
                expectHarmless(
                    try await visitor.post(form.target, others + [(name, "1"), (name, "2")]), "\(name) twice")
                expectHarmless(try await visitor.post(form.target, others), "without \(name)")
            }
            expectHarmless(try await world.open(as: .hospital, "/record"), "the record itself")
            expectHarmless(try await world.open(as: .administrator, "/audit"), "the audit")
        }
    }

    @Test func `hostile queries and codes are read as nothing`() async throws {
        try await WebWorld.run { world in
            let places: [(Person?, String)] = [
                (nil, "/confirm-mail?code="), (nil, "/reminders/stop?code="), (nil, "/session/new?to="),
                (.hospital, "/record/audit?after="), (.administrator, "/audit?after="),
                (.administrator, "/audit?subject="), (.administrator, "/audit?actor="),
                (.administrator, "/audit?action="),
                (.administrator, "/audit?from="), (.administrator, "/audit?through="),
                (.prefecture, "/requests?before="),
                (.prefecture, "/requests/"), (.helpDesk, "/help-desk/accounts/account-clerk/view?month="),
            ]
            for (person, place) in places {
                for value in Self.values.prefix(5).filter({ $0.count < 100 }).map(Link.encoded) + Self.bytes {
                    let page = try await (try await world.browser(person)).get(place + value)
                    expectHarmless(page, "\(place)\(value.prefix(30))")
                }
            }
            let desk = try await world.visitor(.helpDesk)
            for value in Self.values {
                expectHarmless(try await desk.post("/help-desk/accounts/account-clerk/view", [("code", value)]), "code")
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
