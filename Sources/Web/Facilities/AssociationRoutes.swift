import Domain
import HTTPTypes

/// The associations that a prefecture has registered (R18).
extension Routes {
    static let associations: [Route] = [
        Route(method: .get, path: "/associations", action: .designate, handler: AssociationController.index),
        Route(
            method: .post, path: "/associations", action: .designate, keepsTyped: true,
            handler: AssociationController.create),
        Route(method: .get, path: "/associations/new", action: .designate, handler: AssociationController.new),
        Route(
            method: .get, path: "/associations/:association", action: .designate, handler: AssociationController.show),
        Route(
            method: .get, path: "/associations/:association/edit", action: .designate,
            handler: AssociationController.edit),
        Route(
            method: .post, path: "/associations/:association/edit", action: .designate, keepsTyped: true,
            handler: AssociationController.update),
        Route(
            method: .get, path: "/associations/:association/end", action: .designate,
            handler: AssociationController.askEnd),
        Route(
            method: .post, path: "/associations/:association/end", action: .designate,
            handler: AssociationController.destroy),
        Route(
            method: .post, path: "/associations/:association/notification", action: .designate,
            handler: AssociationController.tellAgain),
    ]
}
