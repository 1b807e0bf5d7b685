import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

/// Notices as their readers see them (R21).
struct NoticeTests {
    /// Begins with the world's clock.
    private func publish(
        _ title: String, from: Int = 0, until: Int = 3_600, for audience: NoticeText.Audience = .everybody,
        in place: Prefecture? = nil, body: String = "本文です。", _ world: WebWorld
    ) async throws -> String {
        let (id, now) = (NoticeStore.newId(), world.clock.now)
        let text = NoticeText(
            title: title, body: body, from: now.adding(seconds: from), until: now.adding(seconds: until),
            audience: audience, prefecture: place)
        try await world.pool.write { try $0.notices.publish(text, id: id, at: now, by: "account-desk") }
        await world.house.notices.forget()
        return id
    }

    @Test func `everybody reads one for everybody, on the sign-in page and after it`() async throws {
        try await WebWorld.run { world in
            let id = try await publish("電話が混み合います", world)
            for path in ["/session/new", "/notices", "/notices/\(id)"] {
                #expect(try await world.stranger.get(path).text.contains("電話が混み合います"), "\(path)")
            }
            #expect(try await world.open(as: .hospital, "/home").text.contains("href=\"/notices/\(id)\""))
            #expect(try await world.open(as: .helpDesk, "/help-desk/notices").text.contains("href=\"/notices/\(id)\""))
            #expect(try await !world.open(as: .hospital, "/open-data").text.contains("電話が混み合います"))
            let refused = try await world.stranger.post("/session", [("loginId", "x"), ("password", "y")])
            #expect(refused.text.contains("電話が混み合います") || refused.status == 403)
        }
    }

    @Test func `others than those it is for do not find it`() async throws {
        try await WebWorld.run { world in
            let id = try await publish("東京の医療機関へ", for: .facility, in: TestWorld.tokyo, world)
            var reached: [Person] = []
            for person in Person.allCases {
                let (page, list) = (
                    try await world.open(as: person, "/notices/\(id)"), try await world.open(as: person, "/notices")
                )
                if page.status == 200 { reached.append(person) }
                #expect(page.status == 200 || page.status == 404)
                #expect(list.text.contains("東京の医療機関へ") == (page.status == 200), "\(person)")
            }
            #expect(reached == [.hospital])
            #expect(try await world.stranger.get("/notices/\(id)").status == 404)
            #expect(try await !world.stranger.get("/session/new").text.contains("東京の医療機関へ"))
        }
    }

    @Test func `offices and associations of the prefecture read one of their prefecture`() async throws {
        try await WebWorld.run { world in
            let id = try await publish("東京のみなさまへ", in: TestWorld.tokyo, world)
            var reached: [Person] = []
            for person in Person.allCases where try await world.open(as: person, "/notices/\(id)").status == 200 {
                reached.append(person)
            }
            #expect(reached == [.hospital, .prefecture, .association])
        }
    }

    @Test func `it is there from its first millisecond and gone at its last, though kept for seconds`() async throws {
        try await WebWorld.run { world in
            let id = try await publish("すぐ始まります", from: 2, until: 4, world)
            func status() async throws -> Int { try await world.stranger.get("/notices/\(id)").status }
            #expect(try await status() == 404)
            world.clock.advance(milliseconds: 1_999)
            #expect(try await status() == 404)
            world.clock.advance(milliseconds: 1)
            #expect(try await status() == 200)
            world.clock.advance(milliseconds: 1_999)
            #expect(try await status() == 200)
            world.clock.advance(milliseconds: 1)
            #expect(try await status() == 404)
        }
    }

    @Test func `what another program publishes shows within seconds`() async throws {
        try await WebWorld.run { world in
            #expect(try await world.stranger.get("/notices").status == 200)
            let now = world.clock.now
            let text = NoticeText(
                title: "よそから", body: "文", from: now, until: now.adding(seconds: 600), audience: .everybody)
            try await world.pool.write { try $0.notices.publish(text, id: NoticeStore.newId(), at: now, by: "x") }
            world.clock.advance(milliseconds: NoticeCache.seconds * 1_000 + 1)
            #expect(try await world.stranger.get("/notices").text.contains("よそから"))
        }
    }

    @Test func `many notices are told in short, with the way to all of them`() async throws {
        try await WebWorld.run { world in
            for index in 0..<7 { _ = try await publish("お知らせ\(index)", world) }
            #expect(try await world.stranger.get("/session/new").text.contains("ほか2件のお知らせ"))
            #expect(try await world.open(as: .hospital, "/home").text.contains("ほか5件のお知らせ"))
            #expect(try await world.stranger.get("/notices").count(of: "href=\"/notices/n-") == 7)
        }
    }

    @Test func `text is text: paragraphs, ends of lines, addresses as links, and nothing else`() {
        func html(_ text: String) -> String { NoticeBody(text: text).html.text }
        #expect(html("一\n二\n\n三") == "<p>一<br>\n二</p>\n<p>三</p>\n")
        #expect(html("\n\n一\n　\n\n二\n") == "<p>一</p>\n<p>二</p>\n")
        #expect(
            html("くわしくは(https://www.mhlw.go.jp/a?b=1&c=2)。")
                == "<p>くわしくは(<a href=\"https://www.mhlw.go.jp/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">"
                + "https://www.mhlw.go.jp/a?b=1&amp;c=2</a>)。</p>\n")
        #expect(html("<b>https://a.jp\"onclick=x</b>").contains("href=\"https://a.jp\""))
        for text in ["javascript:alert(1)", "http://", "https://@a.jp", "https://u:p@a.jp/", "ftp://a.jp"] {
            #expect(!html(text).contains("<a "), "\(text)")
        }
    }
}
