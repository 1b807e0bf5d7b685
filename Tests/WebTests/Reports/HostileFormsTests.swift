import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

/// Every input of every other form, and every query: never a fault of ours, never a live tag.
@Suite struct HostileFormsTests {
    private static let values = [
        "\"\u{301}><script>alert(1)</script>", "'\u{FE0F}onfocus=alert(1) x='", "</textarea><script>alert(1)</script>",
        String(repeating: "長", count: 10_000), "\u{202E}葛\u{E0100}\u{200B}",
    ]
    private static let bytes = ["%FF", "%00", "%ED%A0%80"]

    /// Where a form's page is, and where it is sent.
    struct Case: Sendable, CustomStringConvertible {
        let page: String
        let target: String
        let person: Person?

        var description: String { target }
    }

    private static let cases =
        [
            report("clinic-daily", "2021-09-19"), report("clinic-daily", "2021-03-01"),
            report("hospital-counts", "2021-09-19"), report("supplies-weekly", "2021-09-22"),
            Case(
                page: "/reports/hospital-status/2021-09-20/withdrawal/new",
                target: "/reports/hospital-status/2021-09-20/withdrawal", person: .hospital),
            Case(page: "/demonstration/clock", target: "/demonstration/clock", person: nil),
        ] + accountCases

    private static func report(_ survey: String, _ day: String) -> Case {
        Case(page: "/reports/\(survey)/\(day)/new", target: "/reports/\(survey)/\(day)", person: .hospital)
    }

    @Test(arguments: cases)
    func `hostile text in any field is refused or kept, shown back harmless, and never a fault`(form: Case) async throws
    {
        try await WebWorld.run(isDemonstration: true) { world in
            try await designate(world)
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let visitor = try await world.browser(form.person)
            let page = try await visitor.get(form.page)
            #expect(page.status == 200)
            let names = Set(page.text.matches(of: /name="([A-Za-z0-9]+)"/).map { String($0.1) })
                .subtracting(["csrf", "viewport"])
            #expect(!names.isEmpty)
            for name in names {
                for value in Self.values {
                    let fields = names.map { ($0, $0 == name ? value : "1") }
                    let answer = try await visitor.post(form.target, fields)
                    expectHarmless(answer, "\(name): \(value.prefix(30))")
                }
                for value in Self.bytes {
                    let rest = names.filter { $0 != name }.map { ($0, "1") } + [("csrf", visitor.formToken)]
                    let body = visitor.encoded(rest) + Array("&\(name)=1\(value)".utf8)
                    expectHarmless(try await visitor.post(form.target, body: body), "\(name)=\(value)")
                }
                let doubled = try await visitor.post(form.target, names.map { ($0, "1") } + [(name, "2")])
                expectHarmless(doubled, "\(name) twice")
                let missing = try await visitor.post(form.target, names.filter { $0 != name }.map { ($0, "1") })
                expectHarmless(missing, "without \(name)")
            }
        }
    }

    @Test func `hostile queries are read as nothing`() async throws {
        try await WebWorld.run { world in
            let places: [(Person, String)] = [
                (.hospital, "/home?month="), (.association, "/home?day="), (.association, "/home?survey="),
                (.prefecture, "/facilities/\(TestWorld.own)?month="),
                (.prefecture, "/monitoring/hospital-status/2021-09-20/prefecture-13/facilities?state="),
                (.prefecture, "/monitoring/hospital-status/2021-09-20/prefecture-13/facilities?page="),
            ]
            for (person, place) in places {
                for value in Self.values.map(Link.encoded) + Self.bytes {
                    expectHarmless(try await world.open(as: person, place + value), "\(place)\(value.prefix(30))")
                }
            }
        }
    }

    /// So that the daily form of clinics and the weekly one are asked of the clerk's hospital too.
    private func designate(_ world: WebWorld) async throws {
        let surveys = world.house.surveys
        try await world.pool.write { db in
            try db.facilities.record(
                .designation(Designation(consults: true, tests: true)), of: TestWorld.own,
                Validity(from: TestWorld.since, until: nil), surveys: surveys, at: TestWorld.now, by: "test")
        }
    }

    private func expectHarmless(_ page: Page, _ what: String) {
        #expect(page.status < 500, "\(what): \(page.status)")
        #expect(!page.bytes.contains(0), "\(what)")
        for tag in ["<script>", "</textarea><s", "onfocus=alert(1) x='\""] {
            #expect(!page.text.contains(tag), "\(what)")
        }
        let needle = Array("\"\u{301}>".utf8)
        #expect(!page.bytes.indices.contains { page.bytes[$0...].starts(with: needle) }, "\(what)")
    }
}
