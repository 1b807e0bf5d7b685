import Domain

/// A report as it stands, with everything it has been (R26).
public struct ReportPage: Sendable {
    public var frame: PageFrame
    /// Whose report it is.
    public var subject: ReportSubject
    public var form: Form
    public var day: Day
    public var facilityName: String
    public var facilityId: Facility.ID
    public var sections: [Section]
    /// Every revision, the newest first; empty for who looks where nothing was reported.
    public var revisions: [Revision]
    public var deadline: Instant
    /// Why the deadline is later than for the others; nil where it is the survey's.
    public var own: OwnDeadline?
    /// The visitor may correct it; others only read (R43).
    public var mayReport: Bool
    /// 「開設なし・実績なし」 and its liftings, the oldest first.
    public var marks: [ClosedMark] = []
    /// When the institution confirmed what its association sent, by revision.
    public var confirmed: [Int: Instant] = [:]

    public init(
        frame: PageFrame, form: Form, day: Day, facilityName: String, facilityId: Facility.ID, sections: [Section],
        revisions: [Revision], deadline: Instant, mayReport: Bool
    ) {
        self.frame = frame
        subject = .own(frame.links)
        self.form = form
        self.day = day
        self.facilityName = facilityName
        self.facilityId = facilityId
        self.sections = sections
        self.revisions = revisions
        self.deadline = deadline
        self.mayReport = mayReport
    }

    public var body: HTML {
        Layout(
            frame: frame, title: form.period.title(of: day, in: frame.today),
            main: """
                \(Crumbs(entries: subject.trail, here: form.period.title(of: day, in: frame.today)).html)
                \(title)
                <div class="two">
                <div class="stack far">
                \(revisions.first.map(content) ?? nothing)
                \(if: !revisions.isEmpty, history)
                \(if: !marks.isEmpty, ClosedMarkHistory(marks: marks).html)
                </div>
                \(side)
                </div>
                """
        ).html
    }

    private var title: HTML {
        """
        <div class="title"><div><h1>\(form.period.title(of: day, in: frame.today))</h1>\
        <p>\(form.title) \(DeadlineLine(deadline, own, today: frame.today).html)</p>\
        \(DeadlineLine(deadline, own, today: frame.today).why)</div>
        \(if: mayReport, button)</div>
        """
    }

    private var button: HTML {
        let words: HTML = revisions.first?.status == .withdrawn ? "報告する" : "訂正する"
        return
            #"<a class="btn noprint" href="\#(frame.links.reportForm(form.survey, day, of: subject.facility))">\#(words)</a>"#
    }

    private var nothing: HTML {
        #"<div class="empty"><b>まだ報告がありません</b><p>締切は \#(deadline.words(in: frame.today)) です。</p></div>"#
    }

    private var history: HTML {
        """
        <section class="stack" aria-labelledby="page-history">
        <h2 id="page-history">報告と訂正の履歴</h2>
        \(RevisionHistory(form: form, day: day, revisions: revisions, confirmed: confirmed).html)
        </section>
        """
    }

    private func content(_ newest: Revision) -> HTML {
        """
        <section class="stack near" aria-labelledby="page-content">
        <h2 id="page-content">いまの内容 \(state(newest))</h2>
        \(newest.status == .withdrawn ? withdrawn : answers(newest))
        </section>
        """
    }

    private func answers(_ newest: Revision) -> HTML {
        AnswerTable(sections: sections, form: form, revision: newest, previous: nil).html
    }

    private var withdrawn: HTML {
        let span = form.period == .day ? "日" : "週"
        return #"<div class="empty"><b>取り下げました</b><p>この\#(span)は、まだ報告のない\#(span)として扱います。</p></div>"#
    }

    private func state(_ newest: Revision) -> HTML {
        switch newest.status {
        case .withdrawn: return Chip(.off, "取り下げ").html
        case .carriedOver: return Chip.carriedOver.html
        case .submitted:
            let since = Array(revisions.reversed()).firstSubmittedAt ?? newest.recordedAt
            return Duty.State.reported(revision: newest.number, onTime: since < deadline).chip.html
        }
    }

    private var side: HTML {
        """
        <div class="stack">
        <section class="panel tight quiet" aria-labelledby="page-whose">
        <h2 id="page-whose">報告した医療機関</h2>
        <p><b><bdi>\(facilityName)</bdi></b><br><span class="small muted">ID \(facilityId.text)</span></p>
        </section>
        \(receipt)
        \(memories)
        <p class="noprint"><a href="\(frame.links.statements(of: subject.facility))">期間の報告の証明書を作る</a></p>
        \(withdrawal)
        </div>
        """
    }

    private var receipt: HTML? {
        guard let newest = revisions.first, newest.status != .carriedOver, newest.route.hasReceipt else { return nil }
        let link = frame.links.receipt(form.survey, day, revision: newest.number, of: subject.facility)
        return #"<p class="noprint"><a href="\#(link)">第\#(newest.number)版の受付票</a></p>"#
    }

    private var memories: HTML? {
        guard mayReport else { return nil }
        return #"<p class="noprint"><a href="\#(frame.links.noteMemories(of: subject.facility))">確認ずみの注意</a></p>"#
    }

    /// A quiet way out: correcting is what is meant nearly always.
    private var withdrawal: HTML? {
        guard mayReport, revisions.first?.status.counts ?? false else { return nil }
        let link = frame.links.withdrawalForm(form.survey, day, of: subject.facility)
        return #"<p class="noprint"><a href="\#(link)">この報告を取り下げる</a></p>"#
    }
}
