import Domain
import HTTPTypes

/// A prefecture's institutions: who they are, what they are designated for, their life (R13 R28).
extension Routes {
    static let register: [Route] = [
        Route(method: .get, path: "/register", action: .designate, handler: RegisterController.index),
        Route(method: .get, path: "/register/list.csv", action: .designate, handler: RegisterFileController.csv),
        Route(method: .get, path: "/register/list.xlsx", action: .designate, handler: RegisterFileController.workbook),
        Route(method: .get, path: "/register/:facility", action: .designate, handler: RegisterEntryController.show),
        Route(
            method: .get, path: "/register/:facility/life/:step", action: .designate, handler: LifeStepController.show
        ),
        Route(
            method: .post, path: "/register/:facility/life/:step", action: .designate, keepsTyped: true,
            handler: LifeStepController.update),
    ]
}
