import Domain
import HTTPTypes
import Hummingbird

/// The same by file: workbooks to fill in, workbooks sent back, the printable form (R18).
extension Routes {
    static let memberFiles: [Route] = [
        file("day.xlsx") { try await MemberDownloadController.workbook($0, .day) },
        file("week.xlsx") { try await MemberDownloadController.workbook($0, .week) },
        file("day.csv") { try await MemberDownloadController.csv($0, .day) },
        file("week.csv") { try await MemberDownloadController.csv($0, .week) },
        file("paper.pdf", MemberPaperController.show),
        Route(
            method: .get, path: "/members/:survey/:day/file", action: .reportForMembers, entersReports: true,
            handler: MemberFileController.new),
        file("file.xlsx", MemberFileController.returned),
        Route(
            method: .post, path: "/members/:survey/:day/file", action: .reportForMembers, takesFile: true,
            entersReports: true, handler: MemberFileController.create),
    ]

    private static func file(
        _ name: String, _ handler: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: .get, path: "/members/:survey/:day/\(name)", action: .reportForMembers, handler: handler)
    }
}
