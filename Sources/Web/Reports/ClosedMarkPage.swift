import Domain

/// What an institution reads after it marked a day 「開設なし・実績なし」, and where it takes that back (R33).
public struct ClosedMarkPage: Sendable {
    public var frame: PageFrame
    public var subject: ReportSubject
    public var form: Form
    public var day: Day
    public var facilityName: String
    /// Every mark and lifting, the oldest first.
    public var marks: [ClosedMark]
    /// The tests are asked of a day not opened too.
    public var asksTests: Bool
    /// A report that counts is there: the mark says nothing then.
    public var isReported: Bool
    /// Marking was refused because of it.
    public var isRefused = false
    /// What is wrong with the sending as a whole.
    public var problem: Problem?

    public init(
        frame: PageFrame, subject: ReportSubject, form: Form, day: Day, facilityName: String, marks: [ClosedMark],
        asksTests: Bool, isReported: Bool
    ) {
        self.frame = frame
        self.subject = subject
        self.form = form
        self.day = day
        self.facilityName = facilityName
        self.marks = marks
        self.asksTests = asksTests
        self.isReported = isReported
    }

    private var isClosed: Bool { marks.last?.isClosed ?? false }

    public var body: HTML {
        Layout(
            frame: frame, title: "\(form.period.words(day)) \(OneTap.closedWords)",
            main: """
                \(Crumbs(entries: subject.trail + [(form.period.title(of: day, in: frame.today), reportLink)], here: OneTap.closedWords).html)
                <div class="stack far">
                \(if: isRefused, ErrorSummary(heading: "まだ保存していません", sentence: "この日の報告があります。なかったことにするときは、先に報告を取り下げてください。").html)
                \(problem.map { ErrorSummary(heading: "まだ保存していません", sentence: $0.sentenceAtForm).html })
                \(isClosed ? slip : open)
                \(if: !marks.isEmpty, ClosedMarkHistory(marks: marks).html)
                <p><a href="\(subject.back.link)">\(subject.back.words)</a></p>
                </div>
                """,
            scripts: [frame.assets.reportForm]
        ).html
    }

    private var reportLink: Link { frame.links.report(form.survey, day, of: subject.facility) }

    private var slip: HTML {
        """
        <section class="receipt stack" aria-labelledby="page-received">
        <h1 id="page-received">「\(OneTap.closedWords)」を受け付けました</h1>
        <p class="lead">\(day.words(in: frame.today)) <span class="nb">\(form.title)</span></p>
        <dl class="kv keep">
        <dt>受付時刻</dt><dd>\(marks.last.map { "\($0.recordedAt.longWords)" })</dd>
        <dt>医療機関</dt><dd><bdi>\(facilityName)</bdi></dd>
        </dl>
        <p>\(isReported ? "この日は開設していません。検査の数の報告があります。" : "この日の報告は要りません。未報告のお知らせもしません。")</p>
        \(if: asksTests && !isReported, "<p><a class=\"btn two-nd\" href=\"\(frame.links.reportForm(form.survey, day, of: subject.facility))\">検査の数を入力する</a></p>")
        \(button(isClosed: false, style: "as-link"))
        </section>
        """
    }

    private var open: HTML {
        """
        <div class="title"><div><h1>\(day.words(in: frame.today))の\(OneTap.closedWords)</h1><p>\(form.title)</p></div></div>
        <section class="stack">
        <p>診療・検査医療機関として開設せず、受診も検査もなかった日は、報告は要りません。\
        開設していて受診者がいなかった日は、0を報告してください。</p>
        \(if: isReported, "<p>この日は報告があります。</p>")
        <div class="row">\(if: !isReported, button(isClosed: true, style: "btn"))\
        <a class="btn two-nd" href="\(reportLink)">\(isReported ? "報告を見る" : "報告する")</a></div>
        </section>
        """
    }

    private func button(isClosed: Bool, style: String) -> HTML {
        ClosedMarkButton(
            frame: frame, form: form, day: day, facility: subject.facility, isClosed: isClosed, style: style
        ).html
    }
}
