import Documents
import Domain
import Hummingbird
import Store

/// The list to fill in: a workbook whose second sheet explains the columns, or CSV (R31).
enum DesignationTemplateController {
    static func csv(_ visit: Visit) async throws -> Response {
        _ = try visit.officer()
        var file = CSVWriter(byteOrderMark: true)
        file.write(DesignationColumn.allCases.map(\.heading))
        return .file(file.bytes, "designation-report.csv", "text/csv; charset=utf-8")
    }

    static func workbook(_ visit: Visit) async throws -> Response {
        throw Problem.notFound
    }
}
enum DesignationFaultsController {
    static func show(_ visit: Visit) async throws -> Response { throw Problem.notFound }
}
