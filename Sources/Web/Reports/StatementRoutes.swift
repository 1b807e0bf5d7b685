import Domain
import HTTPTypes

/// Signed statements of a period, public keys, and the page that checks a receipt or a statement.
extension Routes {
    static let statements =
        statements(below: "") + statements(below: "/facilities/:facility") + [
            Route(method: .get, path: "/keys", action: .seePublic, handler: KeysController.show),
            Route(method: .get, path: "/keys.json", action: .seePublic, handler: KeysController.json),
            Route(method: .get, path: "/verify", action: .seePublic, handler: VerifyController.show),
            Route(
                method: .post, path: "/verify", action: .seePublic, takesFile: true,
                mostFileBytes: VerifyController.mostBytes, handler: VerifyController.create),
        ]

    /// The visitor's own institution's, or another one's that the address names.
    private static func statements(below base: String) -> [Route] {
        let receipt = base + "/reports/:survey/:day/revisions/:revision/receipt"
        return [
            Route(
                method: .get, path: base + "/statements", action: .readReports, handler: StatementController.show),
            Route(
                method: .get, path: base + "/statements/statement.json", action: .readReports,
                handler: StatementController.json),
            Route(
                method: .get, path: base + "/statements/statement.pdf", action: .readReports,
                handler: StatementController.pdf),
            Route(
                method: .get, path: receipt + ".json", action: .readReports, handler: ReceiptFileController.json),
            Route(method: .get, path: receipt + ".pdf", action: .readReports, handler: ReceiptFileController.pdf),
        ]
    }
}
