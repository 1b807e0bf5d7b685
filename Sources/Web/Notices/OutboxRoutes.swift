import Domain
import HTTPTypes

/// The outbox: mails, what came of them, letters.
extension Routes {
    static let outbox = [
        Route(method: .get, path: "/help-desk/mails", action: .manageAccounts, handler: MailController.index),
        Route(method: .get, path: "/help-desk/mails/:mail", action: .manageAccounts, handler: MailController.show),
        Route(
            method: .post, path: "/help-desk/mails/:mail/sending", action: .manageAccounts,
            handler: MailSendingController.create),
        Route(
            method: .post, path: "/help-desk/mails/:mail/cancellation", action: .manageAccounts,
            handler: MailCancellationController.create),
        Route(
            method: .post, path: "/help-desk/mails/:mail/release", action: .manageAccounts,
            handler: MailReleaseController.create),
        Route(
            method: .post, path: "/help-desk/mail-releases", action: .manageAccounts,
            handler: BatchReleaseController.create),
        Route(method: .get, path: "/help-desk/work-items", action: .manageAccounts, handler: WorkItemController.index),
        Route(
            method: .post, path: "/help-desk/work-items/:item/closing", action: .manageAccounts,
            handler: WorkClosingController.create),
        Route(method: .get, path: "/help-desk/letters", action: .manageAccounts, handler: LetterController.index),
        Route(method: .post, path: "/help-desk/letters", action: .manageAccounts, handler: LetterController.create),
        Route(
            method: .get, path: "/help-desk/letters/:batch", action: .manageAccounts, handler: LetterController.show),
        Route(
            method: .post, path: "/help-desk/letters/:batch/printing", action: .manageAccounts,
            handler: LetterPrintingController.create),
        Route(
            method: .post, path: "/help-desk/letters/:batch/dispatch", action: .manageAccounts,
            handler: LetterDispatchController.create),
        Route(method: .get, path: "/demonstration/mails", action: .seePublic, handler: ShownMailController.index),
        Route(
            method: .post, path: "/api/mail/delivery-reports", action: .seePublic, isForPrograms: true,
            handler: DeliveryReportController.create),
    ]
}
