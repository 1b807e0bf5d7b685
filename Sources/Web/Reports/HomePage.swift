import Domain

/// The first page of an institution: what is due, what is still open, the last days (design §7).
public struct HomePage: Sendable {
    public var frame: PageFrame
    public var now: Instant
    /// What may be reported now, the most urgent first; reported ones too, which go below the others.
    public var due: [Due]
    /// The last days of every survey asked, the newest first.
    public var recent: [Recent]
    /// Designated as 診療・検査医療機関 today (R59).
    public var isDesignated: Bool

    public init(frame: PageFrame, now: Instant, due: [Due], recent: [Recent], isDesignated: Bool) {
        self.frame = frame
        self.now = now
        self.due = due
        self.recent = recent
        self.isDesignated = isDesignated
    }

    /// One survey's period that is due.
    public struct Due: Sendable {
        public var survey: String
        /// The survey's title.
        public var title: String
        public var day: Day
        public var period: PeriodKind
        public var deadline: Instant
        public var state: ReportState

        public init(
            survey: String, title: String, day: Day, period: PeriodKind, deadline: Instant, state: ReportState
        ) {
            self.survey = survey
            self.title = title
            self.day = day
            self.period = period
            self.deadline = deadline
            self.state = state
        }
    }

    /// One survey and its last periods.
    public struct Recent: Sendable {
        public var survey: String
        public var title: String
        public var period: PeriodKind
        public var days: [(day: Day, deadline: Instant, state: ReportState)]

        public init(
            survey: String, title: String, period: PeriodKind,
            days: [(day: Day, deadline: Instant, state: ReportState)]
        ) {
            self.survey = survey
            self.title = title
            self.period = period
            self.days = days
        }
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "今日の報告",
            main: """
                <div class="title"><div><h1>今日の報告</h1><p>\(now.words) 現在</p></div></div>
                <div class="two">
                <div class="stack far">
                <section class="stack" aria-label="いま報告していただくもの">
                \(due.isEmpty ? nothingDue : "\(each: ordered.enumerated(), { panel($1, isFirst: $0 == 0) })")
                </section>
                \(open.isEmpty ? nil : openDays)
                \(each: recent, days)
                </div>
                \(side)
                </div>
                """
        ).html
    }

    private var ordered: [Due] { due.filter { !$0.state.isReported } + due.filter(\.state.isReported) }

    private var nothingDue: HTML {
        #"<div class="empty"><b>いま報告していただくものはありません</b><p>これまでの報告は、いつでも見たり訂正したりできます。</p></div>"#
    }

    private var side: HTML {
        """
        <div class="stack">
        <section class="panel tight quiet" aria-labelledby="page-role">
        <h2 id="page-role">ご報告のお願い</h2>
        <p>\(CooperationWords(isDesignated: isDesignated).sentence)</p>
        </section>
        <section class="panel tight quiet" aria-labelledby="page-how">
        <h2 id="page-how">報告の日と締切</h2>
        <ul class="small">
        <li>数は、患者さんをみた日・検体をとった日のものとして報告してください。</li>
        <li>締切を過ぎても報告・訂正ができます。</li>
        <li>何もなかった項目は0を入れてください。0と空は別のものです。</li>
        </ul>
        </section>
        </div>
        """
    }
}

extension HomePage {
    private func panel(_ due: Due, isFirst: Bool) -> HTML {
        let time = TimeLeft(now: now, deadline: due.deadline)
        return """
            <div class="due\(if: !isFirst || due.state.isReported, " next")">
            <div>
            <p class="muted">\(due.title)</p>
            <h2>\(due.period.title(of: due.day))</h2>
            \(due.state.isReported ? reportedLine(due) : deadlineLine(time, isFirst: isFirst))
            </div>
            \(if: isFirst && !due.state.isReported && !time.isOver, clock(time))
            \(if: isFirst && !due.state.isReported, "<div class=\"acts row\">\(act(due, isFirst: true))</div>")
            \(if: !isFirst || due.state.isReported, act(due, isFirst: false))
            </div>
            """
    }

    private func clock(_ time: TimeLeft) -> HTML {
        #"<p class="left stat"><span>締切 \#(time.deadlineWords)</span><span class="big">\#(time.figure)</span></p>"#
    }

    private func deadlineLine(_ time: TimeLeft, isFirst: Bool) -> HTML {
        if time.isOver { return #"<p class="small muted">締切は \#(time.deadline.words) でした。いまでも報告できます。</p>"# }
        if isFirst { return .empty }
        return #"<p class="small muted">締切 \#(time.deadlineWords) <span class="nb">あと \#(time.words)</span></p>"#
    }

    private func reportedLine(_ due: Due) -> HTML {
        #"<p>\#(due.state.chip) <span class="small muted nb">締切 \#(due.deadline.words)</span></p>"#
    }

    private func act(_ due: Due, isFirst: Bool) -> HTML {
        let whose: HTML = #"<span class="vh">(\#(due.title))</span>"#
        if due.state.isReported {
            return #"<a class="btn two-nd" href="\#(frame.links.report(due.survey, due.day))">報告を見る\#(whose)</a>"#
        }
        let style: HTML = isFirst ? "btn big" : "btn two-nd"
        return #"<a class="\#(style)" href="\#(frame.links.reportForm(due.survey, due.day))">報告する\#(whose)</a>"#
    }

    /// Past their deadline and not reported, with their survey.
    private var open: [(recent: Recent, day: Day, deadline: Instant)] {
        recent.flatMap { survey in
            survey.days.compactMap { $0.state == .open && $0.deadline <= now ? (survey, $0.day, $0.deadline) : nil }
        }
        .sorted { $0.deadline > $1.deadline }
    }

    /// So many open days are listed with a button each; the rest stands in the tables below.
    private static let listedOpenDays = 5

    private var moreOpenDays: HTML? {
        guard open.count > Self.listedOpenDays else { return nil }
        return #"<p class="small">ほか\#(open.count - Self.listedOpenDays)件は、下の「最近の報告」の表にあります。</p>"#
    }

    private var openDays: HTML {
        """
        <section class="stack near" aria-labelledby="page-open">
        <h2 id="page-open">まだ報告のない日 <span class="nb">\(open.count)件</span></h2>
        <ul class="late-list">
        \(each: open.prefix(Self.listedOpenDays), { entry in
            """
            <li><b>\(entry.recent.period.words(entry.day))</b>\
            <span class="late-d small">\(entry.recent.title) <span class="muted nb">締切は \(entry.deadline.words) でした</span></span>\
            <a class="btn two-nd sm" href="\(frame.links.reportForm(entry.recent.survey, entry.day))">\
            報告する<span class="vh">(\(entry.recent.title) \(entry.day.words))</span></a></li>

            """
        })
        </ul>
        \(moreOpenDays)
        <p class="small muted">締切を過ぎても報告・訂正ができます。</p>
        </section>
        """
    }

    private func days(_ survey: Recent) -> HTML {
        let id = "page-days-\(survey.survey)"
        return """
            <section class="stack near" aria-labelledby="\(id)">
            <h2 id="\(id)">最近の報告 <small class="muted">\(survey.title)</small></h2>
            <table class="tbl">
            <thead><tr><th scope="col">\(survey.period == .day ? "日" : "週")</th><th scope="col">状態</th>\
            <th scope="col" class="n">見る・直す</th></tr></thead>
            <tbody>
            \(each: survey.days, { row($0, of: survey) })
            </tbody>
            </table>
            </section>
            """
    }

    private func row(_ entry: (day: Day, deadline: Instant, state: ReportState), of survey: Recent) -> HTML {
        let words: HTML = #"<span class="vh">\#(entry.day.words)の報告を</span>"#
        let act: HTML =
            switch entry.state {
            case .notAsked: .empty
            case .open: #"<a href="\#(frame.links.reportForm(survey.survey, entry.day))">\#(words)報告する</a>"#
            default: #"<a href="\#(frame.links.report(survey.survey, entry.day))">\#(words)見る</a>"#
            }
        return """
            <tr><th scope="row" class="nb">\(survey.period.words(entry.day))</th>\
            <td>\(entry.state.chip(isOver: entry.deadline <= now))</td><td class="n">\(act)</td></tr>

            """
    }
}
