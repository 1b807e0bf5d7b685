import Domain
import Store

/// The code that an institution reads out to the help desk.
struct SharedCodePage: Sendable {
    var frame: PageFrame
    var code: String
    var until: Instant

    var body: HTML {
        Layout(
            frame: frame, title: "画面の共有",
            main: """
                \(Crumbs(entries: [("登録内容", frame.links.record)], here: "画面の共有").html)
                <div class="title"><h1>ヘルプデスクに画面を見てもらう</h1></div>
                <div class="stack far slim">
                <p>電話で、次の番号をヘルプデスクに伝えてください。</p>
                <p class="stat"><span class="big">\(code.prefix(3).description) \(code.dropFirst(3).description)</span></p>
                <p>この番号は<b>\(until.time.words)</b>まで使えます。ヘルプデスクは、番号を入れてから10分間、ホーム画面を見られます。\
                報告の入力や訂正はできません。</p>
                <p class="small muted">番号はこの画面にだけ出ています。見た記録は「登録内容」の画面に残ります。</p>
                <form method="post" action="\(frame.links.sharedViewEnd)">\(frame.csrfField)\
                <button class="btn two-nd">共有をやめる</button></form>
                </div>
                """
        ).html
    }
}

/// The help desk typed a code that is not right.
struct SharedCodeRefusedPage: Sendable {
    var frame: PageFrame
    var account: Account
    var opening: SharedViewStore.Opening

    var body: HTML {
        Layout(
            frame: frame, title: "画面の共有",
            main: """
                \(Crumbs(entries: [(account.name, frame.links.helpDesk(account: account.id))], here: "画面の共有").html)
                <div class="title"><h1>医療機関の画面を一緒に見る</h1></div>
                <div class="stack far slim">
                <div class="sum" role="alert" tabindex="-1" id="page-sum"><h2>画面を開けませんでした</h2><p>\(sentence)</p></div>
                \(if: mayTry, SharedCodeForm(frame: frame, account: account.id, isMain: true).html)
                <p><a href="\(frame.links.helpDesk(account: account.id))"><bdi>\(account.name)</bdi>の画面へ戻る</a></p>
                </div>
                """, scripts: [frame.assets.reportForm]
        ).html
    }

    private var mayTry: Bool { if case .wrong(1...) = opening { true } else { false } }

    private var sentence: String {
        switch opening {
        case .wrong(0): "番号が\(SharedView.mostTries)回違ったため、使えなくなりました。医療機関に、新しい番号を出してもらってください。"
        case .wrong(let left): "番号が違います。あと\(left)回入力できます。"
        case .none, .open: "いま使える番号はありません。医療機関に「登録内容」の画面で番号を出してもらってください。"
        }
    }
}

/// Where the help desk types the code that an institution reads out.
struct SharedCodeForm {
    var frame: PageFrame
    /// By key.
    var account: String
    /// What the page is for.
    var isMain = false

    var html: HTML {
        """
        <form class="stack near" method="post" action="\(frame.links.sharedView(account: account))">\(frame.csrfField)
        <div class="field"><label for="code">医療機関の画面に出ている番号(6けた)</label>\
        <input class="input count-in" id="code" name="\(RecordField.code)" inputmode="numeric" autocomplete="off"></div>
        <button class="btn\(if: !isMain, " two-nd sm")">見る(10分間)</button></form>
        """
    }
}

/// An institution's first page as it sees it, for the help desk: nothing in it leads to a report or a form.
struct SharedViewPage: Sendable {
    var frame: PageFrame
    var account: Account
    var due: [PeriodDuty]
    var open: [PeriodDuty]
    var weeks: [PeriodDuty]
    var calendar: MonthCalendar
    var about: FacilityAbout
    var now: Instant
    var secondsLeft: Int

    var body: HTML {
        Layout(
            frame: frame, title: "\(account.name)の画面",
            main: """
                \(Crumbs(entries: [(account.name, frame.links.helpDesk(account: account.id))], here: "共有された画面").html)
                <div class="stack far">
                <section class="live" aria-label="画面の共有"><p><b>医療機関の画面を見ています。</b>\
                見るだけで、報告の入力や訂正はできません。</p><b class="nb">あと\(left)</b></section>
                <div class="title"><div><h1>今日の報告 <small class="muted"><bdi>\(account.name)</bdi></small></h1><p>\(now.words) 現在</p></div></div>
                <div class="two">
                <div class="stack far">
                <section class="stack" aria-label="いま報告していただくもの">
                \(due.isEmpty ? nothingDue : "\(each: due, panel)")
                </section>
                \(OpenDays(links: frame.links, open: open, mayReport: false).html)
                </div>
                <div class="stack">
                \(calendar.html)
                \(weekList)
                \(about.html)
                </div>
                </div>
                </div>
                """
        ).html
    }

    private var left: String { secondsLeft < 60 ? "1分未満" : "\(secondsLeft / 60)分" }

    private var nothingDue: HTML { #"<div class="empty"><b>いま報告していただくものはありません</b></div>"# }

    private func panel(_ due: PeriodDuty) -> HTML {
        """
        <div class="due next"><div>
        <p class="muted">\(due.form.title)</p>
        <h2>\(due.form.period.title(of: due.period, in: frame.today))</h2>
        <p>\(due.duty.chip.html) <span class="small muted nb">締切 \(due.duty.own.words)</span></p>
        </div></div>

        """
    }

    private var weekList: HTML? {
        guard let title = weeks.first?.form.title else { return nil }
        return """
            <section class="panel tight" aria-labelledby="page-weeks">
            <h2 class="lead" id="page-weeks">\(title)</h2>
            <ul class="plain stack near small">\(each: weeks, { entry in
                "<li class=\"row apart\">\(entry.form.period.words(entry.period))\(entry.duty.state.chip.bare)</li>"
            })</ul>
            </section>
            """
    }
}

extension SharedViewPage {
    init(
        frame: PageFrame, account: Account, outlook: FacilityOutlook, month: Month, now: Instant, secondsLeft: Int
    ) {
        (self.frame, self.account, self.now, self.secondsLeft) = (frame, account, now, secondsLeft)
        (due, open) = (outlook.due, outlook.open)
        weeks = outlook.month.filter { $0.form.period == .week && $0.isShown }
        about = FacilityAbout(outlook)
        let today = now.day
        func link(_ month: Month) -> Link { frame.links.sharedView(account: account.id, month: month) }
        calendar = MonthCalendar(
            month: month, today: today, marks: MonthCalendar.marks(outlook.month, today: today) { _, _ in nil },
            earlier: month > outlook.firstMonth ? link(month.previous) : nil,
            later: month < Month(of: today) ? link(month.next) : nil)
    }
}
