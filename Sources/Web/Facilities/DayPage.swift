import Domain

/// One day of an institution: every survey that is asked of it for that day.
public struct DayPage: Sendable {
    public var frame: PageFrame
    public var subject: ReportSubject
    public var day: Day
    public var now: Instant
    public var duties: [PeriodDuty]
    public var mayReport: Bool

    public init(
        frame: PageFrame, subject: ReportSubject, day: Day, now: Instant, duties: [PeriodDuty], mayReport: Bool
    ) {
        self.frame = frame
        self.subject = subject
        self.day = day
        self.now = now
        self.duties = duties
        self.mayReport = mayReport
    }

    public var body: HTML {
        let shown = duties.filter(\.isShown)
        return Layout(
            frame: frame, title: day.words,
            main: """
                \(Crumbs(entries: subject.trail, here: day.words).html)
                <div class="title"><div><h1>\(day.words(in: now.day))の報告</h1><p>\(now.words) 現在</p></div></div>
                \(shown.isEmpty ? nothing : DutyTable(links: frame.links, duties: shown, facility: subject.facility, mayReport: mayReport).html)
                \(if: mayReport, "<p class=\"small muted\">締切を過ぎても報告・訂正ができます。</p>")
                """
        ).html
    }

    private var nothing: HTML {
        #"<div class="empty"><b>この日にお願いしている報告はありません</b></div>"#
    }
}
