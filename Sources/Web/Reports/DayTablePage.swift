import Domain

/// One institution's days as rows, each with fields as long as it waits for its report (R24).
public struct DayTablePage: Sendable {
    public var frame: PageFrame
    public var subject: ReportSubject
    public var table: DayTable
    public var now: Instant
    /// Of an association's member.
    public var facilityName: String?
    var filter = MemberFilter.all
    /// What has just happened.
    var told: TableTold?
    /// What is wrong with the sending as a whole (an ended session, a maintenance window).
    public var refusal: Problem?
    /// What is wrong with the span that was asked for.
    public var problem: FieldProblem?
    /// More days were asked for than one page shows.
    public var isShortened = false
    /// The last day that may be entered.
    public var newest: Day?
    /// Holds what was typed when a former session had run out.
    public var isKept = false
    /// The answer to a sent table: reading begins at what is to be mended.
    public var isAnswer = false
    /// What stands in the text area.
    public var pasted = ""

    public init(frame: PageFrame, subject: ReportSubject, table: DayTable, now: Instant) {
        (self.frame, self.subject, self.table, self.now) = (frame, subject, table, now)
    }

    static let heading = "数日分をまとめて入力"

    var form: Form { table.form }
    var isClosable: Bool { table.rows.contains { row in row.state.facts.map(row.form.isClosable) ?? false } }

    public var body: HTML {
        Layout(
            frame: frame, title: Self.heading,
            main: """
                <div class="stack days-page" id="page-days" data-left="\(table.left)">
                \(Crumbs(entries: subject.trail, here: Self.heading).html)
                \(title)
                \(said)
                <div class="live" id="page-pasted" hidden><p role="status"></p>\
                <button type="button" class="as-link">貼り付けを取り消す</button></div>
                \(table.rows.isEmpty ? nothing : entry)
                </div>
                """,
            bar: table.rows.contains(where: \.state.hasFields) ? bar : nil, scripts: [frame.assets.members],
            isWide: true
        ).html
    }

    private var nothing: HTML {
        #"<div class="empty"><b>この期間に、この調査をお願いしている日はありません</b><p>期間を変えて、もう一度表示してください。</p></div>"#
    }

    private var title: HTML {
        """
        <div class="title"><div><h1>\(Self.heading)</h1>
        <p>\(facilityName.map { "<bdi>\($0)</bdi> <span class=\"nb\">" })\(form.title)\(if: facilityName != nil, "</span>") — \
        \(form.period == .week ? "1週ずつ、その週の数を入力してください。" : "1日ずつ、その日の実績を入力してください。") \
        <span class="nb">\(table.span.words(in: frame.today))</span></p></div>
        \(DaySpanFields(action: frame.links.manyDays(form.survey, of: subject.facility), span: table.span, newest: newest, problem: problem).html)</div>
        """
    }

    private var said: HTML? {
        let pieces: [HTML] = [
            isKept && refusal == nil && !isAnswer
                ? DoneBox(heading: "前に入力した内容を入れてあります", sentence: "まだ報告していません。確かめてから送ってください。").html : nil,
            refusal.map { ErrorSummary(heading: "まだ報告していません", sentence: $0.sentenceAtForm).html },
            refusal == nil ? problem.map { ErrorSummary(heading: "期間を直してください", sentence: $0.sentence).html } : nil,
            told?.html,
            isShortened ? shortened : nil,
            DayTableSummary(table: table, isFirst: refusal == nil && problem == nil).html,
        ].compactMap(\.self)
        return pieces.isEmpty ? nil : "\(each: pieces, { $0 })"
    }

    private var shortened: HTML {
        let before = DaySpan(from: table.span.from.adding(-table.span.days.count), until: table.span.from.adding(-1))
        return """
            <p class="small">一度に表示できるのは\(table.span.days.count)日分までです。\
            <a href="\(frame.links.manyDays(form.survey, before, of: subject.facility))">その前の日を表示する</a></p>
            """
    }

    private var bar: HTML {
        let counts = [MemberRowState.State.error, .ask, .draft, .empty]
        return """
            <div class="actbar"><div class="wrap wide">
            <p class="say"><b>残り <span data-count="left">\(table.left)</span>\(form.period.unit)</b> <span class="muted">\
            \(each: counts, { "<span class=\"nb\">\($0.chip.words) <span data-count=\"\($0.rawValue)\">\(table.count($0))</span></span> " })\
            <span class="not-phone">要修正の\(form.period.unit)は、この表に残ります。</span></span></p>
            <button class="btn big" form="page-table">入力した\(form.period.unit)を報告する</button>
            </div></div>
            """
    }
}

/// From when until when: works without a script.
struct DaySpanFields {
    var action: Link
    var span: DaySpan
    var newest: Day?
    var problem: FieldProblem?
    /// Further fields between the days and the button.
    var more: HTML?

    var html: HTML {
        """
        <form class="row span" method="get" action="\(action)">
        \(field(DayField.from, "始まりの日", span.from))
        \(field(DayField.until, "終わりの日", span.until))
        \(more)
        <button class="btn two-nd sm">表示する</button></form>
        """
    }

    private func field(_ name: String, _ label: String, _ day: Day) -> HTML {
        let isBad = problem?.field == name
        return """
            <div class="field"><label class="small" for="\(name)">\(label)</label>\
            <input class="input" type="date" id="\(name)" name="\(name)" value="\(day.text)"\(newest.map { " max=\"\($0.text)\"" })\
            \(if: isBad, " aria-invalid=\"true\"")></div>
            """
    }
}

/// What is to be mended, each with a link to its cell, and what is to be looked at again.
struct DayTableSummary {
    var table: DayTable
    /// The first summary of a page carries the id that the script focuses.
    var isFirst: Bool

    var html: HTML? {
        let bad = table.rows.filter { $0.state.state == .error }
        let ask = table.rows.filter { $0.state.state == .ask }
        guard !bad.isEmpty || !ask.isEmpty else { return nil }
        let unit = table.form.period == .week ? "週" : "日"
        return """
            \(if: !bad.isEmpty, box("\(bad.count)\(unit)分を直してください", bad, isAsking: false, isFirst: isFirst))
            \(if: !ask.isEmpty, box("\(ask.count)\(unit)分をご確認ください", ask, isAsking: true, isFirst: isFirst && bad.isEmpty))
            """
    }

    private func box(_ heading: String, _ rows: [DayRow], isAsking: Bool, isFirst: Bool) -> HTML {
        """
        <div class="sum\(if: isAsking, " ask")"\(if: isFirst, " role=\"alert\" tabindex=\"-1\" id=\"page-sum\"")>
        <h2>\(heading)</h2>
        \(if: isAsking, "<p>まだ報告していません。正しければ「このままで正しい」に印をつけて、もう一度送ってください。</p>")
        <ul class="plain">\(each: rows, entry)</ul></div>
        """
    }

    private func entry(_ row: DayRow) -> HTML {
        let (place, sentence) = said(row)
        return #"<li><a href="\#(Link.anchor(place))">\#(row.state.name): \#(sentence)</a></li>"#
    }

    /// Where to go, and what to read.
    private func said(_ row: DayRow) -> (place: String, sentence: String) {
        let (day, entry) = (row.day.text, row.state.entry)
        if let refusal = entry?.refusal { return ("m-\(day)", refusal) }
        if let conflict = entry?.conflict {
            let what = conflict.isWithdrawn ? "別の画面でこの報告が取り下げられました" : "別の画面で第\(conflict.revision)版が保存されました"
            return ("m-\(day)", what)
        }
        guard let problem = entry?.errors.first else { return ("n-\(day)", entry?.notes.first?.message ?? "") }
        let isThere =
            row.state.hasFields
            && row.state.asked(by: row.form).flatMap(\.items).contains { $0.code == problem.field }
        let more = (entry?.errors.count ?? 1) - 1
        return (
            isThere ? "\(day).\(problem.field)" : "m-\(day)",
            problem.sentence + (more > 0 ? "(ほか\(more)か所)" : "")
        )
    }
}
