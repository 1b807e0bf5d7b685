import Domain
import HTTPTypes

/// Mails, letters, notices, and the pages that say how the product is meant.
extension Routes {
    static let notices: [Route] = read + written + about

    private static let read = [
        Route(method: .get, path: "/notices", action: .seePublic, handler: NoticeController.index),
        Route(method: .get, path: "/notices/:notice", action: .seePublic, handler: NoticeController.show),
    ]

    private static let written = [
        Route(
            method: .get, path: "/help-desk/notices", action: .manageAccounts, handler: WrittenNoticeController.index),
        Route(
            method: .get, path: "/help-desk/notices/new", action: .manageAccounts, handler: WrittenNoticeController.new),
        Route(
            method: .post, path: "/help-desk/notices", action: .manageAccounts, keepsTyped: true,
            handler: WrittenNoticeController.create),
        Route(
            method: .get, path: "/help-desk/notices/:notice", action: .manageAccounts,
            handler: WrittenNoticeController.show),
        Route(
            method: .post, path: "/help-desk/notices/:notice/end", action: .manageAccounts,
            handler: WrittenNoticeController.end),
    ]

    private static let about = [
        Route(method: .get, path: "/about/personal-data", action: .seePublic, handler: AboutController.personalData),
        Route(method: .get, path: "/about/terms", action: .seePublic, handler: AboutController.terms),
        Route(method: .get, path: "/about/accessibility", action: .seePublic, handler: AboutController.accessibility),
        Route(method: .get, path: "/manuals", action: .seePublic, handler: ManualController.index),
        Route(method: .get, path: "/manuals/:manual", action: .seePublic, handler: ManualController.show),
        Route(method: .get, path: "/manuals/:manual/manual.pdf", action: .seePublic, handler: ManualController.pdf),
        Route(
            method: .get, path: "/manuals/:manual/pictures/:picture", action: .seePublic,
            handler: ManualController.picture),
    ]
}
