import Database
import Domain
import Hummingbird
import Logging

/// For load balancers and watchers: 200 when the database answers, 503 when not.
enum HealthController {
    static func show(_ visit: Visit) async throws -> Response {
        do {
            _ = try await visit.house.pool.read { try $0.query("SELECT 1 AS one") }
            return Response(
                headers: [.contentType: "application/json", .cacheControl: "no-store"],
                bytes: Array(#"{"status":"ok"}"#.utf8))
        } catch {
            visit.house.logger.error("health: \(error)")
            return Response(
                status: .serviceUnavailable, headers: [.contentType: "application/json", .cacheControl: "no-store"],
                bytes: Array(#"{"status":"database unreachable"}"#.utf8))
        }
    }
}
