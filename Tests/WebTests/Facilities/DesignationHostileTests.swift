import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Forms, files and queries of designation reports with hostile text: refused or kept, shown back harmless, never a fault.
@Suite struct DesignationHostileTests {
    private static let values = [
        "\"\u{301}><script>alert(1)</script>", "'\u{FE0F}onfocus=alert(1) x='", "</textarea><script>alert(1)</script>",
        String(repeating: "長", count: 10_000), "\u{202E}葛\u{E0100}\u{200B}", "%", "'; DROP TABLE account; --", "=1+1",
    ]
    private static let bytes = ["%FF", "%00", "%ED%A0%80", "%0D%0A"]

    private static let report = "/designations/\(DesignationTargets.report)"
    private static let entry = DesignationColumn.allCases.map(\.rawValue) + ["otherAssociation", "request"]

    @Test(arguments: [
        ("/designations", ["text", "scope", "from", "instead"]), (report + "/rows/2", ["decision"]),
        (report + "/ends", ["ends"]), (report + "/take-back", ["from"]), ("/register/new", entry),
        ("/register/F13000018/designation", entry),
    ])
    func `hostile text in any field does no harm`(target: String, names: [String]) async throws {
        try await WebWorld.run { world in
            try await DesignationTargets.add(to: world)
            let officer = try await world.visitor(.prefecture)
            for name in names {
                let others = names.filter { $0 != name && $0 != "request" }.map { ($0, "1") }
                for value in Self.values {
                    expectHarmless(
                        try await officer.post(target, others + [(name, value)]),
                        "\(target) \(name)=\(value.prefix(30))")
                }
                for value in Self.bytes {
                    let body =
                        officer.encoded(others + [("csrf", officer.formToken)]) + Array("&\(name)=1\(value)".utf8)
                    expectHarmless(try await officer.post(target, body: body), "\(target) \(name)=\(value)")
                }
                expectHarmless(try await officer.post(target, others + [(name, "1"), (name, "2")]), "\(name) twice")
            }
        }
    }

    @Test func `hostile cells are shown back harmless, and no cell of a file begins a formula`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            for value in Self.values where value.count < 1_000 {
                // By scalars: a quote with a mark above it is a character of its own.
                let doubled = value.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
                let cell = "\"\(String(String.UnicodeScalarView(doubled)))\""
                let row = DesignationHand.wakaba.replacing("若葉医院", with: cell).replacing("1600001", with: cell)
                let address = try await hand.keep(DesignationHand.list(row))
                for path in ["", "?show=added", "/faults.xlsx"] {
                    expectHarmless(try await hand.officer.get(address + path), "\(path) \(value.prefix(30))")
                }
            }
            let named = try await hand.send(
                DesignationHand.list(DesignationHand.aoba), name: "<script>alert(1)</script>.csv")
            expectHarmless(try await hand.officer.get(named.location), "a file's name")
            expectHarmless(try await hand.officer.get("/designations"), "the index")
        }
    }

    @Test func `hostile queries and addresses are read as nothing`() async throws {
        try await WebWorld.run { world in
            try await DesignationTargets.add(to: world)
            let officer = try await world.visitor(.prefecture)
            for place in [
                "\(Self.report)?show=", "\(Self.report)?page=", "\(Self.report)?show=added&page=-1",
                "/designations/", "/register/F13000018/designation?request=", "/register/",
            ] {
                for value in Self.values.filter({ $0.count < 100 }).map(Link.encoded) + Self.bytes + [
                    "99999999999999999999"
                ] {
                    expectHarmless(try await officer.get(place + value), "\(place)\(value.prefix(30))")
                }
            }
            for line in ["0", "-1", "x", "99999999999999999999", "9223372036854775807"] {
                let answer = try await officer.post("\(Self.report)/rows/\(line)", [("decision", "new")])
                #expect(answer.status == 404, "\(line)")
            }
        }
    }

    private func expectHarmless(_ page: Page, _ what: String) {
        #expect(page.status < 500, "\(what): \(page.status)")
        for tag in ["<script>", "</textarea><s", "onfocus=alert(1) x='\""] {
            #expect(!page.text.contains(tag), "\(what)")
        }
    }
}
