import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Tells an open page that what it shows has changed (server-sent events). What has changed the page fetches itself, with the
/// rights that it has then.
enum ChangesController {
    static func index(_ visit: Visit) async throws -> Response {
        let desk = try await AreaDesk(visit)
        let topic = WatchFeed.Topic(survey: desk.form.survey, period: desk.day, area: desk.area)
        let signals = try await visit.house.feed.signals(topic, for: desk.account.id)
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
