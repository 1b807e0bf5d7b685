import Database
import Domain
import TestSupport
import Testing

@testable import Web

/// All daily surveys of an institution that are due on one day: one page, one button, all or none.
@Suite struct TogetherPagesTests {
    private static let address = "/days/2021-09-20/report"
    private static let state = [
        ("hospital-status.inpatient", "normal"), ("hospital-status.outpatient", "limited"),
        ("hospital-status.emergency", "none"), ("hospital-status.revision", "0"),
    ]
    private static let counts = [
        ("hospital-counts.covidOutpatients", "4"), ("hospital-counts.newAdmissions", "1"),
        ("hospital-counts.revision", "0"),
    ]
    private static let clinic =
        (ClosedDayPagesTests.tests + ClosedDayPagesTests.consultation + [("revision", "0")])
        .map { ("clinic-daily.\($0.0)", $0.1) }

    private func stored(_ world: WebWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT survey, period FROM revision ORDER BY survey")
                .map { "\(try $0.string("survey")) \(try $0.string("period"))" }
        }
    }

    @Test func `home leads to one page with the state of the day and the counts of the day before`() async throws {
        try await WebWorld.designated { world, visitor in
            let home = try await visitor.get("/home")
            #expect(home.text.contains(#"<a class="btn big" href="/days/2021-09-20/report">"#))
            let page = try await visitor.get(Self.address)
            for words in ["9月20日(月)の報告", "9月19日(日)の報告", "締切 9月20日(月) 13:00"] {
                #expect(page.text.contains(words), "\(words)")
            }
            for field in ["hospital-status.severe", "hospital-counts.newAdmissions", "clinic-daily.tested"] {
                #expect(page.count(of: #"name="\#(field)""#) == 1, "\(field)")
            }
            let answer = try await visitor.post(Self.address, Self.state + Self.counts + Self.clinic)
            #expect(answer.status == 303)
            #expect(answer.location == Self.address + "/receipt")
            let receipt = try await visitor.get(answer.location)
            #expect(receipt.text.contains("3件の報告を受け付けました"))
            #expect(receipt.text.contains("20210920-") && receipt.text.contains("20210919-"))
            #expect(
                try await stored(world) == [
                    "clinic-daily 2021-09-19", "hospital-counts 2021-09-19", "hospital-status 2021-09-20",
                ])
            let done = try await visitor.get(Self.address)
            #expect(done.text.contains("すべて済んでいます"))
        }
    }

    @Test func `where one is wrong none is stored, and each error leads to its field`() async throws {
        try await WebWorld.designated { world, visitor in
            let wrong = Self.counts.map { ($0.0, $0.0.hasSuffix("newAdmissions") ? "many" : $0.1) }
            let refused = try await visitor.post(Self.address, Self.state + wrong + Self.clinic)
            #expect(refused.status == 422)
            #expect(refused.text.contains(##"<a href="#hospital-counts.newAdmissions">"##))
            #expect(refused.value(of: "hospital-counts.newAdmissions") == "many")
            #expect(refused.value(of: "clinic-daily.openHours") == "6.5")
            #expect(refused.text.contains(#"value="limited" id="hospital-status.outpatient-2" checked"#))
            // Readable, and refused by the checks.
            let positive = Self.clinic.map { ($0.0, $0.0.hasSuffix(".pcrPositive") ? "3" : $0.1) }
            let checked = try await visitor.post(Self.address, Self.state + Self.counts + positive)
            #expect(checked.status == 422)
            #expect(checked.text.contains(##"<a href="#clinic-daily.pcrPositive">"##))
            #expect(try await stored(world).isEmpty)
        }
    }

    @Test func `the notes of all are asked once, and passed with their ticks everything is taken`() async throws {
        try await WebWorld.designated { world, visitor in
            let odd = Self.clinic.map { ($0.0, $0.0.hasSuffix(".tested") ? "5" : $0.1) }
            let state = Self.state + [("hospital-status.covidInpatients", "1"), ("hospital-status.severe", "2")]
            let asked = try await visitor.post(Self.address, state + Self.counts + odd)
            #expect(asked.status == 422)
            #expect(asked.count(of: "か所をご確認ください") == 2)
            #expect(asked.text.contains(##"href="#note-clinic-daily.breakdown""##))
            #expect(try await stored(world).isEmpty)
            let passed = [
                ("clinic-daily.passed", "breakdown"), ("hospital-status.passed", "severeWithinInpatients"),
            ]
            #expect(try await visitor.post(Self.address, state + Self.counts + odd + passed).status == 303)
            #expect(try await stored(world).count == 3)
        }
    }

    @Test func `what was reported meanwhile is shown, and nothing else is stored over it`() async throws {
        try await WebWorld.designated { world, visitor in
            let single = Self.counts.map { (String($0.0.dropFirst("hospital-counts.".count)), $0.1) }
            #expect(try await visitor.post("/reports/hospital-counts/2021-09-19", single).status == 303)
            // The page knows it is done, and asks for the others.
            let page = try await visitor.get(Self.address)
            #expect(page.value(of: "hospital-counts.revision") == nil)
            #expect(page.text.contains("済んでいる報告"))
            // An older window with other figures.
            let other = Self.counts.map { ($0.0, $0.0.hasSuffix("newAdmissions") ? "9" : $0.1) }
            let conflict = try await visitor.post(Self.address, Self.state + other + Self.clinic)
            #expect(conflict.status == 409)
            #expect(conflict.text.contains("別の画面で第1版が保存されました"))
            #expect(conflict.value(of: "hospital-counts.revision") == "1")
            #expect(try await stored(world) == ["hospital-counts 2021-09-19"])
            // The same figures are no conflict.
            #expect(try await visitor.post(Self.address, Self.state + Self.counts + Self.clinic).status == 303)
            #expect(try await stored(world).count == 3)
        }
    }

    @Test func `a page of an ended session stores nothing and keeps what was typed`() async throws {
        try await WebWorld.designated { world, visitor in
            let body = visitor.encoded(Self.state + Self.counts + [("csrf", "x")])
            let stale = try await visitor.post(Self.address, body: body)
            #expect(stale.status == 403)
            #expect(stale.value(of: "hospital-counts.covidOutpatients") == "4")
            #expect(try await stored(world).isEmpty)
        }
    }

    @Test func `a closed day waits for nothing, and an unasked survey is not there`() async throws {
        try await WebWorld.designated { world, visitor in
            _ = try await visitor.post("/reports/clinic-daily/2021-09-19/closed", [("closed", "1")])
            let page = try await visitor.get(Self.address)
            #expect(page.value(of: "clinic-daily.tested") == nil)
            #expect(page.text.contains("休診"))
            #expect(try await visitor.post(Self.address, Self.state + Self.counts).status == 303)
            let distant = try await world.visitor(.otherHospital)
            #expect(try await distant.get(Self.address).value(of: "clinic-daily.tested") == nil)
            #expect(try await distant.get(Self.address + "/receipt").status == 404)
            #expect(try await distant.get("/days/2020-01-01/report").status == 404)
        }
    }

    @Test func `hostile text in any field is refused or kept, shown back harmless, and never a fault`() async throws {
        try await WebWorld.designated { _, visitor in
            let values = [
                #""><script>alert(1)</script>"#, "\"\u{301} onfocus=alert(1) x='", "%00%FF", "9999999999999999999999",
                String(repeating: "長", count: 10_000), "\u{202E}0210",
            ]
            let fields = Self.state + Self.counts + [("clinic-daily.passed", "")]
            for (name, _) in fields {
                for value in values {
                    let sent = fields.map { ($0.0, $0.0 == name ? value : $0.1) }
                    let answer = try await visitor.post(Self.address, sent)
                    #expect([303, 409, 422].contains(answer.status), "\(name): \(answer.status)")
                    #expect(!answer.text.contains("<script>alert"), "\(name)")
                    let isLive = answer.text.utf8.split(separator: UInt8(ascii: "\"")).contains {
                        $0.starts(with: "\u{301} onfocus".utf8)
                    }
                    #expect(!isLive, "\(name)")
                }
            }
            let bytes = visitor.encoded(Self.state + Self.counts.dropFirst() + [("csrf", visitor.formToken)])
            let broken = try await visitor.post(
                Self.address, body: bytes + Array("&hospital-counts.covidOutpatients=1%FF".utf8))
            #expect(broken.status == 422 || broken.status == 409)
        }
    }
}
