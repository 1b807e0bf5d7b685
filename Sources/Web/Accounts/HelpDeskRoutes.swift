import Domain
import HTTPTypes
import Hummingbird

/// The help desk: finding, issuing, caring for IDs. None of it enters a figure or marks a day (R43).
extension Routes {
    static let helpDesk: [Route] = finding + caring + issuing

    private static let finding = [
        desk(.get, "/help-desk", SearchController.index),
        desk(.get, "/help-desk/accounts/:account", DeskController.show),
        desk(.get, "/help-desk/facilities/:facility", UnissuedController.show),
    ]

    private static let caring = [
        desk(.post, "/help-desk/accounts/:account/procedures", ProcedureController.create),
        desk(.get, "/help-desk/accounts/:account/contact", CorrectionController.edit),
        desk(.post, "/help-desk/accounts/:account/contact", CorrectionController.update),
        desk(.get, "/help-desk/accounts/:account/rest", RestController.new),
        desk(.post, "/help-desk/accounts/:account/rest", RestController.create),
        desk(.post, "/help-desk/accounts/:account/rest/end", RestController.destroy),
        desk(.post, "/help-desk/accounts/:account/calls", CallController.create),
    ]

    private static let issuing = [
        desk(.post, "/help-desk/facilities/:facility/account", UnissuedController.create),
        desk(.get, "/help-desk/issue", IssueController.new),
        Route(
            method: .post, path: "/help-desk/issue", action: .manageAccounts, keepsTyped: true,
            handler: IssueController.create),
        Route(
            method: .post, path: "/help-desk/lists", action: .manageAccounts, takesFile: true,
            handler: IssueListController.create),
        desk(.get, "/help-desk/lists/blank.csv", IssueListController.show),
        desk(.get, "/help-desk/issue/:run", IssueRunController.show),
        desk(.get, "/help-desk/issue/:run/issued.csv", IssueRunController.issued),
        desk(.post, "/help-desk/issue/:run/start", IssueRunController.create),
        desk(.post, "/help-desk/issue/:run/release", IssueRunController.update),
    ]

    private static func desk(
        _ method: HTTPRequest.Method, _ path: String, _ handler: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, action: .manageAccounts, handler: handler)
    }
}
