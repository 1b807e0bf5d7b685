import Domain
import HTTPTypes
import Hummingbird

/// One URL: what it is for, what it needs, who answers.
public struct Route: Sendable {
    public let method: HTTPRequest.Method
    public let path: String
    /// What a visitor wants by coming here; anything but `seePublic` needs a session.
    public let action: Action
    /// Asked by an open page itself, which is no use of the session (design §7).
    var isLive = false
    /// The handler itself looks whether the form is ours, and shows what was typed where it is not.
    var keepsTyped = false
    /// Open as well to who still owes the code of the second factor.
    var takesPending = false
    /// How much of a form is read; more than a page's from those alone who may come here.
    var limits = FormBody.Limits.page
    /// A list may be sent along; read from those alone who are signed in.
    var takesFile = false
    /// Its page or form enters reports, beside those of the action `report`: closed in a window (R10).
    var entersReports = false
    /// So large a file is read from anybody; nil where a list is taken from those alone who may come here.
    var mostFileBytes: Int?
    /// Programs come here with a token of their own, which the handler looks at.
    var isForPrograms = false
    let handler: @Sendable (Visit) async throws -> Response

    /// Open to an ID that may only read (R22): the own reports, and what leads in and out.
    var isForReaders: Bool {
        action == .beSignedIn ? ["/home", "/session/end", "/session/factor"].contains(path) : action.isForReaders
    }

    /// Nothing is done here in a window (R10).
    var isClosedInMaintenance: Bool { !isForPrograms && (action == .report || entersReports) }

    /// What it answers is a page for people.
    var isPage: Bool {
        !isLive && !isForPrograms && !["/assets/", "/api/", "/health"].contains { path.hasPrefix($0) }
    }

    /// Whether its page tells of notices: those of people who are signed in, and the sign-in page.
    var showsNotices: Bool { !isLive && (action != .seePublic || path.hasPrefix("/session")) }
}

/// The sitemap: every URL of the product; those of accounts and notices stand in files of their own beside their handlers.
public enum Routes {
    public static let all: [Route] = listed + reopening(listed)

    private static let listed: [Route] =
        front + accounts + record + helpDesk + notices + outbox + designations + register + associations + reports
        + together + manyDays + members + memberFiles + confirmations + registerSettings + reminders + statements
        + apiKeys + programs + maintenance + monitoring + openData + machinery

    /// Of an address that leads nowhere: only to see who comes.
    static let nowhere = Route(method: .get, path: "/", action: .seePublic) { _ in throw Problem.notFound }

    private static let front = [
        Route(method: .get, path: "/", action: .seePublic, handler: HomeController.front)
    ]

    private static let reports =
        [
            Route(method: .get, path: "/home", action: .beSignedIn, handler: HomeController.show),
            Route(method: .get, path: "/facilities/:facility", action: .readReports, handler: FacilityController.show),
        ] + reports(below: "") + reports(below: "/facilities/:facility")

    /// The visitor's own institution's, or another one's that the address names.
    private static func reports(below base: String) -> [Route] {
        let report = base + "/reports/:survey/:day"
        return [
            Route(
                method: .get, path: base + "/passed-notes", action: .report, handler: NoteMemoryController.index),
            Route(
                method: .post, path: base + "/passed-notes/end", action: .report,
                handler: NoteMemoryController.destroy),
            Route(method: .get, path: base + "/days/:day", action: .readReports, handler: DayController.show),
            Route(method: .get, path: report + "/new", action: .report, handler: ReportController.new),
            Route(method: .post, path: report, action: .report, keepsTyped: true, handler: ReportController.create),
            Route(method: .get, path: report, action: .readReports, handler: ReportController.show),
            Route(
                method: .get, path: report + "/revisions/:revision/receipt", action: .readReports,
                handler: ReceiptController.show),
            Route(method: .get, path: report + "/withdrawal/new", action: .report, handler: WithdrawalController.new),
            Route(
                method: .post, path: report + "/withdrawal", action: .report, keepsTyped: true,
                handler: WithdrawalController.create),
        ]
    }

    private static let monitoring = [
        Route(method: .get, path: "/monitoring/:survey/:day", action: .watch, handler: TallyController.show),
        Route(method: .get, path: "/monitoring/:survey/:day/:area", action: .watch, handler: TallyController.show),
        Route(
            method: .get, path: "/monitoring/:survey/:day/:area/facilities", action: .watch,
            handler: FilingsController.index),
        Route(
            method: .get, path: "/monitoring/:survey/:day/:area/changes", action: .watch, isLive: true,
            handler: ChangesController.index),
    ]

    private static let openData = [
        Route(method: .get, path: "/open-data", action: .seePublic, handler: OpenDataController.index),
        Route(
            method: .get, path: "/open-data/:day/covid-19_daily_survey.csv", action: .seePublic,
            handler: OpenDataController.csv),
        Route(
            method: .get, path: "/open-data/:day/covid-19_daily_survey.zip", action: .seePublic,
            handler: OpenDataController.zip),
        // The name without regard to case, the day or none: as the ministry's API answered.
        Route(method: .get, path: "/api/:name", action: .seePublic, handler: DailySurveyAPI.show),
        Route(method: .get, path: "/api/:name/:day", action: .seePublic, handler: DailySurveyAPI.show),
        Route(method: .options, path: "/api/:name", action: .seePublic, handler: DailySurveyAPI.options),
        Route(method: .options, path: "/api/:name/:day", action: .seePublic, handler: DailySurveyAPI.options),
    ]

    private static let machinery = [
        Route(method: .get, path: "/assets/**", action: .seePublic, handler: AssetController.show),
        Route(method: .get, path: "/demonstration/clock", action: .seePublic, handler: ClockController.show),
        Route(method: .post, path: "/demonstration/clock", action: .seePublic, handler: ClockController.create),
        Route(method: .get, path: "/health", action: .seePublic, handler: HealthController.show),
    ]
}
