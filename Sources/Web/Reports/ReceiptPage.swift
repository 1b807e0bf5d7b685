import Domain

/// What an institution reads after each submission, and keeps (R36).
public struct ReceiptPage: Sendable {
    public var frame: PageFrame
    /// Whose report it is.
    public var subject: ReportSubject
    public var form: Form
    public var day: Day
    public var facilityName: String
    public var facilityId: Facility.ID
    /// The sections asked of the institution on that day.
    public var sections: [Section]
    /// The revision that was received.
    public var revision: Revision
    /// The revision before it; nil for a first report.
    public var previous: Revision?
    /// When the report was first submitted, after a withdrawal anew: on time is a matter of the first one.
    public var firstRecordedAt: Instant
    public var deadline: Instant
    /// The newest revision is a withdrawal: the day waits for a report (R26).
    public var isOpenAgain: Bool
    /// What else is due: words and where to report it.
    public var next: (words: String, link: Link)?
    /// The health centre in charge (R36).
    var healthCentre = HealthCentreNote()
    /// The visitor may correct it; others only look (R43).
    public var mayReport = true
    /// The same was sent again: nothing was stored, and this is the receipt of what is kept.
    public var isRepeated = false

    public init(
        frame: PageFrame, form: Form, day: Day, facilityName: String, facilityId: Facility.ID, sections: [Section],
        revision: Revision, previous: Revision?, firstRecordedAt: Instant, deadline: Instant, isOpenAgain: Bool = false,
        next: (words: String, link: Link)? = nil
    ) {
        self.frame = frame
        subject = .own(frame.links)
        self.form = form
        self.day = day
        self.facilityName = facilityName
        self.facilityId = facilityId
        self.sections = sections
        self.revision = revision
        self.previous = previous
        self.firstRecordedAt = firstRecordedAt
        self.deadline = deadline
        self.isOpenAgain = isOpenAgain
        self.next = next
    }

    public var body: HTML {
        let report = frame.links.report(form.survey, day, of: subject.facility)
        let trail = subject.trail + [(form.period.title(of: day, in: frame.today), report)]
        return Layout(
            frame: frame, title: "受付票",
            main: """
                \(Crumbs(entries: trail, here: "受付票").html)
                <div class="two">
                <div class="stack far">
                \(if: isRepeated, "<p class=\"live\">同じ内容がすでに保存されています。新しい版は作らず、第\(revision.number)版のままです。</p>")
                \(slip)
                <div class="stack near">
                \(if: next == nil && !isOpenAgain, "<p class=\"lead\">この日の分について、厚生労働省へほかに送っていただくものはありません。</p>")
                \(healthCentre.html)
                </div>
                \(isWithdrawal ? nil : content)
                </div>
                \(side)
                </div>
                """
        ).html
    }

    private var isWithdrawal: Bool { revision.status == .withdrawn }
    /// What the revision corrects; after a withdrawal there is nothing.
    private var corrected: Revision? { previous.flatMap { $0.status.counts ? $0 : nil } }

    private var content: HTML {
        """
        <section class="stack near" aria-labelledby="page-content">
        <h2 id="page-content">保存した内容</h2>
        \(AnswerTable(sections: sections, form: form, revision: revision, previous: corrected).html)
        </section>
        """
    }

    private var received: String {
        if isWithdrawal { return "取り下げを受け付けました" }
        return corrected == nil ? "報告を受け付けました" : "訂正を受け付けました"
    }

    private var isOnTime: Bool { firstRecordedAt < deadline }

    private var slip: HTML {
        """
        <section class="receipt stack" aria-labelledby="page-received">
        <h1 id="page-received">\(received)</h1>
        <p class="lead">\(form.period.title(of: day, in: frame.today)) <span class="nb">\(form.title)</span></p>
        <dl class="kv keep">
        <dt>受付番号</dt><dd class="no">\(revision.receipt)</dd>
        <dt>受付時刻</dt><dd>\(revision.recordedAt.longWords)</dd>
        <dt>版</dt><dd>第\(revision.number)版\(if: corrected != nil && !isWithdrawal, "(最初の報告は \(firstRecordedAt.words))") \
        \(state.html)</dd>
        \(revision.reason.map { "<dt>理由</dt><dd><bdi class=\"typed\">\($0)</bdi></dd>" })
        <dt>医療機関</dt><dd><bdi>\(facilityName)</bdi> <span class="nb">(ID \(facilityId.text))</span></dd>
        \(if: revision.by != facilityName, "<dt>報告した人</dt><dd><bdi>\(revision.by)</bdi></dd>")
        </dl>
        \(timeliness.map { "<p class=\"small muted\">\($0)</p>" })
        </section>
        """
    }

    private var correction: HTML {
        let link = frame.links.reportForm(form.survey, day, of: subject.facility)
        let words = isOpenAgain ? "\(form.period.words(day))をもう一度報告する" : "訂正する"
        return #"<li><a href="\#(link)">\#(words)</a></li>"#
    }

    private var state: Chip {
        if isWithdrawal { return Chip(.off, "取り下げ") }
        return isOnTime ? Chip(.ok, "期限内") : Chip(.late, "締切後")
    }

    private var timeliness: String? {
        if isWithdrawal { return nil }
        if !isOnTime { return "締切(\(deadline.words(in: frame.today)))のあとに届きましたが、報告として受け付けています。" }
        if revision.recordedAt >= deadline { return "最初の報告が締切前なので、期限内の報告として扱います。" }
        return nil
    }

    private var side: HTML {
        """
        <div class="stack">
        <section class="panel tight noprint" aria-labelledby="page-next">
        <h2 id="page-next">次にすること</h2>
        \(next.map { "<a class=\"btn\" href=\"\($0.link)\">\($0.words)</a>" })
        <ul class="plain stack near">
        <li><a href="\(subject.back.link)">\(subject.back.words)</a></li>
        <li><a href="\(frame.links.report(form.survey, day, of: subject.facility))">この報告と訂正の履歴を見る</a></li>
        \(if: mayReport, correction)
        </ul>
        </section>
        \(ReceiptSignature(form: form, day: day, revision: revision, subject: subject, links: frame.links).html)
        </div>
        """
    }
}
