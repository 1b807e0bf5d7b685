import Domain
import HTTPTypes
import Hummingbird

/// Many days of one institution as rows (R24), and days on which it did not open (R27 R33).
extension Routes {
    static let manyDays = manyDays(below: "") + manyDays(below: "/facilities/:facility")

    /// The visitor's own institution's, or another one's that the address names.
    private static func manyDays(below base: String) -> [Route] {
        let (days, closed) = (base + "/many-days/:survey", base + "/closed-days/:survey")
        return [
            Route(method: .get, path: days, action: .report, handler: DayTableController.show),
            Route(method: .post, path: days, action: .report, keepsTyped: true, handler: DayTableController.create),
            Route(method: .get, path: days + "/days.xlsx", action: .report, handler: DayFileController.workbook),
            Route(method: .get, path: days + "/days.csv", action: .report, handler: DayFileController.csv),
            Route(method: .get, path: days + "/file", action: .report, handler: DayFileController.new),
            Route(method: .get, path: days + "/file.xlsx", action: .report, handler: DayFileController.returned),
            Route(
                method: .post, path: days + "/file", action: .report, takesFile: true,
                handler: DayFileController.create),
            Route(method: .get, path: closed, action: .report, handler: ClosedDaysController.show),
            Route(method: .post, path: closed, action: .report, keepsTyped: true, handler: ClosedDaysController.create),
        ]
    }
}
