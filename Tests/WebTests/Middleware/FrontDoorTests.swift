import Foundation
import HTTPTypes
import Testing

@testable import Web

/// Who comes by an old address, and with Internet Explorer (R2 R16).
struct FrontDoorTests {
    private static let old = ["old.example.jp", "https://older.example.jp:8443/"].compactMap(OldHost.init)

    @Test(arguments: [
        ("old.example.jp", "/home"), ("OLD.Example.JP", "/session/new?a=1&b=%E7%9F%B3"), ("old.example.jp:8080", "/"),
        ("old.example.jp.", "/none"), ("older.example.jp:8443", "/reports/x?y"),
    ])
    func `an old host leads to the present one, path and query kept, whatever was wanted`(
        host: String, path: String
    ) async throws {
        try await WebWorld.run(baseURL: "https://gmis.example.jp", oldHosts: Self.old) { world in
            for method in [HTTPRequest.Method.get, .post, .put, .head, .options] {
                let answer = try await world.stranger.send(method, path, ["Host": host])
                #expect(answer.status == 308, "\(method)")
                #expect(answer.location == "https://gmis.example.jp" + path)
                #expect(answer.setCookies.isEmpty)
            }
        }
    }

    @Test(arguments: [
        "gmis.example.jp", "older.example.jp", "older.example.jp:443", "xold.example.jp", "old.example.jp.evil.jp", "",
    ])
    func `every other host is served`(host: String) async throws {
        try await WebWorld.run(baseURL: "https://gmis.example.jp", oldHosts: Self.old) { world in
            let page = try await world.stranger.get("/session/new", ["Host": host])
            #expect(page.status == 200)
        }
    }

    @Test(arguments: ["", "a b", "https://", "ftp://a.jp", "https://u@a.jp", "https://a.jp?x"])
    func `what is no host is no old one`(text: String) {
        #expect(OldHost(text) == nil)
    }

    private static let explorers = [
        "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
        "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)",
        "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)",
    ]

    @Test(arguments: explorers)
    func `Internet Explorer is told which browsers do`(agent: String) async throws {
        try await WebWorld.run { world in
            let header = ["User-Agent": agent]
            for path in ["/", "/session/new", "/home", "/open-data", "/none"] {
                let page = try await world.stranger.get(path, header)
                #expect(page.status == 200, "\(path)")
                for name in ["Internet Explorer", "Edge", "Firefox", "Chrome", "Safari", "0570-000-872"] {
                    #expect(page.text.contains(name), "\(name)")
                }
                for piece in ["<script", "<link", "<style", "/assets/"] { #expect(!page.text.contains(piece)) }
            }
            #expect(try await world.stranger.send(.post, "/session", header, body: []).status == 400)
            #expect(try await world.stranger.get("/api/covid19DailySurvey", header).text.contains("対応していません") == false)
            #expect(try await world.stranger.get("/health", header).text.contains("対応していません") == false)
            let file = "/open-data/2021-09-20/covid-19_daily_survey.csv"
            #expect(try await world.stranger.get(file, header).text.contains("対応していません") == false)
        }
    }

    @Test(arguments: ["", "curl/7.88", "Lynx/2.9", "Mozilla/5.0 (X11) Unheard/1.0", "Mozilla/5.0 Edg/120.0"])
    func `an unknown browser is not turned away`(agent: String) async throws {
        try await WebWorld.run { world in
            let page = try await world.stranger.get("/session/new", ["User-Agent": agent])
            #expect(page.text.contains("ログインする"))
        }
    }
}
