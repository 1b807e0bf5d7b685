import Domain
import HTTPTypes

/// An association's day: its members as rows (R18).
extension Routes {
    static let members = [
        Route(
            method: .get, path: "/members/:survey/:day", action: .reportForMembers,
            handler: MemberTableController.show),
        Route(
            method: .post, path: "/members/:survey/:day", action: .reportForMembers, keepsTyped: true, limits: .table,
            handler: MemberTableController.create),
        Route(
            method: .get, path: "/members/:survey/:day/:facility", action: .reportForMembers,
            handler: MemberStepController.show),
        Route(
            method: .post, path: "/members/:survey/:day/:facility", action: .reportForMembers, keepsTyped: true,
            handler: MemberStepController.create),
    ]
}
