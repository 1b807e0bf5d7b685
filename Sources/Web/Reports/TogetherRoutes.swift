import Domain
import HTTPTypes

/// All daily surveys of an institution on one page with one button, and the mark of a day without any.
extension Routes {
    static let together = together(below: "") + together(below: "/facilities/:facility")

    /// The visitor's own institution's, or another one's that the address names.
    private static func together(below base: String) -> [Route] {
        let (mark, day) = (base + "/reports/:survey/:day/closed", base + "/days/:day/report")
        return [
            Route(method: .get, path: mark, action: .report, handler: ClosedMarkController.show),
            Route(method: .post, path: mark, action: .report, keepsTyped: true, handler: ClosedMarkController.create),
            Route(method: .get, path: day, action: .report, handler: TogetherController.new),
            Route(method: .post, path: day, action: .report, keepsTyped: true, handler: TogetherController.create),
            Route(
                method: .get, path: day + "/receipt", action: .readReports, handler: TogetherController.receipt),
        ]
    }
}
