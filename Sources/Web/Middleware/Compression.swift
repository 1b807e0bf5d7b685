import Documents
import HTTPTypes
import Hummingbird
import NIOCore

/// gzip for those who take it. What a page says of its visitor is masked (the form token), so that sizes tell nothing.
enum Compression {
    static let smallest = 1_000

    static func accepts(_ headers: HTTPFields) -> Bool {
        guard let field = headers[.acceptEncoding] else { return false }
        return field.split(separator: ",").contains { part in
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let name = pieces.first, name == "gzip" || name == "*" else { return false }
            return !pieces.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" || $0 == "q=0.00" || $0 == "q=0.000" }
        }
    }

    static func answer(
        _ bytes: [UInt8], headers: HTTPFields, status: HTTPResponse.Status, request: HTTPFields
    ) -> Response {
        var headers = headers
        headers[.vary] = "Accept-Encoding"
        guard bytes.count >= smallest, accepts(request), let packed = Gzip.pack(bytes, level: 5) else {
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: packed)))
    }
}
