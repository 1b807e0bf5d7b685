import Database
import Domain
import Foundation
import Testing

@testable import Web

/// Every input of every form takes whatever arrives: never a fault of ours, never a lost answer, never a live tag.
@Suite struct HostileInputTests {
    private static let values: [String] = [
        #""><script>alert(1)</script>"#, "\"\u{301}><script>alert(1)</script>", "'\u{20DD}onfocus=alert(1) x='",
        "</textarea><script>alert(1)</script>", "{{7*7}}\\(7*7)${7*7}", "%00%FF", "'; DROP TABLE revision; --",
        String(repeating: "長", count: 10_000), String(repeating: "9", count: 10_000), "\u{202E}0210\u{200B}",
        "👨‍👩‍👧‍👦\u{1F1EF}", "NaN", "1e309", "-0", "\u{FEFF}12", "٣",
    ]

    /// Bytes that are no text: broken UTF-8, NUL, escape, a lone surrogate, an overlong slash.
    private static let bytes = ["%FF", "%00", "%1B", "%ED%A0%80", "%C0%AF", "%E3%81"]

    private static let sheets = [Sheet.today, Sheet.earlier]

    @Test func `it works: an honest sheet goes through`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for sheet in Self.sheets { try await sheet.send(by: visitor) }
        }
    }

    @Test func `hostile text in any field is refused or kept, shown back harmless, and never a fault`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for sheet in Self.sheets {
                for field in try await fields(of: sheet, world, visitor) {
                    for value in Self.values {
                        let fields = sheet.with([field: value]).fields
                        try await expectHarmless(
                            try await visitor.post(sheet.address, fields), "\(field): \(value.prefix(30))")
                    }
                }
                try await expectHarmless(try await visitor.get(sheet.address), sheet.day)
                try await expectHarmless(try await visitor.get(sheet.address + "/new"), sheet.day)
            }
        }
    }

    /// No answers of the form: what no page of ours sends there is passed over.
    private static let beside: Set = ["act", "same", "revision"]

    @Test func `bytes that are no text are a fault of their field alone`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for sheet in Self.sheets {
                for field in try await fields(of: sheet, world, visitor) where !Self.beside.contains(field) {
                    for value in Self.bytes {
                        let rest = sheet.fields.filter { $0.0 != field } + [("csrf", visitor.formToken)]
                        let body = visitor.encoded(rest) + Array("&\(field)=1\(value)".utf8)
                        let answer = try await visitor.post(sheet.address, body: body)
                        #expect(answer.status == 422, "\(field)=\(value): \(answer.status)")
                        #expect(answer.text.contains(#"id="\#(field)-e""#), "\(field)=\(value)")
                    }
                }
            }
        }
    }

    @Test func `a field that comes twice is at fault, and the others keep their values`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            for field in try await fields(of: .today, world, visitor) where !Self.beside.contains(field) {
                let answer = try await visitor.post(
                    Sheet.today.address, Sheet.today.fields + [(field, "1"), (field, "2")])
                #expect(answer.status == 422, "\(field)")
                #expect(answer.text.contains("この欄が2回届きました"), "\(field)")
                #expect(answer.text.contains("8642") || field == "receivableBeds", "\(field)")
            }
        }
    }

    @Test func `fields that are missing are blanks, and fields that nobody asked for are left aside`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let empty = try await visitor.post(Sheet.today.address, [])
            #expect(empty.status == 422)
            #expect(empty.text.contains("3か所を直してください"))
            let extra = [("admin", "1"), ("__proto__", "1"), ("facility", Person.otherHospital.loginId), ("", "x")]
            let answer = try await visitor.post(Sheet.today.address, Sheet.today.fields + extra)
            #expect(answer.status == 303)
            let kept = try await world.pool.read { db in
                try db.query("SELECT facility_id FROM report").map { try $0.string("facility_id") }
            }
            #expect(kept == [Person.hospital.loginId])
        }
    }

    @Test func `hostile text at sign-in is refused, shown back harmless, and never a fault`() async throws {
        try await WebWorld.run { world in
            let visitor = world.stranger
            _ = try await visitor.get("/session/new")
            for value in Self.values {
                for fields in [[("loginId", value), ("password", "x")], [("loginId", "x"), ("password", value)]] {
                    // The longest wait, so that each value is read and none is merely one try too many.
                    world.clock.advance(seconds: SignInThrottle.waits.max() ?? 0)
                    let answer = try await visitor.post("/session", fields)
                    #expect(answer.status == 422, "\(value.prefix(20))")
                    try await expectHarmless(answer, "\(value.prefix(30))")
                }
            }
            for value in Self.bytes {
                for field in ["loginId", "password"] {
                    let token = visitor.encoded([("csrf", visitor.formToken)])
                    let answer = try await visitor.post("/session", body: token + Array("&\(field)=1\(value)".utf8))
                    #expect(answer.status == 422, "\(field)=\(value)")
                }
            }
        }
    }

    @Test(arguments: [300_000, 5_000_000])
    func `a body that is too large is refused with 413, signed in or not`(size: Int) async throws {
        try await WebWorld.run { world in
            let body = [UInt8](repeating: UInt8(ascii: "a"), count: size)
            for visitor in [world.stranger, try await world.visitor(.hospital)] {
                for address in [Sheet.today.address, "/session", "/session/end"] {
                    let answer = try await visitor.post(address, body: body)
                    #expect(answer.status == 413, "\(address): \(answer.status)")
                }
            }
        }
    }

    @Test func `thousands of fields are refused`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let fields = (0..<5_000).map { ("f\($0)", "1") }
            #expect(try await visitor.post(Sheet.today.address, fields).status == 400)
        }
    }

    /// The names of the form's inputs as its page has them, without the token.
    private func fields(of sheet: Sheet, _ world: WebWorld, _ visitor: Visitor) async throws -> [String] {
        let page = try await visitor.get(sheet.address + "/new")
        let names = page.text.matches(of: /name="([A-Za-z0-9]+)"/).map { String($0.1) }
        let all = Set(names).subtracting(["csrf", "viewport", "revision"])
        #expect(all.isSuperset(of: sheet.answers.keys))
        return all.sorted()
    }

    private func expectHarmless(_ page: Page, _ what: String) async throws {
        #expect(page.status < 500, "\(what): \(page.status)")
        #expect(!page.bytes.contains(0), "\(what)")
        let text = page.text
        for tag in ["<script>", "onfocus=alert(1) x='\"", "</textarea><s"] { #expect(!text.contains(tag), "\(what)") }
        // By bytes: a quote with a combining character is another `Character`, and a quote all the same to a browser.
        let needle = Array("\"\u{301}>".utf8)
        let isLive = page.bytes.indices.contains { page.bytes[$0...].starts(with: needle) }
        #expect(!isLive, "\(what)")
    }
}
