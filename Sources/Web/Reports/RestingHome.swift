import Database
import Domain
import Hummingbird
import Store

/// The first page of an ID at rest whose prefecture lets it read: why, and its reports (R22).
enum RestingHome {
    static func show(_ visit: Visit, _ account: Account, _ facility: Facility.ID) async throws -> Response {
        let (now, surveys) = (visit.now, visit.house.surveys)
        let month = visit.month ?? Month(of: now.day)
        let (outlook, reason) = try await visit.house.pool.read { db in
            (
                try FacilityOutlook(db, facility, account, month: month, surveys: surveys, now: now),
                try db.facilities.signInStanding(of: facility, on: now.day).reason
            )
        }
        var page = RestingHomePage(
            frame: visit.frame(.home), reason: reason ?? "", month: month,
            reports: outlook.month.filter(\.duty.state.isReported).reversed())
        page.calendar = outlook.calendar(month, today: now.day, facility: nil)
        page.about = FacilityAbout(outlook)
        return visit.page(page.body)
    }
}

/// What an ID at rest may read, and why it may do nothing else.
public struct RestingHomePage: Sendable {
    public var frame: PageFrame
    /// Who reports, since when, and whom to ask.
    public var reason: String
    public var month: Month
    /// The month's, the newest first.
    public var reports: [PeriodDuty]
    public var calendar: MonthCalendar?
    public var about: FacilityAbout?

    public init(frame: PageFrame, reason: String, month: Month, reports: [PeriodDuty]) {
        self.frame = frame
        self.reason = reason
        self.month = month
        self.reports = reports
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "これまでの報告",
            main: """
                <div class="title"><h1>これまでの報告</h1></div>
                <div class="two">
                <div class="stack far">
                <section class="panel" aria-labelledby="page-why"><h2 id="page-why">このIDでは、報告を見ることだけができます</h2>
                <p>\(reason)</p><p>入力・訂正と、登録内容の変更はできません。</p></section>
                <section class="stack" aria-labelledby="page-reports"><h2 id="page-reports">\(month.words)の報告</h2>
                \(reports.isEmpty ? nothing : table)
                <p><a href="\(frame.links.statements())">期間の報告をファイルで受け取る（証明書）</a></p>
                </section>
                </div>
                <div class="stack">\(calendar?.html)\(about?.html)</div>
                </div>
                """
        ).html
    }

    private var table: HTML { DutyTable(links: frame.links, duties: reports, facility: nil, mayReport: false).html }

    private var nothing: HTML {
        #"<div class="empty"><b>この月の報告はありません</b><p>ほかの月は、カレンダーから開けます。</p></div>"#
    }
}
