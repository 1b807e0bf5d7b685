import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Sodium

/// The cookies: the session, an anonymous visit that only protects the sign-in form, and the browser that signed in before.
struct VisitCookies {
    let session: String?
    let visit: String?
    let device: String?
    private let isSecure: Bool

    init(_ request: Request, isSecure: Bool) {
        self.isSecure = isSecure
        let cookies = request.cookies
        session = Self.token(cookies[Self.name("session", isSecure)]?.value)
        visit = Self.token(cookies[Self.name("visit", isSecure)]?.value)
        device = Self.token(cookies[Self.name("device", isSecure)]?.value)
    }

    /// 256 random bits.
    static func newToken() -> String { Sodium.hex(Sodium.random(32)) }

    /// The browser keeps the session's cookie longer than the session lasts: a form that is sent afterwards can then be kept for
    /// its owner. Good for anything else it is not.
    static let sessionSeconds = SessionRule.absoluteSeconds + 24 * 60 * 60
    /// A browser is remembered for a year.
    static let deviceSeconds = 365 * 24 * 60 * 60

    /// - Parameter seconds: 0 ends it.
    static func header(_ kind: String, _ token: String, seconds: Int, isSecure: Bool) -> String {
        "\(name(kind, isSecure))=\(token); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    /// Over https a browser takes the cookie from this host alone.
    private static func name(_ kind: String, _ isSecure: Bool) -> String { "\(isSecure ? "__Host-" : "")gmis-\(kind)" }

    private static func token(_ value: String?) -> String? {
        guard let value, value.utf8.count == 64,
            value.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        return value
    }
}

/// Shows that a form came from one of our pages: derived from the visitor's cookie, masked anew for every page.
enum FormToken {
    static func make(for token: String) -> String {
        let mask = Sodium.random(32)
        return Sodium.hex(mask + zip(mask, secret(token)).map(^))
    }

    static func isValid(_ text: String, for token: String) -> Bool {
        let bytes = unhex(text)
        guard bytes.count == 64 else { return false }
        let unmasked = zip(bytes.prefix(32), bytes.suffix(32)).map(^)
        return Sodium.equal(unmasked, secret(token))
    }

    private static func secret(_ token: String) -> [UInt8] { Sodium.sha256("form:\(token)".utf8) }

    private static func unhex(_ text: String) -> [UInt8] {
        let digits = text.utf8.compactMap(digit)
        guard digits.count == text.utf8.count, digits.count % 2 == 0 else { return [] }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

/// A query string, read by bytes: percent-encoded or raw UTF-8.
enum QueryString {
    static func pairs(_ query: String?) -> [(name: String, value: String)] {
        (query ?? "").split(separator: "&").map { part in
            let split = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decoded(split[0]), split.count > 1 ? decoded(split[1]) : "")
        }
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }
}
