import Documents
import Domain
import Store

/// Where an institution takes a file of its days, sends it, and reads what became of it (R24).
public struct DayFilePage: Sendable {
    public var frame: PageFrame
    public var subject: ReportSubject
    public var form: Form
    public var span: DaySpan
    public var newest: Day
    /// Files that were sent within a day, the newest first.
    public var earlier: [MemberFileStore.Sent]
    /// The one whose answer is shown.
    public var sent: MemberFileStore.Sent?
    /// What was pasted, to be shown back.
    public var pasted = ""
    /// Why the file was refused whole.
    public var faults: [LineProblem] = []
    public var totalFaults = 1
    /// What is wrong with the span that was asked for.
    public var problem: FieldProblem?
    /// Why nothing can be sent now.
    public var obstacle: Problem?
    /// The faults are of a file that was asked for, not sent.
    public var isUnwritable = false

    public init(
        frame: PageFrame, subject: ReportSubject, form: Form, span: DaySpan, newest: Day,
        earlier: [MemberFileStore.Sent]
    ) {
        (self.frame, self.subject, self.form, self.span) = (frame, subject, form, span)
        (self.newest, self.earlier) = (newest, earlier)
    }

    static let rules =
        ["「入力」のシートの、日ごとの行に、数を入れてください。灰色のマスは入力しません。"]
        + MemberFileWords.rules.dropFirst()
        .map { $0.replacing("医療機関ID・日付・見出し", with: "日付・見出し") }

    private func link(_ name: String, _ query: [(name: String, value: String)] = []) -> Link {
        frame.links.dayFile(form.survey, name, span, of: subject.facility, query: query)
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "数日分をファイルで入力",
            main: """
                \(Crumbs(entries: subject.trail + [(DayTablePage.heading, frame.links.manyDays(form.survey, span, of: subject.facility))], here: "ファイルで入力").html)
                <div class="stack far">
                <div class="title"><div><h1>数日分をファイルで入力</h1><p>\(form.title) \
                <span class="nb">\(span.words(in: frame.today))</span></p></div>
                \(DaySpanFields(action: Link(base: frame.links.base, subject.path + ["many-days", form.survey, "file"]), span: span, newest: newest, problem: problem).html)</div>
                \(problem.map { ErrorSummary(heading: "期間を直してください", sentence: $0.sentence).html })
                \(refused)
                \(result)
                <div class="two">
                <section class="panel" aria-labelledby="page-take"><h2 id="page-take">1. ひな形を取る</h2>
                <p>表示している期間の日付と、もう報告されている数が入っています。</p>
                <p><a class="btn" href="\(link("days.xlsx"))">ひな形(Excel)</a></p>
                <p class="small">CSV: <a href="\(link("days.csv", [("encoding", "utf8")]))">UTF-8</a>・\
                <a href="\(link("days.csv", [("encoding", "sjis")]))">Shift_JIS</a></p>
                </section>
                <section class="panel" aria-labelledby="page-send"><h2 id="page-send">2. 入力して送る</h2>
                \(send)
                </section>
                </div>
                <details class="more"><summary>ファイルの書き方</summary><ul>\(each: Self.rules, { "<li>\($0)</li>" })</ul></details>
                \(if: !earlier.isEmpty, recent)
                </div>
                """,
            scripts: faults.isEmpty && sent == nil && obstacle == nil ? [] : [frame.assets.reportForm], isWide: true
        ).html
    }

    private var refused: HTML? {
        if let obstacle {
            return ErrorSummary(
                heading: "まだ何も報告していません",
                sentence: obstacle.sentence + MemberFilePage.laterWords(hasPasted: !pasted.isEmpty)
            ).html
        }
        guard !faults.isEmpty else { return nil }
        return FileFaultSummary(
            heading: isUnwritable ? "ひな形を作れませんでした" : "ファイルを読み取れませんでした",
            sentence: isUnwritable ? "ほかの形のひな形をお使いください。" : "まだ何も報告していません。直して、もう一度送ってください。",
            faults: faults, total: totalFaults
        ).html
    }

    private var result: HTML? {
        sent.flatMap { sent in
            MemberFileResult(
                frame: frame, form: form, day: span.until, sent: sent,
                back: link("file.xlsx", [(MemberFileController.sentParameter, sent.id)]), isOfOne: true
            ).html
        }
    }

    private var send: HTML {
        """
        <form class="stack near" method="post" enctype="multipart/form-data" \
        action="\(Link(base: frame.links.base, subject.path + ["many-days", form.survey, "file"]))">\(frame.csrfField)\
        <input type="hidden" name="\(DayField.from)" value="\(span.from.text)">\
        <input type="hidden" name="\(DayField.until)" value="\(span.until.text)">
        <div class="field"><label for="file">入力したファイル</label>\
        <p class="hint" id="file-h">Excel(.xlsx)かCSV。日付の列の日の報告になります。</p>\
        <input id="file" name="file" type="file" accept="\(TableReading.accepted)" aria-describedby="file-h"></div>
        <div class="field"><label for="text">または、表を見出しごと貼り付ける</label>\
        <textarea class="input" id="text" name="text" rows="4">
        \(pasted)</textarea></div>
        <button class="btn">読み取って報告する</button>
        <p class="small muted">直すところのない行だけを報告します。ほかの行は、直してもう一度送れます。</p>
        </form>
        """
    }

    private var recent: HTML {
        """
        <section class="stack near" aria-labelledby="page-recent"><h2 id="page-recent">24時間以内に送ったファイル</h2>
        <table class="tbl dense cards"><caption class="vh">24時間以内に送ったファイル</caption>
        <thead><tr><th scope="col">日時</th><th scope="col">ファイル</th><th scope="col" class="n">報告</th>\
        <th scope="col" class="n">直すところのある行</th></tr></thead>
        <tbody>\(each: earlier, { one in
            """
            <tr><th scope="row">\(place(of: one))</th>\
            <td data-h="ファイル"><bdi>\(one.fileName)</bdi></td>\
            <td data-h="報告" class="n">\(Figure.grouped(one.taken))</td>\
            <td data-h="要修正" class="n">\(Figure.grouped(one.open))</td></tr>

            """
        })</tbody></table></section>
        """
    }

    /// Of the days that are shown; those of another span are found under theirs.
    private func place(of one: MemberFileStore.Sent) -> HTML {
        let span = DaySpan(from: min(span.from, one.period), until: one.period)
        let link = frame.links.dayFile(
            form.survey, "file", span, of: subject.facility, query: [(MemberFileController.sentParameter, one.id)])
        return #"<a href="\#(link)">\#(one.recordedAt.words(in: frame.today))</a>"#
    }
}

extension ReportSubject {
    /// What stands before a path of the institution.
    var path: [String] { facility.map { ["facilities", $0.text] } ?? [] }
}
