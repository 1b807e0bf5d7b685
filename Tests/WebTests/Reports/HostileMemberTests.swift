import Domain
import Testing

@testable import Web

/// A table takes whatever arrives: never a fault of ours, never a live tag, never another one's row.
struct HostileMemberTests {
    private static let values = [
        #""><script>alert(1)</script>"#, "\"\u{301}><script>alert(1)</script>", "'; DROP TABLE revision; --",
        String(repeating: "長", count: 10_000), String(repeating: "9", count: 10_000), "\u{202E}0210\u{200B}", "%00%FF",
        "</textarea><script>alert(1)</script>", "</option></select><script>alert(1)</script>",
    ]

    private func expectHarmless(_ page: Page, _ what: String) {
        #expect(page.status < 500, "\(what): \(page.status)")
        #expect(!page.text.contains("<script>alert"), "\(what)")
    }

    @Test func `hostile text in a cell, a name or a button is refused or shown back harmless`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let visitor = try await world.visitor(.association)
            for value in Self.values {
                for name in [
                    "\(member).tested", "\(member).revision", "\(member).passed", "do", "show", "earlier", "paste",
                    "pasteFrom", "kept", value, "\(member).\(value)", "\(value).tested",
                ] {
                    for rest in [[], Row.fields(member, ["tested": "x"])] {
                        expectHarmless(
                            try await visitor.post(WebWorld.memberTable, rest + [(name, value)]),
                            "\(name.prefix(30))=\(value.prefix(30))")
                    }
                }
                for name in ["show", "open", "earlier", "done", "kept"] {
                    let query = "?\(name)=\(Link.encoded(String(value.prefix(500))))"
                    expectHarmless(try await visitor.get(WebWorld.memberTable + query), query)
                }
            }
            #expect(try await world.reports() == 0)
        }
    }

    @Test func `a choice that is none is refused and stays to be seen`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.association)
            let page = try await visitor.post(
                "/members/hospital-status/2021-09-19", [("F13000026.inpatient", #""><script>alert(1)</script>"#)])
            #expect(page.status == 422)
            expectHarmless(page, "choice")
            #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        }
    }

    @Test(arguments: ["%FF", "%00", "%1B", "%ED%A0%80", "%C0%AF", "%E3%81"])
    func `bytes that are no text are a fault of their cell alone`(value: String) async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(2)
            let visitor = try await world.visitor(.association)
            let fields = members.flatMap { Row.fields($0) }.filter { $0.0 != "\(members[0]).pcr" }
            let body =
                visitor.encoded(fields + [("csrf", visitor.formToken)]) + Array("&\(members[0]).pcr=1\(value)".utf8)
            let page = try await visitor.post(WebWorld.memberTable, body: body)
            #expect(page.status == 422)
            #expect(page.text.contains(#"id="\#(members[0]).pcr" aria-invalid="true""#))
            #expect(try await world.reports() == 1)
        }
    }

    @Test func `a field sent twice is a fault of its row, and too many fields are refused whole`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let visitor = try await world.visitor(.association)
            let twice = try await visitor.post(
                WebWorld.memberTable, Row.fields(member) + [("\(member).tested", "5")])
            #expect(twice.status == 422)
            let many = (0..<FormBody.Limits.table.fields).map { ("f\($0)", "") }
            #expect(try await visitor.post(WebWorld.memberTable, many).status == 400)
            let large = [("paste", String(repeating: "9", count: FormBody.Limits.table.bytes))]
            #expect(try await visitor.post(WebWorld.memberTable, large).status == 413)
            #expect(try await world.reports() == 0)
        }
    }

    @Test func `who is not signed in has no more read than of any page`() async throws {
        try await WebWorld.run { world in
            let large = [("paste", String(repeating: "9", count: FormBody.Limits.page.bytes))]
            #expect(try await world.stranger.post(WebWorld.memberTable, large).status == 413)
            let visitor = try await world.visitor(.hospital)
            #expect(try await visitor.post(WebWorld.memberTable, large).status == 413)
        }
    }
}
