import Domain
import TestSupport
import Testing

@testable import Web

/// The register's forms and queries with hostile text: refused or kept, shown back harmless, never a fault.
@Suite struct RegisterHostileTests {
    private static let values = [
        "\"\u{301}><script>alert(1)</script>", "'\u{FE0F}onfocus=alert(1) x='", "</textarea><script>alert(1)</script>",
        String(repeating: "長", count: 10_000), "\u{202E}葛\u{E0100}\u{200B}", "%", "'; DROP TABLE association; --",
        "9223372036854775808", "2021-09-20",
    ]
    private static let bytes = ["%FF", "%00", "%ED%A0%80"]
    private static let association = ["name", "zipCode", "address", "mail", "phone"]
    private static let targets: [(String, [String])] =
        FacilityStep.Name.allCases.map { step in
            (
                "/register/\(TestWorld.own)/life/\(step.rawValue)",
                LifeStepForm(step).fields.map(\.rawValue) + ["act", "seen", "request", "words"]
            )
        } + [
            ("/associations", association), ("/associations/\(Person.associationId)/edit", association),
            ("/associations/\(Person.associationId)/end", ["from"]),
        ]

    @Test(arguments: targets)
    func `hostile text in any field does no harm`(target: String, names: [String]) async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            for name in names {
                for value in Self.values {
                    let answer = try await officer.post(target, names.map { ($0, $0 == name ? value : "1") })
                    expectHarmless(answer, "\(target) \(name)=\(value.prefix(30))")
                }
                for value in Self.bytes {
                    let rest = names.filter { $0 != name }.map { ($0, "1") } + [("csrf", officer.formToken)]
                    let body = officer.encoded(rest) + Array("&\(name)=1\(value)".utf8)
                    expectHarmless(try await officer.post(target, body: body), "\(target) \(name)=\(value)")
                }
                let doubled = try await officer.post(target, names.map { ($0, "1") } + [(name, "2")])
                expectHarmless(doubled, "\(name) twice")
                let missing = try await officer.post(target, names.filter { $0 != name }.map { ($0, "1") })
                expectHarmless(missing, "without \(name)")
            }
        }
    }

    @Test func `hostile text that may stand in a name does no harm on the way`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let target = "/register/\(TestWorld.own)/life/rename"
            for value in Self.values where value.count < 100 {
                let fields = [("name", value), ("from", "2021-09-20")]
                let asked = try await officer.post(target, fields)
                expectHarmless(asked, value)
                guard let seen = asked.value(of: "seen") else { continue }
                _ = try await officer.post(target, fields + [("seen", seen), ("act", "save")])
                expectHarmless(try await officer.get("/register/\(TestWorld.own)"), value)
                expectHarmless(try await officer.get("/register"), value)
                expectHarmless(try await officer.get("/register/list.csv"), "", isPage: false)
            }
        }
    }

    @Test func `hostile queries are read as nothing`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let names = ["q", "municipality", "kind", "designation", "party", "association", "life", "page"]
            let places =
                names.map { "/register?\($0)=" } + names.map { "/register/list.csv?\($0)=" } + [
                    "/register/\(TestWorld.own)?done=", "/register/\(TestWorld.own)/life/kind?request=",
                    "/associations/\(Person.associationId)?done=", "/register/", "/associations/",
                    "/register/\(TestWorld.own)/life/",
                ]
            for place in places {
                for value in Self.values.filter({ $0.count < 1_000 }).map(Link.encoded) + Self.bytes {
                    expectHarmless(try await officer.get(place + value), "\(place)\(value.prefix(30))")
                }
            }
        }
    }

    private func expectHarmless(_ page: Page, _ what: String, isPage: Bool = true) {
        #expect(page.status < 500, "\(what): \(page.status)")
        #expect(!page.bytes.contains(0), "\(what)")
        guard isPage else { return }
        for tag in ["<script>", "</textarea><s", "onfocus=alert(1) x='\""] {
            #expect(!page.text.contains(tag), "\(what)")
        }
    }
}
