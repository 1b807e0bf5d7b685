import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Tells an open page that what it shows has changed (server-sent events). What has changed the page fetches itself, with the
/// rights that it has then.
enum ChangesController {
    static func index(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let form = try visit.survey()
        let area = try visit.area() ?? .nation
        _ = try account.permit(.watch, .area(area))
        let signals = try await visit.house.feed.signals(
            WatchFeed.Topic(survey: form.survey, period: try visit.day(), area: area))
        var headers: HTTPFields = [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"]
        // A proxy must not wait for more before it passes an event on.
        if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
                for await signal in signals {
                    guard try await visit.isStillSignedIn() else {
                        try await writer.write(ByteBuffer(string: "event: ended\ndata: \n\n"))
                        break
                    }
                    // The second is a comment: it finds out whether somebody is there.
                    try await writer.write(
                        ByteBuffer(string: signal == .changed ? "event: change\ndata: \n\n" : ": \n\n"))
                }
                try await writer.finish(nil)
            })
    }
}
