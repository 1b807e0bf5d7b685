import Documents
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Sodium

/// Style sheets, scripts and pictures, held in memory under names that carry their content's hash, so that browsers may keep them
/// for ever.
struct Assets: Sendable {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    struct Asset: Sendable {
        let type: String
        let plain: [UInt8]
        let packed: [UInt8]?
    }

    let names: AssetNames
    private let byName: [String: Asset]

    init() throws {
        guard let folder = Bundle.module.url(forResource: "Public", withExtension: nil) else {
            throw Missing(description: "the folder Public is not beside the program")
        }
        var byName: [String: Asset] = [:]
        func load(_ path: String) throws -> String {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: path)))
            let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
            let hash = Sodium.hex(Sodium.sha256(bytes)).prefix(10)
            let name = "\(parts[0]).\(hash).\(parts[1])"
            byName[name] = Asset(type: Self.type(of: parts[1]), plain: bytes, packed: Gzip.pack(bytes, level: 9))
            return name
        }
        let given = AssetNames()
        names = AssetNames(
            tokens: try load(given.tokens), site: try load(given.site), favicon: try load(given.favicon),
            reportForm: try load(given.reportForm), live: try load(given.live),
            members: try load(given.members), drafts: try load(given.drafts))
        self.byName = byName
    }

    subscript(name: String) -> Asset? { byName[name] }

    private static func type(of ending: String) -> String {
        switch ending {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}

enum AssetController {
    static func show(_ visit: Visit) async throws -> Response {
        guard let asset = visit.house.assets[visit.rest] else { throw Problem.notFound }
        var headers: HTTPFields = [
            .contentType: asset.type, .cacheControl: "public, max-age=31536000, immutable", .vary: "Accept-Encoding",
        ]
        if let packed = asset.packed, Compression.accepts(visit.headers) {
            headers[.contentEncoding] = "gzip"
            return Response(headers: headers, bytes: packed)
        }
        return Response(headers: headers, bytes: asset.plain)
    }
}
