import Domain
import HTTPTypes

/// An institution confirms the figures that its association sent.
extension Routes {
    static let confirmations: [Route] = [
        Route(
            method: .get, path: "/members/confirmation-addresses", action: .reportForMembers,
            handler: ConfirmationAddressController.show),
        Route(
            method: .post, path: "/members/confirmation-addresses", action: .reportForMembers, keepsTyped: true,
            handler: ConfirmationAddressController.create),
        Route(
            method: .get, path: "/members/:survey/:day/confirmations", action: .reportForMembers,
            handler: MemberConfirmationController.show),
        Route(
            method: .post, path: "/members/:survey/:day/confirmations", action: .reportForMembers,
            handler: MemberConfirmationController.create),
        Route(method: .get, path: "/confirm-figures", action: .seePublic, handler: ConfirmFiguresController.new),
        Route(method: .post, path: "/confirm-figures", action: .seePublic, handler: ConfirmFiguresController.create),
    ]
}
