import Domain

/// One institution for those who report for it or watch over it.
public struct FacilityPage: Sendable {
    public var frame: PageFrame
    public var facility: Facility.ID
    public var attributes: Facility.Attributes
    public var about: FacilityAbout
    public var calendar: MonthCalendar
    /// What may be reported now.
    public var due: [PeriodDuty] = []
    /// Past their deadline and not reported, the newest first.
    public var open: [PeriodDuty] = []
    /// The weeks of the calendar's month.
    public var weeks: [PeriodDuty] = []
    public var mayReport = false
    public var life = FacilityLife.open
    public var trail: [(words: String, link: Link)]

    public init(
        frame: PageFrame, facility: Facility.ID, attributes: Facility.Attributes, about: FacilityAbout,
        calendar: MonthCalendar
    ) {
        self.frame = frame
        trail = [("ホーム", frame.links.home)]
        self.facility = facility
        self.attributes = attributes
        self.about = about
        self.calendar = calendar
    }

    public var body: HTML {
        Layout(
            frame: frame, title: attributes.name,
            main: """
                \(Crumbs(entries: trail, here: attributes.name).html)
                <div class="title"><div><h1><bdi>\(attributes.name)</bdi></h1>\
                <p>\(attributes.prefecture.name) \(attributes.cityName) <span class="nb">ID \(facility.text)</span> \(state?.html)</p></div></div>
                <div class="two">
                <div class="stack far">
                \(dueSection)
                \(OpenDays(links: frame.links, open: open, facility: facility, mayReport: mayReport, frame: frame).html ?? nothingOpen)
                \(known)
                </div>
                <div class="stack">
                \(calendar.html)
                \(WeekList(links: frame.links, weeks: weeks, facility: facility, mayReport: mayReport).html)
                \(about.html)
                </div>
                </div>
                """
        ).html
    }

    private var state: Chip? {
        switch life {
        case .open: nil
        case .resting: Chip(.off, "休止中")
        case .closed: Chip(.off, "廃止")
        case .merged: Chip(.off, "統合")
        }
    }

    private var nothingOpen: HTML {
        #"<div class="empty"><b>締切を過ぎて報告のない日はありません</b></div>"#
    }

    private var dueSection: HTML? {
        guard !due.isEmpty else { return nil }
        return """
            <section class="stack near" aria-labelledby="page-due">
            <h2 id="page-due">いま報告をお願いしているもの</h2>
            \(DutyTable(links: frame.links, duties: due, facility: facility, mayReport: mayReport).html)
            \(together)
            </section>
            """
    }

    /// Several daily surveys with one day of deadline are reported on one page.
    private var together: HTML? {
        let daily = due.filter { $0.form.period == .day && !$0.duty.state.isSettled }
        guard mayReport, let day = daily.first?.duty.deadline.day,
            daily.count(where: { $0.duty.deadline.day == day }) > 1
        else { return nil }
        return #"<p><a class="btn" href="\#(frame.links.together(day, of: facility))">日次調査をまとめて報告する</a></p>"#
    }

    private var known: HTML {
        """
        <section class="stack near" aria-labelledby="page-known">
        <h2 id="page-known">登録されていること</h2>
        <dl class="kv keep">
        <dt>所在地</dt><dd>\(attributes.zipCode) \(attributes.prefecture.name)<bdi>\(attributes.address)</bdi></dd>
        <dt>電話</dt><dd><a href="\(Link.phone(attributes.phone))">\(attributes.phone)</a></dd>
        <dt>医療機関コード</dt><dd>\(attributes.facilityCode.isEmpty ? "—" : attributes.facilityCode)</dd>
        </dl>
        </section>
        """
    }
}
