import Domain

/// The first page of an institution: what is due, what is still open, the month (design §7).
public struct HomePage: Sendable {
    public var frame: PageFrame
    public var now: Instant
    /// What may be reported now, the most urgent first; reported ones too, which go below the others.
    public var due: [PeriodDuty]
    /// Past their deadline and not reported, the newest first.
    public var open: [PeriodDuty]
    public var calendar: MonthCalendar?
    /// The weeks of the calendar's month.
    public var weeks: [PeriodDuty] = []
    public var about: FacilityAbout?
    /// What was typed when a former session had run out.
    public var kept: KeptForms?

    public init(frame: PageFrame, now: Instant, due: [PeriodDuty], open: [PeriodDuty]) {
        self.frame = frame
        self.now = now
        self.due = due
        self.open = open
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "今日の報告",
            main: """
                <div class="title"><div><h1>今日の報告</h1><p>\(now.words) 現在</p></div></div>
                <div class="two">
                <div class="stack far">
                \(kept?.html)
                <section class="stack" aria-label="いま報告していただくもの">
                \(due.isEmpty ? nothingDue : panels)
                </section>
                \(OpenDays(links: frame.links, open: open, frame: frame).html)
                \(how)
                <p class="small"><a href="\(frame.links.record)">ヘルプデスクに画面を見てもらう・登録内容を見る</a></p>
                <p class="small"><a href="\(frame.links.statements())">期間の報告の証明書を作る</a></p>
                </div>
                <div class="stack">
                \(calendar?.html)
                \(WeekList(links: frame.links, weeks: weeks).html)
                \(about?.html)
                </div>
                </div>
                """
        ).html
    }

    private var ordered: [PeriodDuty] {
        due.filter { !$0.duty.state.isSettled } + due.filter(\.duty.state.isSettled)
    }

    /// Several daily surveys with the same day of the survey's deadline stand on one page with one button; otherwise none.
    private var together: [PeriodDuty] {
        let daily = ordered.filter { $0.form.period == .day && !$0.duty.state.isSettled }
        let same = daily.filter { $0.duty.nationalDeadline.day == daily.first?.duty.nationalDeadline.day }
        return same.count > 1 ? same : []
    }

    private var panels: HTML {
        let together = together
        let surveys = Set(together.map(\.form.survey))
        let others = ordered.filter { !surveys.contains($0.form.survey) }
        return """
            \(together.isEmpty ? nil : TogetherPanel(frame: frame, now: now, due: together).html)\
            \(each: others.enumerated(), { panel($1, isFirst: $0 == 0 && together.isEmpty) })
            """
    }

    private var nothingDue: HTML {
        #"<div class="empty"><b>いま報告していただくものはありません</b><p>これまでの報告は、いつでも見たり訂正したりできます。</p></div>"#
    }

    private var how: HTML {
        """
        <section class="stack near" aria-labelledby="page-how">
        <h2 id="page-how">報告の日と締切</h2>
        <ul class="small">
        <li>数は、患者さんをみた日・検体をとった日のものとして報告してください。</li>
        <li>締切を過ぎても報告・訂正ができます。カレンダーの日を押すと、その日の報告が開きます。</li>
        <li>何もなかった項目は0を入れてください。0と空は別のものです。</li>
        \(each: due.sorted { $0.form.survey < $1.form.survey }, { entry in
            "<li><a href=\"\(frame.links.manyDays(entry.form.survey))\">数日分を表やファイルで入力する</a><span class=\"nb\">(\(entry.form.title))</span></li>"
        })
        </ul>
        </section>
        """
    }
}

extension HomePage {
    private func panel(_ due: PeriodDuty, isFirst: Bool) -> HTML {
        let time = TimeLeft(now: now, deadline: due.duty.deadline)
        let isNext = !isFirst || due.duty.state.isSettled
        return """
            <div class="due\(if: isNext, " next")">
            <div>
            <p class="muted">\(due.form.title)</p>
            <h2>\(due.form.period.title(of: due.period, in: frame.today))</h2>
            \(due.duty.state.isSettled ? settledLine(due) : deadlineLine(due, time, isFirst: isFirst))
            \(due.duty.state.isSettled ? nil : DeadlineLine(due.duty.own, today: frame.today).why)
            </div>
            \(if: !isNext, clock(due, time))
            \(if: !isNext, "<div class=\"acts row\">\(act(due, isFirst: true))\(oneTap(due))</div>")
            \(if: isNext, act(due, isFirst: false))
            </div>
            """
    }

    private func clock(_ due: PeriodDuty, _ time: TimeLeft) -> HTML {
        guard due.duty.own.until != nil else { return #"<p class="left stat"><span>期限延長</span></p>"# }
        return
            #"<p class="left stat"><span>締切 \#(time.deadlineWords)</span><span class="big">\#(time.figure)</span></p>"#
    }

    private func deadlineLine(_ due: PeriodDuty, _ time: TimeLeft, isFirst: Bool) -> HTML {
        if isFirst || due.duty.own.until == nil { return .empty }
        return #"<p class="small muted">締切 \#(time.deadlineWords) <span class="nb">あと \#(time.words)</span></p>"#
    }

    private func settledLine(_ due: PeriodDuty) -> HTML {
        #"<p>\#(due.duty.chip.html) <span class="small muted nb">締切 \#(due.duty.own.words)</span></p>"#
    }

    private func act(_ due: PeriodDuty, isFirst: Bool) -> HTML {
        let whose: HTML = #"<span class="vh">(\#(due.form.title))</span>"#
        let survey = due.form.survey
        if due.duty.state.isReported {
            return #"<a class="btn two-nd" href="\#(frame.links.report(survey, due.period))">報告を見る\#(whose)</a>"#
        }
        if due.duty.state == .closed {
            let link = frame.links.closedMark(survey, due.period)
            return #"<a class="btn two-nd" href="\#(link)">見る・取り消す\#(whose)</a>"#
        }
        let style: HTML = isFirst ? "btn big" : "btn two-nd"
        return #"<a class="\#(style)" href="\#(frame.links.reportForm(survey, due.period))">報告する\#(whose)</a>"#
    }

    private func oneTap(_ due: PeriodDuty) -> HTML {
        """
        \(if: due.form.offersZeros, ZerosButton(frame: frame, form: due.form, day: due.period, style: "btn two-nd").html)\
        \(if: due.isClosable, ClosedMarkButton(frame: frame, form: due.form, day: due.period, style: "btn two-nd").html)
        """
    }
}
