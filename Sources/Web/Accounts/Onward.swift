import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// Where a sign-in leads on to: the page that was asked for, or home. Only ever a page of this site: it is taken apart and written
/// anew, so that no text can become another site's address.
struct Onward: Sendable, Hashable {
    /// As it stands in forms and in the session; empty for home.
    let text: String

    static let home = Onward(text: "")

    /// Longer ones are led home.
    private static let longest = 1_000

    private init(text: String) { self.text = text }

    /// - Parameter typed: path and query; anything else leads home.
    init(_ typed: String) {
        let isPrintable = typed.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
        guard typed.utf8.count <= Self.longest, isPrintable, typed.hasPrefix("/"), !typed.hasPrefix("//") else {
            self = .home
            return
        }
        let halves = typed.split(separator: "?", maxSplits: 1).map(String.init)
        let segments = (halves.first ?? "").split(separator: "/").map {
            String($0).removingPercentEncoding ?? String($0)
        }
        let query = QueryString.pairs(halves.count > 1 ? halves[1] : nil)
        guard Self.isPage(segments), segments != ["home"] || !query.isEmpty else {
            self = .home
            return
        }
        self.init(text: Link(segments, query: query).text)
    }

    /// The page that a request asked for. What a page asks for by itself is none.
    init(_ request: Request) {
        let query = request.uri.query.map { "?\($0)" } ?? ""
        let isLive = request.headers.contains { $0.name.canonicalName == "x-live" }
        self.init(isLive ? "" : request.uri.path + query)
    }

    /// Not the pages of signing in themselves, nor a file, which would leave the sign-in page standing.
    private static func isPage(_ segments: [String]) -> Bool {
        guard let first = segments.first, let last = segments.last else { return false }
        return first != "session" && !last.contains(".") && !segments.contains("..")
    }

    var link: Link { Link(ofOurs: text, base: "") ?? Links().home }
}
