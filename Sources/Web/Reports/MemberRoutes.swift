import Domain
import HTTPTypes

/// An association's day: its members as rows (R18).
extension Routes {
    static let members = [
        Route(
            method: .get, path: "/members/:survey/:day", action: .reportForMembers, entersReports: true,
            handler: MemberTableController.show),
        Route(
            method: .post, path: "/members/:survey/:day", action: .reportForMembers, keepsTyped: true, limits: .table,
            entersReports: true, handler: MemberTableController.create),
        Route(
            method: .get, path: "/members/:survey/:day/:facility", action: .reportForMembers, entersReports: true,
            handler: MemberStepController.show),
        Route(
            method: .post, path: "/members/:survey/:day/:facility", action: .reportForMembers, keepsTyped: true,
            entersReports: true, handler: MemberStepController.create),
    ]
}
