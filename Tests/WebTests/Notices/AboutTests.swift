import Foundation
import Testing

@testable import Web

/// What everybody may read of the product itself.
struct AboutTests {
    @Test(arguments: [
        ("/about/personal-data", ["個人情報の取扱い", "1年", "30日", "90日", "7日", "0570-000-872"]),
        ("/about/terms", ["利用規約", "CC BY 4.0", "任意", "0570-000-872"]),
        ("/about/accessibility", ["JIS X 8341-3:2016", "AA", "まだできていないこと"]), ("/manuals", ["操作の手引き"]),
    ])
    func `everybody finds it, with words that ask and do not threaten`(path: String, words: [String]) async throws {
        try await WebWorld.run { world in
            for page in [try await world.stranger.get(path), try await world.open(as: .hospital, path)] {
                #expect(page.status == 200)
                for word in words { #expect(page.text.contains(word), "\(word)") }
                for word in ["義務", "罰", "禁止", "しなければなりません"] { #expect(!page.text.contains(word), "\(word)") }
            }
        }
    }

    @Test func `the words on the use of open data are the same wherever they stand`() async throws {
        try await WebWorld.run { world in
            for path in ["/about/terms", "/open-data"] {
                let page = try await world.stranger.get(path)
                #expect(page.text.contains(OpenDataLicence.words.text), "\(path)")
            }
        }
    }
}
