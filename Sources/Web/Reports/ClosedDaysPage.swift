import Domain

/// Days on which an institution did not open, marked together: by weekday within a span, or one by one (R27 R33). What would be
/// marked stands there, ticked, before anything is stored.
public struct ClosedDaysPage: Sendable {
    public var frame: PageFrame
    public var subject: ReportSubject
    public var table: DayTable
    public var newest: Day
    public var facilityName: String?
    /// The pattern that is ticked.
    public var weekdays: Set<Weekday> = []
    public var takesHolidays = false
    /// Days that were ticked and are not stored, besides those of the pattern.
    public var ticked: Set<Day> = []
    public var holidays = Holidays()
    var told: TableTold?
    public var problem: FieldProblem?
    /// A button was pressed and no day was ticked.
    public var isNothingTicked = false

    public init(frame: PageFrame, subject: ReportSubject, table: DayTable, newest: Day) {
        (self.frame, self.subject, self.table, self.newest) = (frame, subject, table, newest)
    }

    static let heading = "休診の日をまとめて入れる"

    private var form: Form { table.form }
    private var closable: [DayRow] { table.rows.filter { row in row.state.facts.map(row.form.isClosable) ?? false } }
    private var open: [DayRow] { closable.filter { $0.state.answers == nil && !$0.state.isClosed } }
    private var closed: [DayRow] { closable.filter { $0.state.answers == nil && $0.state.isClosed } }
    private var reported: [DayRow] { closable.filter { $0.state.answers != nil } }

    public var body: HTML {
        Layout(
            frame: frame, title: Self.heading,
            main: """
                <div class="stack far">
                <div>\(Crumbs(entries: subject.trail + [(DayTablePage.heading, frame.links.manyDays(form.survey, table.span, of: subject.facility))], here: Self.heading).html)
                <div class="title"><div><h1>\(Self.heading)</h1><p>\(facilityName.map { "<bdi>\($0)</bdi> " })\(form.title)</p></div></div></div>
                \(said)
                <p>診療・検査医療機関として開設せず、受診も検査もなかった日は、報告は要りません。\
                開設していて受診者がいなかった日は、0を報告してください。</p>
                <section class="panel" aria-labelledby="page-span"><h2 id="page-span">1. 期間と曜日を選ぶ</h2>
                \(pattern)</section>
                <section class="panel" aria-labelledby="page-mark"><h2 id="page-mark">2. 「\(OneTap.closedWords)」にする日を確かめる</h2>
                \(open.isEmpty ? nothing : ticks(open, isClosed: true))\(leftOut)</section>
                \(if: !closed.isEmpty, lifting)
                </div>
                """,
            scripts: [frame.assets.reportForm]
        ).html
    }

    private var nothing: HTML { "<p>この期間に、「\(OneTap.closedWords)」にできる日はありません。</p>" }

    private var said: HTML? {
        let pieces: [HTML] = [
            problem.map { ErrorSummary(heading: "期間を直してください", sentence: $0.sentence).html },
            isNothingTicked
                ? ErrorSummary(heading: "まだ保存していません", sentence: "日に印をつけてから、もう一度押してください。").html : nil,
            told?.html,
        ].compactMap(\.self)
        return pieces.isEmpty ? nil : "\(each: pieces, { $0 })"
    }

    private var pattern: HTML {
        let days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]
        let more: HTML = """
            <fieldset class="field plain"><legend class="small">曜日</legend><div class="row near">\
            \(each: days, { box(DayField.weekday, "w\($0.rawValue)", String($0.rawValue), $0.letter, isOn: weekdays.contains($0)) })\
            \(box(DayField.holiday, "w-h", "1", "祝日", isOn: takesHolidays))</div></fieldset>
            """
        return """
            \(DaySpanFields(action: frame.links.closedDays(form.survey, of: subject.facility), span: table.span, newest: newest, problem: problem, more: more).html)
            <p class="small muted">選んだ曜日の日に、下で印がつきます。まだ何も保存しません。\(newest.words)までの日を選べます。</p>
            """
    }

    private func box(_ name: String, _ id: String, _ value: String, _ words: String, isOn: Bool) -> HTML {
        """
        <label class="check" for="\(id)"><input type="checkbox" id="\(id)" name="\(name)" value="\(value)"\
        \(if: isOn, " checked")> <span>\(words)</span></label>
        """
    }

    private func isTicked(_ day: Day) -> Bool {
        ticked.contains(day) || weekdays.contains(day.weekday) || (takesHolidays && holidays[day] != nil)
    }

    private func ticks(_ rows: [DayRow], isClosed: Bool) -> HTML {
        let prefix = isClosed ? "d" : "l"
        let style: HTML = isClosed ? "btn" : "btn two-nd"
        let ticked = rows.count { isClosed ? isTicked($0.day) : self.ticked.contains($0.day) }
        return """
            <form class="stack near" method="post" action="\(frame.links.closedDays(form.survey, of: subject.facility))">\(frame.csrfField)\(frame.actField)\
            <input type="hidden" name="\(DayField.from)" value="\(table.span.from.text)">\
            <input type="hidden" name="\(DayField.until)" value="\(table.span.until.text)">\
            <input type="hidden" name="\(FieldName.closed)" value="\(isClosed ? 1 : 0)">
            \(if: ticked > 0, "<p>\(ticked)日に印をつけてあります。違う日は印を外してください。</p>")
            <ul class="plain days-ticks">\(each: rows, { row in
                let name = row.day.words(in: frame.today) + (holidays[row.day].map { " \($0.name)" } ?? "")
                return "<li>\(box(DayField.day, "\(prefix)\(row.day.text)", row.day.text, name, isOn: isClosed ? isTicked(row.day) : self.ticked.contains(row.day)))</li>"
            })</ul>
            <p><button class="\(style)">\(isClosed ? "印をつけた日を「\(OneTap.closedWords)」にする" : "印をつけた日の「\(OneTap.closedWords)」を取り消す")</button></p></form>
            """
    }

    /// Days with figures keep them: whoever wants them away withdraws the report.
    private var leftOut: HTML? {
        guard !reported.isEmpty else { return nil }
        return """
            <p class="small">報告がある\(reported.count)日は選べません: \
            \(each: reported.enumerated(), { index, row in
                "\(if: index > 0, "、")<a href=\"\(frame.links.report(form.survey, row.day, of: subject.facility))\">\(row.day.words(in: frame.today))</a>"
            })。休診だったときは、その日の報告を取り下げてください。</p>
            """
    }

    private var lifting: HTML {
        """
        <section class="panel" aria-labelledby="page-lift"><h2 id="page-lift">「\(OneTap.closedWords)」になっている日</h2>
        <p class="small">開設していた日は、印をつけて取り消してください。取り消した日は、報告を待つ日に戻ります。</p>
        \(ticks(closed, isClosed: false))</section>
        """
    }
}
