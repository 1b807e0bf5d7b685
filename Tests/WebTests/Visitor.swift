import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization

@testable import Web

/// Somebody with a browser: keeps cookies, sends forms with the token of their pages.
final class Visitor: Sendable {
    static let session = "gmis-session"
    static let visit = "gmis-visit"

    private let client: any TestClientProtocol
    private let jar: Mutex<[String: String]>

    init(_ client: any TestClientProtocol, cookies: [String: String] = [:]) {
        self.client = client
        jar = Mutex(cookies)
    }

    /// The cookies held, by name.
    var cookies: [String: String] { jar.withLock { $0 } }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Page {
        try await send(.get, path, headers)
    }

    /// Sends a form as a browser does, with the token of this visitor's own pages.
    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> Page {
        try await post(path, body: encoded(fields + [("csrf", formToken)]))
    }

    /// Sends a form's bytes as they are.
    func post(_ path: String, body: [UInt8]) async throws -> Page {
        try await send(.post, path, ["Content-Type": "application/x-www-form-urlencoded"], body: body)
    }

    /// The token that a page of this visitor holds now.
    var formToken: String {
        let held = cookies
        return FormToken.make(for: held[Self.session] ?? held[Self.visit] ?? "")
    }

    func encoded(_ fields: [(String, String)]) -> [UInt8] {
        Array(fields.map { "\(Link.encoded($0.0))=\(Link.encoded($0.1))" }.joined(separator: "&").utf8)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], body: [UInt8]? = nil
    ) async throws -> Page {
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        let held = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !held.isEmpty { fields[.cookie] = held }
        let page = Page(
            try await client.executeRequest(
                uri: path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) }))
        for cookie in page.setCookies { keep(cookie) }
        return page
    }

    private func keep(_ cookie: String) {
        let pair = (cookie.split(separator: ";").first ?? "").split(separator: "=", maxSplits: 1).map(String.init)
        guard let name = pair.first else { return }
        jar.withLock { $0[name] = cookie.contains("Max-Age=0;") ? nil : (pair.count > 1 ? pair[1] : "") }
    }
}

/// An answer as a browser sees it.
struct Page: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        bytes = Array(response.body.readableBytesView)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    subscript(header: String) -> String? { HTTPField.Name(header).flatMap { headers[$0] } }

    var setCookies: [String] { headers[values: .setCookie] }

    /// Where a redirect leads.
    var location: String { headers[.location] ?? "" }

    /// The value of the one input with this name.
    func value(of field: String) -> String? {
        guard let tag = text.split(separator: "<").first(where: { $0.contains(#"name="\#(field)""#) }),
            let start = tag.range(of: #"value=""#)
        else { return nil }
        return String(tag[start.upperBound...].prefix { $0 != "\"" })
    }

    /// Every element with this name that is a field.
    func count(of piece: String) -> Int { text.components(separatedBy: piece).count - 1 }
}
