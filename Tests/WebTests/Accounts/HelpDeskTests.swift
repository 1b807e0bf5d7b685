import Domain
import Foundation
import TestSupport
import Testing

@testable import Web

/// Whom to call, and whether somebody is there, stands on the sign-in page, below every page and on every error page (R6).
@Suite struct HelpDeskTests {
    private static let open = "いま受付中"
    private static let closed = "いまは時間外"

    /// Nine o'clock of a Wednesday in Tokyo, up to seventeen o'clock.
    @Test(
        arguments: [
            ("2021-01-19T23:59:59.999Z", false, "1月20日(水) 9:00"), ("2021-01-20T00:00:00.000Z", true, nil),
            ("2021-01-20T07:59:59.999Z", true, nil), ("2021-01-20T08:00:00.000Z", false, "1月21日(木) 9:00"),
            // 敬老の日, a Monday.
            ("2021-09-20T01:00:00.000Z", false, "9月21日(火) 9:00"), ("2020-12-28T08:00:00.000Z", false, "1月4日(月) 9:00"),
        ])
    func `every page says whether the help desk is open`(now: String, isOpen: Bool, next: String?) async throws {
        try await WebWorld.run(at: now) { world in
            let pages = [
                try await world.stranger.get("/session/new"), try await world.stranger.get("/none"),
                try await world.stranger.get("/open-data"), try await world.open(as: .hospital, "/home"),
                try await world.open(as: .prefecture, "/none"),
            ]
            for page in pages {
                #expect(page.text.contains(isOpen ? Self.open : Self.closed), "\(page.status)")
                #expect(!page.text.contains(isOpen ? Self.closed : Self.open), "\(page.status)")
                #expect(page.text.contains("次は\(next ?? "")から<br>") == (next != nil))
            }
            #expect(pages[0].count(of: isOpen ? Self.open : Self.closed) == 2, "beside the form and below the page")
        }
    }

    @Test func `name, phone and hours are those that were set`() async throws {
        let hours = try #require(HelpDeskHours("08:30-12:00"))
        let contact = HelpDeskContact(name: "見本<県>相談窓口", phone: "076-000-0000", hours: hours)
        try await WebWorld.run(contact: contact) { world in
            for path in ["/session/new", "/none"] {
                let text = try await world.stranger.get(path).text
                #expect(text.contains("見本&lt;県&gt;相談窓口"))
                #expect(text.contains(#"<a class="tel" href="tel:076-000-0000">076-000-0000</a>"#))
                #expect(text.contains("平日 8:30〜12:00(土・日・祝日はお休みです)"))
            }
        }
    }
}
