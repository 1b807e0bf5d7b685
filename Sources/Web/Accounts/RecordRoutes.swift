import Domain
import HTTPTypes
import Hummingbird

/// The own record: contact, colleagues, sessions, requests to the prefecture; and the audit.
extension Routes {
    static let record =
        [
            Route(method: .get, path: "/record", action: .keepRecord, handler: RecordController.show),
            Route(method: .get, path: "/record/contact", action: .keepRecord, handler: ContactController.edit),
            kept("/record/contact", ContactController.update),
            Route(method: .get, path: "/record/mail", action: .keepRecord, handler: OwnMailController.edit),
            kept("/record/mail", OwnMailController.update),
            Route(method: .post, path: "/record/mail/resend", action: .keepRecord, handler: OwnMailController.resend),
            Route(method: .post, path: "/record/mail/cancel", action: .keepRecord, handler: OwnMailController.destroy),
            Route(method: .get, path: "/confirm-mail", action: .seePublic, handler: ConfirmMailController.new),
            Route(method: .post, path: "/confirm-mail", action: .seePublic, handler: ConfirmMailController.create),
            Route(
                method: .get, path: "/record/practice-days", action: .keepRecord, handler: PracticeDaysController.edit),
            kept("/record/practice-days", PracticeDaysController.update),
            Route(method: .get, path: "/record/audit", action: .keepRecord, handler: AuditController.own),
            Route(method: .get, path: "/audit", action: .readAudit, handler: AuditController.index),
        ] + colleagues + changeRequests + sharedViews

    /// A form whose handler shows what was typed where it cannot be taken.
    private static func kept(
        _ path: String, _ handler: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: .post, path: path, action: .keepRecord, keepsTyped: true, handler: handler)
    }

    private static let colleagues = [
        Route(method: .get, path: "/record/colleagues/new", action: .keepRecord, handler: ColleagueController.new),
        kept("/record/colleagues", ColleagueController.create),
        Route(
            method: .post, path: "/record/colleagues/:colleague/link", action: .keepRecord,
            handler: ColleagueController.invite),
        Route(
            method: .get, path: "/record/colleagues/:colleague/end", action: .keepRecord,
            handler: ColleagueController.askEnd),
        Route(
            method: .post, path: "/record/colleagues/:colleague/end", action: .keepRecord,
            handler: ColleagueController.destroy),
    ]

    private static let changeRequests = [
        Route(method: .get, path: "/record/requests/new", action: .keepRecord, handler: OwnRequestController.new),
        kept("/record/requests", OwnRequestController.create),
        Route(method: .get, path: "/requests", action: .answerRequests, handler: RequestController.index),
        Route(method: .get, path: "/requests/:request", action: .answerRequests, handler: RequestController.show),
        Route(
            method: .post, path: "/requests/:request/answer", action: .answerRequests,
            handler: RequestController.answer),
    ]

    private static let sharedViews = [
        Route(method: .post, path: "/record/shared-view", action: .keepRecord, handler: SharedViewController.create),
        Route(
            method: .post, path: "/record/shared-view/end", action: .keepRecord, handler: SharedViewController.destroy),
        Route(
            method: .post, path: "/help-desk/accounts/:account/view", action: .manageAccounts,
            handler: SharedViewController.open),
        Route(
            method: .get, path: "/help-desk/accounts/:account/view", action: .manageAccounts,
            handler: SharedViewController.show),
    ]
}
