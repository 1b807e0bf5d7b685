import Domain
import HTTPTypes
import Hummingbird
import Sodium

/// Where mail systems bring what became of our mails: the message with the report (RFC 3464), with a token of theirs.
enum DeliveryReportController {
    static func create(_ visit: Visit) async throws -> Response {
        let mailing = visit.house.mailing
        guard let token = mailing.reportToken, let take = mailing.takeReport else { throw Problem.notFound }
        guard isTheirs(visit.headers[.authorization], token) else {
            return Response(
                status: .unauthorized, headers: [.wwwAuthenticate: "Bearer", .cacheControl: "no-store"], bytes: [])
        }
        guard let new = try await take(visit.sent) else {
            throw Problem.refused(
                japanese: "配達の報告 (RFC 3464) が見つかりません。", english: "there is no delivery report (RFC 3464) in it")
        }
        return Response(
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            bytes: Array("{\"new\":\(new)}".utf8))
    }

    /// Digests are compared, so that neither length nor content shows in the time it takes.
    private static func isTheirs(_ header: String?, _ token: String) -> Bool {
        guard let header, header.lowercased().hasPrefix("bearer ") else { return false }
        return Sodium.equal(Sodium.sha256(header.dropFirst(7).utf8), Sodium.sha256(token.utf8))
    }
}
