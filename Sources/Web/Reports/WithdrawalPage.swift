import Domain

/// Where an institution takes a report back: what is withdrawn, what comes of it, and why (R26).
public struct WithdrawalPage: Sendable {
    public var frame: PageFrame
    /// Whose report it is.
    public var subject: ReportSubject
    public var form: Form
    public var day: Day
    /// The sections asked of the institution on that day.
    public var sections: [Section]
    /// What is to be withdrawn.
    public var newest: Revision
    /// The newest revision the person has seen.
    public var knownRevision: Int
    /// The reason as typed.
    public var typed = ""
    /// What is wrong with the reason.
    public var problem: FieldProblem?
    /// Somebody stored a newer revision while this page was open.
    public var hasChanged = false
    /// The page it was sent from is from an ended session, or nothing can be withdrawn now.
    public var obstacle: Problem?

    public init(
        frame: PageFrame, form: Form, day: Day, sections: [Section], newest: Revision, knownRevision: Int
    ) {
        self.frame = frame
        subject = .own(frame.links)
        self.form = form
        self.day = day
        self.sections = sections
        self.newest = newest
        self.knownRevision = knownRevision
    }

    public var body: HTML {
        let title = form.period.title(of: day, in: frame.today)
        let trail = subject.trail + [(title, frame.links.report(form.survey, day, of: subject.facility))]
        return Layout(
            frame: frame, title: "\(title)の取り下げ",
            main: """
                \(Crumbs(entries: trail, here: "取り下げ").html)
                <div class="title"><div><h1>\(title)の取り下げ</h1><p>\(form.title)</p></div></div>
                <div class="two">
                <div class="stack far">
                \(summary)
                \(reasonForm)
                <section class="stack near" aria-labelledby="page-content">
                <h2 id="page-content">取り下げる内容 <small class="muted">第\(newest.number)版</small></h2>
                \(AnswerTable(sections: sections, form: form, revision: newest, previous: nil).html)
                </section>
                </div>
                \(side)
                </div>
                """,
            scripts: summary == nil ? [] : [frame.assets.reportForm]
        ).html
    }

    private var summary: HTML? {
        if let obstacle { return ErrorSummary(heading: "まだ取り下げていません", sentence: obstacle.sentenceAtForm).html }
        if hasChanged {
            return ErrorSummary(
                heading: "別の画面で第\(newest.number)版が保存されました",
                sentence: "まだ取り下げていません。下の内容を確かめて、よければもう一度取り下げてください。"
            ).html
        }
        return problem.map { ErrorSummary(problems: [$0], anchors: [FieldName.reason], isFirst: true).html }
    }

    private var action: Link { frame.links.withdrawal(form.survey, day, of: subject.facility) }

    private var reasonForm: HTML {
        """
        <form class="stack" method="post" action="\(action)" novalidate\(frame.draft(action))>
        \(frame.csrfField)\(frame.actField)<input type="hidden" name="\(FieldName.revision)" value="\(knownRevision)">
        <p>第\(newest.number)版 <span class="nb">\(newest.recordedAt.words(in: frame.today))</span> \
        <bdi class="muted">\(newest.by)</bdi></p>
        \(field)
        <div class="row"><button class="btn danger">この報告を取り下げる</button>\
        <a class="btn plain" href="\(frame.links.report(form.survey, day, of: subject.facility))">やめる</a></div>
        </form>
        """
    }

    /// The line feed after the tag is the one that browsers drop, so that typed text may begin with one.
    private var field: HTML {
        """
        <div class="field wide-field">
        <label for="\(FieldName.reason)">取り下げる理由</label>
        <p class="hint" id="reason-h">\(WithdrawalReason.limit)文字まで。履歴に残ります。患者さんのお名前など、個人のことは書かないでください。</p>
        \(problem.map { "<p class=\"err\" id=\"reason-e\">\($0.sentence)</p>" })
        <textarea class="input" id="\(FieldName.reason)" name="\(FieldName.reason)" rows="3" required\
        \(if: problem != nil, " aria-invalid=\"true\"") \
        aria-describedby="\(if: problem != nil, "reason-e ")reason-h">
        \(typed)</textarea>
        </div>
        """
    }

    private var side: HTML {
        let span = form.period == .day ? "日" : "週"
        let sums = form.publishedItems.isEmpty ? "集計から外れます。" : "集計から外れ、公開データでは「未回答」になります。"
        return """
            <div class="stack">
            <section class="panel tight quiet" aria-labelledby="page-what">
            <h2 id="page-what">取り下げると</h2>
            <ul class="small">
            <li>この\(span)は、まだ報告のない\(span)に戻ります。</li>
            <li>\(sums)</li>
            <li>これまでの版と取り下げた理由は、履歴に残ります。</li>
            <li>いつでも、もう一度報告できます。</li>
            </ul>
            </section>
            <section class="panel tight quiet" aria-labelledby="page-mend">
            <h2 id="page-mend">直すだけのときは</h2>
            <p class="small">取り下げずに、<a href="\(frame.links.reportForm(form.survey, day, of: subject.facility))">訂正</a>してください。</p>
            </section>
            </div>
            """
    }
}
