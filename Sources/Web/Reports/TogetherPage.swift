import Domain

/// Every daily survey that is due on a day on one page: each headed by the day it is about and its deadline, one button for all.
struct TogetherPage: Sendable {
    var frame: PageFrame
    var subject: ReportSubject
    /// nil for the visitor's own institution.
    var facilityName: String?
    /// On which they are due.
    var day: Day
    var now: Instant
    /// Those to be filled in.
    var sheets: [TogetherSheet]
    /// Those that wait for nothing: reported, or closed.
    var settled: [(form: Form, day: Day, isClosed: Bool)]
    /// Designated as 診療・検査医療機関 (R59).
    var isDesignated: Bool
    /// What is wrong with the sending as a whole.
    var problem: Problem?

    var body: HTML {
        Layout(
            frame: frame, title: title,
            main: """
                \(Crumbs(entries: subject.trail, here: title).html)
                <div class="title"><div><h1>\(title)</h1>\(facilityName.map { "<p class=\"lead\"><bdi>\($0)</bdi></p>" })\
                <p>\(now.words) 現在</p></div></div>
                \(sheets.isEmpty ? nothing : form)
                """,
            bar: sheets.isEmpty ? nil : bar, scripts: [frame.assets.reportForm]
        ).html
    }

    private var action: Link { frame.links.together(day, of: subject.facility) }

    private var title: String { "\(day.words(in: frame.today))が締切の報告" }

    private var nothing: HTML {
        """
        <div class="stack"><div class="empty"><b>この日が締切の報告は、すべて済んでいます</b></div>
        \(done)<p><a href="\(subject.back.link)">\(subject.back.words)</a></p></div>
        """
    }

    private var form: HTML {
        """
        <form class="two" id="report-form" method="post" novalidate action="\(action)"\(frame.draft(action))>
        <button class="vh" tabindex="-1" aria-hidden="true">送る</button>\(frame.csrfField)\(frame.actField)
        <div class="stack far">
        \(summaries)
        \(each: sheets, sheet)
        </div>
        \(side)
        </form>
        """
    }

    private func sheet(_ sheet: TogetherSheet) -> HTML {
        """
        <section class="stack far" id="\(sheet.prefix)sheet" aria-labelledby="\(sheet.prefix)title">
        <div><h2 id="\(sheet.prefix)title">\(sheet.form.period.title(of: sheet.day, in: frame.today))</h2>\
        <p>\(sheet.form.title) \(DeadlineLine(sheet.deadline, sheet.own, today: frame.today).html)</p>\
        \(DeadlineLine(sheet.deadline, sheet.own, today: frame.today).why)\
        \(if: sheet.offersSame, "<div class=\"row\">\(SameButton(survey: sheet.form.survey, title: sheet.form.title).html)</div>")</div>
        \(sheet.hidden)\(sheet.fields)
        </section>
        """
    }

    private var summaries: HTML? {
        let errors = sheets.flatMap(\.prefixedErrors)
        var pieces: [HTML] = []
        if let problem { pieces.append(ErrorSummary(heading: "まだ保存していません", sentence: problem.sentenceAtForm).html) }
        for sheet in sheets {
            guard let conflict = sheet.conflict else { continue }
            pieces.append(
                ConflictSummary(
                    conflict: conflict, form: sheet.form, isFirst: pieces.isEmpty, prefix: sheet.prefix
                ).html)
        }
        if !errors.isEmpty {
            let anchors = Set(sheets.flatMap { $0.shown + $0.reasonFields })
            pieces.append(ErrorSummary(problems: errors, anchors: anchors, isFirst: pieces.isEmpty).html)
        }
        for sheet in sheets where !sheet.unpassed.isEmpty {
            pieces.append(
                NoteSummary(
                    notes: sheet.unpassed, form: sheet.form, shown: Set(sheet.sections.flatMap(\.items).map(\.code)),
                    isFirst: pieces.isEmpty, prefix: sheet.prefix, reasons: sheet.reasons
                ).html)
        }
        let filled = sheets.reduce(0) { $0 + $1.filled.count }
        if filled > 0 { pieces.append(FilledNotice(count: filled, isFirst: pieces.isEmpty).html) }
        return pieces.isEmpty ? nil : "<div class=\"stack\">\(each: pieces, { $0 })</div>"
    }
}

extension TogetherPage {
    private var side: HTML {
        """
        <div class="stack noprint stay">
        <nav class="panel tight" aria-labelledby="page-contents">
        <h2 id="page-contents">この画面の報告</h2>
        <ul class="plain stack near">
        \(each: sheets, { sheet in
            "<li><a href=\"\(Link.anchor(sheet.prefix + "sheet"))\">\(sheet.form.title)</a> <span class=\"small muted nb\">\(sheet.day.words)</span></li>\n"
        })</ul>
        </nav>
        \(done)
        <section class="panel tight quiet" aria-labelledby="page-how">
        <h2 id="page-how">入力のしかた</h2>
        <ul class="small">
        <li data-with-script hidden><kbd>Enter</kbd> で次の項目へ進みます。</li>
        <li>ボタン1つで、この画面の報告をまとめて送ります。直すところがあるうちは、どれも保存しません。</li>
        <li>何もなかった項目は0を入れてください。0と空は別のものです。</li>
        </ul>
        <p class="small">1つずつ報告する: \(each: sheets.enumerated(), { index, sheet in
            "\(if: index > 0, "、")<a href=\"\(frame.links.reportForm(sheet.form.survey, sheet.day, of: subject.facility))\">\(sheet.form.title)</a>"
        })</p>
        </section>
        <p class="small muted">\(CooperationWords(isDesignated: isDesignated).sentence)</p>
        </div>
        """
    }

    private var done: HTML? {
        guard !settled.isEmpty else { return nil }
        return """
            <section class="panel tight" aria-labelledby="page-done">
            <h2 id="page-done">済んでいる報告</h2>
            <ul class="plain stack near small">
            \(each: settled, { entry in
                let link = entry.isClosed
                    ? frame.links.closedMark(entry.form.survey, entry.day, of: subject.facility)
                    : frame.links.report(entry.form.survey, entry.day, of: subject.facility)
                return "<li><a href=\"\(link)\">\(entry.form.title)</a> \(entry.isClosed ? Chip(.off, "休診").bare : Chip(.ok, "報告済").bare)</li>\n"
            })</ul>
            </section>
            """
    }

    private var bar: HTML {
        let deadline = sheets.map(\.deadline).min() ?? now
        let time = TimeLeft(now: now, deadline: deadline)
        let say: HTML =
            time.isOver
            ? "<b class=\"nb\">締切を過ぎても報告できます</b>"
            : "<b class=\"nb\">あと \(time.words)</b> <span class=\"muted\">\(now.time.words) 現在</span>"
        return """
            <div class="actbar"><div class="wrap"><p class="say">\(say)</p>
            <a class="btn two-nd" href="\(subject.back.link)">やめる</a>
            <button class="btn big" form="report-form">報告する</button></div></div>
            """
    }
}
