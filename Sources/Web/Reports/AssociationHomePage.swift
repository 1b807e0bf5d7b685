import Domain

/// An association's members with the state of one survey and period, and the way to each one's form.
public struct AssociationHomePage: Sendable {
    public var frame: PageFrame
    public var now: Instant
    public var form: Form
    public var day: Day
    public var members: [Member]
    /// The surveys to choose from: key and title.
    public var surveys: [(key: String, title: String)]
    public var earlier: Day?
    public var later: Day?
    /// What was typed when a former session had run out.
    public var kept: KeptForms?
    /// What is due, and what still misses reports.
    public var days: AssociationDays?

    public init(
        frame: PageFrame, now: Instant, form: Form, day: Day, members: [Member],
        surveys: [(key: String, title: String)], earlier: Day?, later: Day?
    ) {
        self.frame = frame
        self.now = now
        self.form = form
        self.day = day
        self.members = members
        self.surveys = surveys
        self.earlier = earlier
        self.later = later
    }

    /// One institution for which the association reports.
    public struct Member: Sendable {
        public var facility: Facility.ID
        public var name: String
        public var cityName: String
        public var duty: PeriodDuty
        /// The institution confirmed the figures.
        public var isConfirmed: Bool

        public init(
            facility: Facility.ID, name: String, cityName: String, duty: PeriodDuty, isConfirmed: Bool = false
        ) {
            self.isConfirmed = isConfirmed
            self.facility = facility
            self.name = name
            self.cityName = cityName
            self.duty = duty
        }
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "会員の報告",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>会員の報告</h1><p>\(now.words) 現在</p></div></div>
                \(kept?.html)
                \(days.map { AssociationDaysPart(frame: frame, days: $0, now: now).html })
                <section class="stack" aria-labelledby="page-list">
                \(title)
                <nav aria-label="調査"><ul class="tabs">\(each: surveys, tab)</ul></nav>
                \(progress)
                \(asked.isEmpty ? nothing : list)
                \(if: !asked.isEmpty, "<p class=\"small\"><a href=\"\(frame.links.memberConfirmations(form.survey, day))\">数値を医療機関に確認してもらう</a></p>")
                </section>
                </div>
                """,
            isWide: true
        ).html
    }

    private var asked: [Member] { members.filter { $0.duty.isShown } }
    /// Without those who have nothing to report.
    private var expected: Int { asked.count { $0.duty.duty.state != .closed } }
    private var reported: Int { asked.count { $0.duty.duty.state.isReported } }

    private func link(_ survey: String, _ day: Day?) -> Link {
        Link(
            base: frame.links.base, ["home"],
            query: [("survey", survey)] + (day.map { [("day", $0.text)] } ?? []))
    }

    private var title: HTML {
        let unit = form.period.unit
        return """
            <div class="title"><div><h2 id="page-list">会員ごとの状態</h2><p>\(form.period.title(of: day, in: frame.today)) \
            <span class="nb">締切 \(form.schedule.deadline(for: day).words)</span></p></div>
            <nav class="row" aria-label="日を変える">
            \(earlier.map { "<a class=\"btn two-nd sm\" rel=\"prev\" href=\"\(link(form.survey, $0))\">前の\(unit) \($0.words)</a>" })
            \(later.map { "<a class=\"btn two-nd sm\" rel=\"next\" href=\"\(link(form.survey, $0))\">次の\(unit) \($0.words)</a>" })
            </nav></div>
            """
    }

    private func tab(_ survey: (key: String, title: String)) -> HTML {
        let current: HTML = survey.key == form.survey ? " aria-current=\"page\"" : ""
        return #"<li><a href="\#(link(survey.key, nil))"\#(current)>\#(survey.title)</a></li>"#
    }

    private var progress: HTML {
        """
        <section class="stack near" aria-label="まとめ">
        <p><b class="lead">\(reported)</b> / \(expected) 医療機関 <span class="muted">\(now.words) 現在</span></p>
        <progress value="\(reported)" max="\(max(1, expected))" aria-label="報告済">\(reported) / \(expected)</progress>
        </section>
        """
    }

    private var nothing: HTML {
        #"<div class="empty"><b>この調査をお願いしている会員はありません</b></div>"#
    }

    private var list: HTML {
        """
        <p><a class="btn two-nd sm" href="\(frame.links.members(form.survey, day))">この\(form.period.unit)の表を開く</a></p>
        <table class="tbl cards">
        <thead><tr><th scope="col">医療機関</th><th scope="col">市区町村</th><th scope="col">状態</th>\
        <th scope="col" class="n">入力する・見る</th></tr></thead>
        <tbody>
        \(each: asked.sorted { ($0.duty.duty.state.isSettled ? 1 : 0, $0.facility) < ($1.duty.duty.state.isSettled ? 1 : 0, $1.facility) }, row)</tbody>
        </table>
        """
    }

    private func row(_ member: Member) -> HTML {
        let act = member.duty.link(frame.links, of: member.facility, mayReport: true).map { link -> HTML in
            let words = member.duty.duty.state.isSettled ? "見る" : "報告する"
            return #"<a href="\#(link)">\#(words)<span class="vh">(\#(member.name))</span></a>"#
        }
        return """
            <tr><th scope="row"><a href="\(frame.links.facility(member.facility))"><bdi>\(member.name)</bdi></a></th>\
            <td data-h="市区町村">\(member.cityName)</td><td data-h="状態">\(member.duty.duty.chip.html)\
            \(if: member.isConfirmed, " \(Chip(.ok, "医療機関が確認").html)")</td>\
            <td class="n">\(act)</td></tr>

            """
    }
}
