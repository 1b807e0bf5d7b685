import Database
import Domain
import HTTPTypes
import Hummingbird
import Store

/// The published files, for everybody.
enum OpenDataController {
    static func index(_ visit: Visit) async throws -> Response {
        let surveys = visit.house.surveys
        let today = visit.now.day
        let days = try await visit.house.pool.read { try $0.openData(surveys).days(upTo: today, limit: 60) }
        return visit.page(OpenDataPage(frame: visit.frame(.openData), days: days, site: visit.house.baseURL).body)
    }

    static func csv(_ visit: Visit) async throws -> Response {
        try await file(visit, .csv, type: "text/csv; charset=utf-8", name: DailySurvey.fileName)
    }

    static func zip(_ visit: Visit) async throws -> Response {
        try await file(visit, .zip, type: "application/zip", name: DailySurvey.archiveName)
    }

    private static func file(
        _ visit: Visit, _ kind: PublicationCache.Kind, type: String, name: String
    ) async throws -> Response {
        let day = try visit.day()
        guard day <= visit.now.day else { throw Problem.notFound }
        let surveys = visit.house.surveys
        let stamp = try await visit.house.pool.read { try $0.openData(surveys).stamp(of: day) }
        guard let rendered = try await visit.house.publications.bytes(kind, stamp, visit.house) else {
            throw Problem.notFound
        }
        return Published(visit: visit, tag: "\(stamp.text)-\(kind)", type: type)
            .answer(rendered.plain, packed: rendered.packed, name: name)
    }
}

/// Published bytes with what caches and programs of others need: tag, compression, leave to be read from everywhere.
struct Published {
    let visit: Visit
    let tag: String
    let type: String

    /// - Parameter packed: the same, compressed; nil where compression gains nothing.
    func answer(_ plain: [UInt8], packed: [UInt8]?, name: String? = nil) -> Response {
        let isPacked = packed != nil && Compression.accepts(visit.headers)
        let entityTag = "\"\(tag)\(isPacked ? "-gzip" : "")\""
        var headers: HTTPFields = [
            .contentType: type, .eTag: entityTag, .vary: "Accept-Encoding", .cacheControl: "public, max-age=60",
            .accessControlAllowOrigin: "*", .accessControlExposeHeaders: "ETag",
        ]
        if let policy = HTTPField.Name("Cross-Origin-Resource-Policy") { headers[policy] = "cross-origin" }
        if isKnown(entityTag) { return Response(status: .notModified, headers: headers) }
        if let name { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
        if isPacked, let packed {
            headers[.contentEncoding] = "gzip"
            return Response(headers: headers, bytes: packed)
        }
        return Response(headers: headers, bytes: plain)
    }

    private func isKnown(_ entityTag: String) -> Bool {
        guard let known = visit.headers[.ifNoneMatch] else { return false }
        return known.split(separator: ",").contains { part in
            let candidate = part.drop { $0 == " " }
            return candidate == "*" || candidate == entityTag || candidate == "W/" + entityTag
        }
    }
}
