import Documents
import Domain
import HTTPTypes
import Hummingbird

/// Operation manuals, for everybody: as a list, as a page, on paper (R19).
enum ManualController {
    static func index(_ visit: Visit) async throws -> Response {
        visit.page(ManualsPage(frame: visit.frame(), manuals: visit.house.manuals.manuals).body)
    }

    static func show(_ visit: Visit) async throws -> Response {
        visit.page(ManualPage(frame: visit.frame(), manual: try manual(visit)).body)
    }

    static func pdf(_ visit: Visit) async throws -> Response {
        let manual = try manual(visit)
        let title = "G-MIS \(manual.title)の手引き"
        let look = look(foot: title)
        let bytes = try await PDFDocument.bytes(
            PDFInfo(title: title, author: visit.house.contact.name, created: visit.now.text)
        ) { writer in
            try writer.flow(look) { flow in
                try flow.write(manual.text) { path in try manual.pictures[path].map { try PDFImage(png: $0) } }
            }
        }
        let name = Link.encoded("\(title).pdf")
        return Response(
            headers: [
                .contentType: "application/pdf", .cacheControl: "no-store",
                .contentDisposition: "inline; filename=\"\(manual.key).pdf\"; filename*=UTF-8''\(name)",
            ], bytes: bytes)
    }

    static func picture(_ visit: Visit) async throws -> Response {
        guard let bytes = try manual(visit).pictures[try visit.parameter("picture")] else { throw Problem.notFound }
        return Response(headers: [.contentType: "image/png", .cacheControl: "public, max-age=3600"], bytes: bytes)
    }

    private static func manual(_ visit: Visit) throws -> Manual {
        guard let manual = visit.house.manuals[try visit.parameter("manual")] else { throw Problem.notFound }
        return manual
    }

    private static func look(foot: String) -> PDFFlowLook {
        var look = PDFFlowLook()
        look.foot = foot
        return look
    }
}
