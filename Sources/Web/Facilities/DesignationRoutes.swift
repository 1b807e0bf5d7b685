import Domain
import HTTPTypes
import Hummingbird

/// Designation reports of a prefecture: sent, looked at, applied, taken back (R31 R40).
extension Routes {
    static let designations: [Route] = lists + report + entries

    private static let lists = [
        officer(.get, "/designations", DesignationController.index),
        Route(
            method: .post, path: "/designations", action: .designate, takesFile: true,
            handler: DesignationController.create),
        officer(.get, "/designations/template.csv", DesignationTemplateController.csv),
        officer(.get, "/designations/template.xlsx", DesignationTemplateController.workbook),
    ]

    private static let report = [
        officer(.get, "/designations/:report", DesignationReportController.show),
        officer(.get, "/designations/:report/faults.xlsx", DesignationFaultsController.show),
        officer(.get, "/designations/:report/issued.csv", DesignationReportController.issued),
        officer(.post, "/designations/:report/rows/:line", DesignationReportController.decide),
        officer(.post, "/designations/:report/ends", DesignationReportController.confirmEnds),
        officer(.post, "/designations/:report/apply", DesignationReportController.apply),
        officer(.post, "/designations/:report/discard", DesignationReportController.discard),
        officer(.get, "/designations/:report/take-back", DesignationTakeBackController.new),
        officer(.post, "/designations/:report/take-back", DesignationTakeBackController.create),
    ]

    private static let entries = [
        officer(.get, "/register/new", DesignationEntryController.new),
        kept("/register/new", DesignationEntryController.create),
        officer(.get, "/register/:facility/designation", DesignationEntryController.edit),
        kept("/register/:facility/designation", DesignationEntryController.update),
    ]

    /// A form whose handler shows what was typed where it cannot be taken.
    private static func kept(
        _ path: String, _ handler: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: .post, path: path, action: .designate, keepsTyped: true, handler: handler)
    }

    private static func officer(
        _ method: HTTPRequest.Method, _ path: String, _ handler: @escaping @Sendable (Visit) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, action: .designate, handler: handler)
    }
}
