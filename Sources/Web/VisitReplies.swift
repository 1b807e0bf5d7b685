import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// How handlers answer.
extension Visit {
    /// A page; never kept by caches between people.
    func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]
        if isFirst {
            headers.append(
                HTTPField(
                    name: .setCookie,
                    value: VisitCookies.header(
                        "visit", token, seconds: SessionRule.absoluteSeconds, isSecure: house.isSecure)))
        }
        return Compression.answer(html.bytes, headers: headers, status: status, request: self.headers)
    }

    /// After a form: the browser fetches the page anew, so that going back or reloading sends nothing twice.
    func redirect(_ link: Link, cookies: [String] = []) -> Response {
        var headers: HTTPFields = [.location: link.text, .cacheControl: "no-store"]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(status: .seeOther, headers: headers)
    }
}

extension Response {
    /// An answer of bytes that are there.
    init(status: HTTPResponse.Status = .ok, headers: HTTPFields, bytes: [UInt8]) {
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
