import Database
import Domain
import Foundation
import Testing

@testable import Web

@Suite struct ProblemTests {
    @Test func `it works: a page that is not there is a 404 in Japanese with the help desk`() async throws {
        try await WebWorld.run { world in
            for visitor in [world.stranger, try await world.visitor(.hospital)] {
                for address in ["/none", "/reports", "/home/x", "/%E3%81%82", "/open-data/", "/monitoring"] {
                    let page = try await visitor.get(address)
                    if address == "/open-data/" {
                        #expect(page.status == 200)
                        continue
                    }
                    #expect(page.status == 404, "\(address)")
                    #expect(page["Content-Type"] == "text/html; charset=utf-8", "\(address)")
                    for words in ["ページが見つかりません", "0570-000-872", "ヘルプデスク", #"lang="ja""#] {
                        #expect(page.text.contains(words), "\(address)")
                    }
                }
            }
        }
    }

    @Test func `an address that leads nowhere knows who is signed in`() async throws {
        try await WebWorld.run { world in
            let page = try await world.open(as: .hospital, "/none")
            #expect(page.status == 404)
            #expect(page.text.contains("見本台総合病院"))
            #expect(try await !world.stranger.get("/none").text.contains("見本台総合病院"))
        }
    }

    @Test func `health says that all is well, and nothing else`() async throws {
        try await WebWorld.run { world in
            let page = try await world.stranger.get("/health")
            #expect(page.status == 200)
            #expect(page["Content-Type"] == "application/json")
            #expect(page.text == #"{"status":"ok"}"#)
            #expect(page.setCookies.isEmpty)
        }
    }

    @Test func `without a database health is 503, and so are the pages that need one, with when to come again`()
        async throws
    {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            await world.pool.close()
            let health = try await world.stranger.get("/health")
            #expect(health.status == 503)
            #expect(health.text == #"{"status":"database unreachable"}"#)
            for address in ["/home", "/open-data", Sheet.today.address + "/new"] {
                let page = try await visitor.get(address)
                #expect(page.status == 503, "\(address)")
                #expect(page["Retry-After"] == "30", "\(address)")
                #expect(page.text.contains("0570-000-872"), "\(address)")
                // 敬老の日, in the year 2021.
                #expect(page.text.contains("いまは時間外") && page.text.contains("次は9月21日(火) 9:00から"), "\(address)")
            }
            let sent = try await visitor.post(Sheet.today.address, Sheet.today.fields)
            #expect(sent.status == 503)
            #expect(sent.text.contains("受付番号が出ていない報告は、まだ届いていません"))
            let program = try await world.stranger.get("/api/covid19DailySurvey")
            #expect(program.status == 503)
            #expect(program["Content-Type"] == "application/problem+json")
            #expect(program["Retry-After"] == "30")
        }
    }

    @Test func `a fault of ours is a 500 with a number to tell, and without its cause`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.ministry)
            try await world.pool.write { _ = try $0.execute("ALTER TABLE tally RENAME TO tally_gone") }
            let page = try await visitor.get("/monitoring/hospital-status/2021-09-20")
            #expect(page.status == 500)
            #expect(page.text.contains("お問い合わせ番号"))
            #expect(page.text.contains(#"<p class="ticket">"#))
            #expect(page.text.contains("0570-000-872"))
            for word in ["tally", "SQL", "no such table", "Error"] { #expect(!page.text.contains(word), "\(word)") }
        }
    }

    @Test func `a fault of ours in the API is problem+json with the same number`() async throws {
        try await WebWorld.run { world in
            try await world.pool.write { _ = try $0.execute("ALTER TABLE turnout RENAME TO turnout_gone") }
            let page = try await world.stranger.get("/api/covid19DailySurvey")
            #expect(page.status == 500)
            #expect(page["Content-Type"] == "application/problem+json")
            let problem = try #require(try JSONSerialization.jsonObject(with: Data(page.bytes)) as? [String: Any])
            #expect((problem["requestId"] as? String)?.isEmpty == false)
            #expect(!page.text.contains("turnout"))
        }
    }

    @Test func `a page of one's own that is refused still shows who is signed in`() async throws {
        try await WebWorld.run { world in
            let page = try await world.open(as: .hospital, "/reports/hospital-status/2021-02-30/new")
            #expect(page.status == 404)
            #expect(page.text.contains("ホームへ戻る"))
        }
    }
}
