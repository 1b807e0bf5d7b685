import Domain

/// An association's day: its members as rows, each with fields as long as somebody has to see to it (R18).
public struct MemberTablePage: Sendable {
    public var frame: PageFrame
    public var table: MemberTable
    public var now: Instant
    var filter = MemberFilter.all
    /// The values of the day or week before stand below the fields.
    public var isEarlier = false
    /// What has just happened.
    var told: TableTold?
    /// What is wrong with the sending as a whole (an ended session).
    public var problem: Problem?
    /// Holds what was typed when a former session had run out.
    public var isKept = false
    /// The answer to a sent table: reading begins at what is to be mended.
    public var isAnswer = false
    /// What stands in the text area.
    public var pasted = ""

    public init(frame: PageFrame, table: MemberTable, now: Instant) {
        self.frame = frame
        self.table = table
        self.now = now
    }

    var form: Form { table.form }
    var day: Day { table.day }
    private var deadline: Instant { form.schedule.deadline(for: day) }
    /// Something on the page is stored nowhere: what shows it in another way has to take it along.
    var isHolding: Bool { table.rows.contains { $0.entry != nil } || !pasted.isEmpty }

    public var body: HTML {
        Layout(
            frame: frame, title: form.period.title(of: day, in: frame.today),
            main: """
                <div class="stack members-page" id="page-members" data-left="\(table.left)">
                \(Crumbs(entries: [("ホーム", frame.links.home)], here: form.period.title(of: day, in: frame.today)).html)
                \(title)
                \(progress)
                \(said)
                <div class="live" id="page-pasted" hidden><p role="status"></p>\
                <button type="button" class="as-link">貼り付けを取り消す</button></div>
                \(table.rows.isEmpty ? nothing : entry)
                </div>
                """,
            bar: table.rows.contains(where: \.hasFields) ? bar : nil, scripts: [frame.assets.members], isWide: true
        ).html
    }

    private var nothing: HTML {
        #"<div class="empty"><b>この調査をお願いしている会員はありません</b></div>"#
    }

    private var title: HTML {
        let step = form.period == .week ? 7 : 1
        let (before, after) = (day.adding(-step), day.adding(step))
        let unit = form.period.unit
        return """
            <div class="title"><div><h1>\(form.period.title(of: day, in: frame.today))</h1>\
            <p>\(form.title) — 会員\(table.asked)医療機関 <span class="nb">締切 \(deadline.words(in: frame.today))</span></p></div>
            <nav class="row" aria-label="日を変える">
            <a class="btn two-nd sm" rel="prev" href="\(frame.links.members(form.survey, before))">前の\(unit) \(before.words)</a>\
            \(if: form.schedule.opens(for: after) <= now, "<a class=\"btn two-nd sm\" rel=\"next\" href=\"\(frame.links.members(form.survey, after))\">次の\(unit) \(after.words)</a>")\
            <a class="btn two-nd sm" href="\(frame.links.memberFile(form.survey, day))">ファイルで入力</a>
            </nav></div>
            """
    }

    private var progress: HTML {
        let time = TimeLeft(now: now, deadline: deadline)
        let left: HTML =
            time.isOver
            ? "<p class=\"muted\">締切を過ぎても報告できます</p>"
            : "<p>あと <b class=\"lead\">\(time.words)</b> <span class=\"muted\">\(now.time.words) 現在</span></p>"
        return """
            <section class="stack near" aria-labelledby="page-progress">
            <div class="row apart"><h2 class="lead" id="page-progress">報告済 \(table.count(.reported)) / \(table.expected)</h2>\(left)</div>
            \(segments)
            </section>
            """
    }

    private var segments: HTML {
        let parts: [(MemberRowState.State, HTML)] = [
            (.reported, "fill-ok"), (.closed, "fill-off"), (.error, "fill-bad"), (.ask, "fill-note"),
            (.draft, "fill-q3"),
        ]
        var (start, bars, words) = (0, HTML.empty, [String]())
        for (state, fill) in parts {
            let count = table.count(state)
            guard count > 0 else { continue }
            bars = "\(bars)<rect class=\"\(fill)\" x=\"\(start)\" width=\"\(count)\" height=\"1\"/>"
            words.append("\(state.chip.words)\(count)")
            start += count
        }
        let empty = table.count(.empty)
        if empty > 0 { words.append("未入力\(empty)") }
        return """
            <svg class="seg" viewBox="0 0 \(max(1, table.asked)) 1" preserveAspectRatio="none" role="img" \
            aria-label="\(words.joined(separator: "、"))">\(bars)</svg>
            """
    }

    private var said: HTML? {
        let pieces: [HTML] = [
            isKept && problem == nil && !isAnswer
                ? DoneBox(heading: "前に入力した内容を入れてあります", sentence: "まだ報告していません。確かめてから送ってください。").html : nil,
            problem.map { ErrorSummary(heading: "まだ報告していません", sentence: $0.sentenceAtForm).html },
            told?.html,
            MemberTableSummary(table: table, isFirst: problem == nil).html,
        ].compactMap(\.self)
        return pieces.isEmpty ? nil : "\(each: pieces, { $0 })"
    }

    private var bar: HTML {
        let counts = [MemberRowState.State.error, .ask, .draft, .empty]
        let first = table.rows.first { $0.state.isLeft && $0.hasFields }
        return """
            <div class="actbar"><div class="wrap wide">
            <p class="say"><b>残り <span data-count="left">\(table.left)</span></b> <span class="muted">\
            \(each: counts, { "<span class=\"nb\">\($0.chip.words) <span data-count=\"\($0.rawValue)\">\(table.count($0))</span></span> " })\
            <span class="not-phone">入力していない行は報告されず、表に残ります。</span></span></p>
            \(first.map { "<a class=\"btn big phone-only\" href=\"\(frame.links.member(form.survey, day, $0.facility))\">1件ずつ入力する</a>" })
            <button class="btn big not-phone" form="page-table">入力した行を報告する</button>
            </div></div>
            """
    }
}

/// What is to be mended, each with a link to its cell, and what is to be looked at again.
struct MemberTableSummary {
    var table: MemberTable
    /// The first summary of a page carries the id that the script focuses.
    var isFirst: Bool

    /// So many are named; the tab shows the others.
    private static let named = 20

    private var rows: [(line: Int, row: MemberRowState)] { table.rows.enumerated().map { ($0 + 1, $1) } }

    var html: HTML? {
        let bad = rows.filter { $0.row.state == .error }
        let ask = rows.filter { $0.row.state == .ask }
        guard !bad.isEmpty || !ask.isEmpty else { return nil }
        return """
            \(if: !bad.isEmpty, box("\(bad.count)行を直してください", bad, isAsking: false, isFirst: isFirst))
            \(if: !ask.isEmpty, box("\(ask.count)行をご確認ください", ask, isAsking: true, isFirst: isFirst && bad.isEmpty))
            """
    }

    private func box(
        _ heading: String, _ rows: [(line: Int, row: MemberRowState)], isAsking: Bool, isFirst: Bool
    ) -> HTML {
        """
        <div class="sum\(if: isAsking, " ask")"\(if: isFirst, " role=\"alert\" tabindex=\"-1\" id=\"page-sum\"")>
        <h2>\(heading)</h2>
        \(if: isAsking, "<p>まだ報告していません。正しければ「このままで正しい」に印をつけて、もう一度送ってください。</p>")
        <ul class="plain">\(each: rows.prefix(Self.named), entry)</ul>
        \(if: rows.count > Self.named, "<p>ほか\(rows.count - Self.named)行</p>")
        </div>
        """
    }

    private func entry(_ found: (line: Int, row: MemberRowState)) -> HTML {
        let (row, entry) = (found.row, found.row.entry)
        let more = max(entry?.errors.count ?? 0, 1) - 1
        let sentence: String
        var place = "m-\(row.facility)"
        if let refusal = entry?.refusal {
            sentence = refusal
        } else if let conflict = entry?.conflict {
            sentence = conflict.isWithdrawn ? "別の画面でこの報告が取り下げられました" : "別の画面で第\(conflict.revision)版が保存されました"
        } else if let problem = entry?.errors.first {
            sentence = problem.sentence + (more > 0 ? "(ほか\(more)か所)" : "")
            let isThere =
                row.hasFields && row.asked(by: table.form).flatMap(\.items).contains { $0.code == problem.field }
            if isThere { place = "\(row.facility).\(problem.field)" }
        } else {
            sentence = entry?.notes.first?.message ?? ""
            place = "n-\(row.facility)"
        }
        return #"<li><a href="\#(Link.anchor(place))">\#(found.line)行目 <bdi>\#(row.name)</bdi>: \#(sentence)</a></li>"#
    }
}
