import Domain

/// The page on which an institution reports or corrects one period; made from the form's definition alone.
public struct ReportFormPage: Sendable {
    public var frame: PageFrame
    /// Whose report it is.
    public var subject: ReportSubject
    public var form: Form
    /// The sections asked of this institution on this day.
    public var sections: [Section]
    public var day: Day
    /// The institution for which somebody else reports; nil for the visitor's own.
    public var facilityName: String?
    public var now: Instant
    public var deadline: Instant
    /// Why the deadline is later than for the others; nil where it is the survey's.
    public var own: OwnDeadline?
    /// What stands in the fields, by item code, as typed.
    public var typed: [String: String]
    /// Values of other days to compare with, at most two: 前回, 先週.
    public var earlier: [EarlierValues]
    /// The newest revision the person has seen; 0 when there is none. From 1 on the page is a correction, unless it is open again.
    public var knownRevision: Int
    /// Withdrawn before: what is sent is a report again, no correction (R26).
    public var isOpenAgain = false
    /// Designated as 診療・検査医療機関 on this day (R59).
    public var isDesignated: Bool
    /// Refuse: from the checks and from reading the fields.
    public var errors: [FieldProblem] = []
    /// Ask to look again: every note that speaks, passed or not.
    public var notes: [Verdict.Note] = []
    /// The checks whose notes the person has passed; their ticks stay, and can be taken back.
    public var passed: Set<String> = []
    /// Why, by check, as typed.
    public var reasons: [String: String] = [:]
    /// Items that were filled in with the answer of an earlier period, on demand.
    public var filled: [String: Day] = [:]
    /// What is wrong with the sending as a whole (an ended session).
    public var problem: Problem?
    /// Holds what was typed when a former session had run out.
    public var isKept = false
    /// Somebody stored a newer revision while this page was open.
    public var conflict: ReportConflict?
    /// 「開設なし・実績なし」 and 「すべて0」, where they are offered.
    public var oneTap = OneTap()
    /// Where somebody stands who goes from member to member.
    public var steps: MemberSteps?

    public init(
        frame: PageFrame, form: Form, sections: [Section], day: Day, now: Instant, deadline: Instant,
        typed: [String: String] = [:], earlier: [EarlierValues] = [], knownRevision: Int = 0, isDesignated: Bool
    ) {
        self.frame = frame
        subject = .own(frame.links)
        self.form = form
        self.sections = sections
        self.day = day
        self.now = now
        self.deadline = deadline
        self.typed = typed
        self.earlier = earlier
        self.knownRevision = knownRevision
        self.isDesignated = isDesignated
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "\(form.period.title(of: day, in: frame.today))\(isCorrection ? "の訂正" : "")",
            main: """
                \(Crumbs(entries: trail, here: here ?? form.period.title(of: day, in: frame.today)).html)
                \(title)
                \(steps?.html)
                <form class="two" id="report-form" method="post" novalidate action="\(action)"\(frame.draft(action))>
                \(hidden)
                <div class="stack far">
                \(summaries)
                \(fields)
                </div>
                \(side)
                </form>
                """,
            bar: bar, scripts: [frame.assets.reportForm]
        ).html
    }

    private var action: Link { steps?.form(frame.links) ?? frame.links.report(form.survey, day, of: subject.facility) }
    var isCorrection: Bool { knownRevision > 0 && !isOpenAgain }

    private var here: String? { steps == nil ? nil : facilityName }

    private var trail: [(words: String, link: Link)] {
        guard let steps else { return subject.trail }
        let table = (words: form.period.title(of: day, in: frame.today), link: steps.table(frame.links))
        return [("ホーム", frame.links.home), table]
    }

    private var title: HTML {
        """
        <div class="title"><div><h1>\(form.period.title(of: day, in: frame.today))\(if: isCorrection, "の訂正")</h1>\
        \(facilityName.map { "<p class=\"lead\"><bdi>\($0)</bdi></p>" })\
        <p>\(form.title) \(line.html)</p>\(line.why)\(history)</div>\
        \(isCorrection ? nil : oneTap.inTitle(frame, form, day, of: subject.facility))</div>
        """
    }

    private var line: DeadlineLine { DeadlineLine(deadline, own, today: frame.today) }

    /// Home leads here while the day is open: what was withdrawn is found from here.
    private var history: HTML? {
        guard isOpenAgain else { return nil }
        return
            #"<p class="small">前の報告は取り下げました。<a href="\#(frame.links.report(form.survey, day, of: subject.facility))">履歴を見る</a></p>"#
    }

    private var hidden: HTML {
        """
        \(frame.csrfField)\(frame.actField)<input type="hidden" name="\(FieldName.revision)" value="\(knownRevision)">\
        \(each: silent, { SilentPass(check: $0, reason: reasons[$0] ?? "").html })
        """
    }

    /// Passed before, and no note of theirs is shown: sent along, so that nobody is asked the same twice.
    private var silent: [String] { passed.filter { check in !notes.contains { $0.check == check } }.sorted() }

    private var summaries: HTML? {
        let pieces: [HTML] = [
            oneTap.notice(frame, form, day, of: subject.facility, asksLess: !isCorrection),
            isKept && problem == nil
                ? DoneBox(heading: "前に入力した内容を入れてあります", sentence: "まだ保存していません。確かめてから送ってください。").html : nil,
            problem.map { ErrorSummary(heading: "まだ保存していません", sentence: $0.sentenceAtForm).html },
            conflict.map { ConflictSummary(conflict: $0, form: form, isFirst: problem == nil).html },
            errors.isEmpty
                ? nil
                : ErrorSummary(
                    problems: errors, anchors: shown.union(notes.map { FieldName.why($0.check) }),
                    isFirst: problem == nil && conflict == nil
                ).html,
            unpassed.isEmpty
                ? nil
                : NoteSummary(notes: unpassed, form: form, shown: shown, isFirst: isUnrefused, reasons: reasons).html,
            filled.isEmpty ? nil : FilledNotice(count: filled.count, isFirst: isUnrefused && unpassed.isEmpty).html,
        ].compactMap(\.self)
        return pieces.isEmpty ? nil : "<div class=\"stack\">\(each: pieces, { $0 })</div>"
    }

    /// The items on this page: only they can be linked to.
    private var shown: Set<String> { Set(sections.flatMap(\.items).map(\.code)) }
    private var unpassed: [Verdict.Note] { notes.filter { !passed.contains($0.check) } }
    private var isUnrefused: Bool { problem == nil && conflict == nil && errors.isEmpty }
}

extension ReportFormPage {
    private var fields: HTML {
        SheetSections(
            form: form, sections: sections, day: day, typed: typed, earlier: earlier, errors: errors, notes: notes,
            passed: passed, reasons: reasons, filled: filled
        ).html
    }

    private var side: HTML {
        """
        <div class="stack noprint stay">
        \(if: sections.count > 1, contents)
        <section class="panel tight quiet" aria-labelledby="page-how">
        <h2 id="page-how">入力のしかた</h2>
        <ul class="small">
        <li data-with-script hidden><kbd>Enter</kbd> で次の項目へ進みます。</li>
        <li>全角の数字でも入力できます。</li>
        <li>何もなかった項目は0を入れてください。0と空は別のものです。</li>
        <li>報告したあとも、いつでも訂正できます。</li>
        <li>一度確かめた注意は、しばらくおたずねしません。<a href="\(frame.links.noteMemories(of: subject.facility))">確認ずみの注意を見る</a></li>
        </ul>
        </section>
        <p class="small muted">\(CooperationWords(isDesignated: isDesignated).sentence)</p>
        </div>
        """
    }

    private var contents: HTML {
        """
        <nav class="panel tight" aria-labelledby="page-contents">
        <h2 id="page-contents">この報告の項目</h2>
        <ul class="plain stack near">
        \(each: sections, { section in
            "<li class=\"row apart\"><a href=\"\(Link.anchor("section-\(section.id)"))\">\(section.title)</a><span data-progress=\"section-\(section.id)\">\(progress(section))</span></li>\n"
        })</ul>
        </nav>
        """
    }

    private func progress(_ section: Section) -> HTML {
        let faults = section.items.filter { item in errors.contains { $0.field == item.code } }.count
        let filled = filledCount(section.items)
        if faults > 0 { return Chip(.error, "要修正 \(faults)").bare }
        return Chip(filled == section.items.count ? .ok : .due, "\(filled) / \(section.items.count)").bare
    }

    private func filledCount(_ items: [Item]) -> Int { items.filter { !(typed[$0.code] ?? "").isEmpty }.count }

    private var bar: HTML {
        let time = TimeLeft(now: now, deadline: deadline)
        let say: HTML =
            time.isOver
            ? "<b class=\"nb\">締切を過ぎても報告できます</b>"
            : "<b class=\"nb\">あと \(time.words)</b> <span class=\"muted\">\(now.time.words) 現在</span>"
        return """
            <div class="actbar"><div class="wrap">
            <p class="say">\(isCorrection ? "<b class=\"nb\">第\(knownRevision)版を直します</b>" : say)</p>
            \(leave)
            <button class="btn big" form="report-form">\(isCorrection ? "訂正する" : "報告する")</button>
            </div></div>
            """
    }

    /// The way out that stores nothing.
    private var leave: HTML {
        if let steps {
            let (words, link) = steps.skip(frame.links).map { ("次の会員へ", $0) } ?? ("表に戻る", steps.table(frame.links))
            return #"<a class="btn two-nd" href="\#(link)">\#(words)</a>"#
        }
        let report = frame.links.report(form.survey, day, of: subject.facility)
        return #"<a class="btn two-nd" href="\#(isCorrection ? report : subject.back.link)">やめる</a>"#
    }
}
