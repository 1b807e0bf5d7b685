import Domain
import HTTPTypes

/// Signing in, passwords, the second factor.
extension Routes {
    static let accounts = sessions + passwords + factors + keptForms

    private static let sessions = [
        Route(method: .get, path: "/session/new", action: .seePublic, handler: SessionController.new),
        Route(method: .post, path: "/session", action: .seePublic, handler: SessionController.create),
        Route(
            method: .post, path: "/session/end", action: .beSignedIn, takesPending: true,
            handler: SessionController.destroy),
        Route(method: .get, path: "/sessions", action: .beSignedIn, handler: SessionListController.index),
        Route(method: .post, path: "/sessions/end", action: .beSignedIn, handler: SessionListController.end),
        Route(
            method: .post, path: "/sessions/end-others", action: .beSignedIn,
            handler: SessionListController.endOthers),
        Route(method: .post, path: "/sessions/end-all", action: .beSignedIn, handler: SessionListController.endAll),
        Route(
            method: .post, path: "/sessions/new-devices", action: .beSignedIn,
            handler: SessionListController.setNewDevices),
    ]

    private static let passwords = [
        Route(
            method: .get, path: "/password/forgotten", action: .seePublic, handler: ForgottenPasswordController.new),
        Route(
            method: .post, path: "/password/forgotten", action: .seePublic,
            handler: ForgottenPasswordController.create),
        Route(method: .get, path: "/password/new", action: .seePublic, handler: NewPasswordController.new),
        Route(method: .post, path: "/password/new", action: .seePublic, handler: NewPasswordController.create),
        Route(method: .get, path: "/hajime", action: .seePublic, handler: LetterCodeController.new),
        Route(method: .post, path: "/hajime", action: .seePublic, handler: LetterCodeController.create),
        Route(method: .get, path: "/lost-id", action: .seePublic, handler: LostIdController.new),
        Route(method: .post, path: "/lost-id", action: .seePublic, handler: LostIdController.create),
        Route(method: .get, path: "/password", action: .beSignedIn, handler: PasswordController.show),
        Route(method: .post, path: "/password", action: .beSignedIn, handler: PasswordController.create),
    ]

    private static let factors = [
        Route(
            method: .get, path: "/session/factor", action: .beSignedIn, takesPending: true,
            handler: FactorController.new),
        Route(
            method: .post, path: "/session/factor", action: .beSignedIn, takesPending: true,
            handler: FactorController.create),
        Route(
            method: .get, path: "/second-factor", action: .beSignedIn, takesPending: true,
            handler: SecondFactorController.show),
        Route(
            method: .post, path: "/second-factor", action: .beSignedIn, takesPending: true,
            handler: SecondFactorController.create),
        Route(
            method: .get, path: "/second-factor/new", action: .beSignedIn, takesPending: true,
            handler: SecondFactorController.new),
        Route(
            method: .post, path: "/second-factor/new", action: .beSignedIn, takesPending: true,
            handler: SecondFactorController.confirm),
        Route(
            method: .post, path: "/second-factor/recovery-codes", action: .beSignedIn,
            handler: SecondFactorController.renewRecoveryCodes),
        Route(
            method: .post, path: "/second-factor/end", action: .beSignedIn, handler: SecondFactorController.destroy),
    ]

    private static let keptForms = [
        Route(method: .post, path: "/kept-forms/end", action: .beSignedIn, handler: KeptFormController.destroy)
    ]
}
