import Documents
import Domain
import Store

/// Where an association takes a file to fill in, sends it, and reads what became of it (R18).
public struct MemberFilePage: Sendable {
    public var frame: PageFrame
    public var form: Form
    public var day: Day
    /// How many members are asked on that day.
    public var asked: Int
    /// Files that were sent within a day, the newest first.
    public var earlier: [MemberFileStore.Sent]
    /// The one whose answer is shown.
    public var sent: MemberFileStore.Sent?
    /// Members whose own deadline is later.
    public var moved = 0
    /// What was pasted, to be shown back.
    public var pasted = ""
    /// Why the file was refused whole.
    public var faults: [LineProblem] = []
    public var totalFaults = 0
    /// What is wrong with the sending as a whole.
    public var problem: Problem?

    public init(frame: PageFrame, form: Form, day: Day, asked: Int, earlier: [MemberFileStore.Sent]) {
        (self.frame, self.form, self.day, self.asked, self.earlier) = (frame, form, day, asked, earlier)
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "ファイルで入力",
            main: """
                \(Crumbs(entries: [("会員の報告", frame.links.home), (form.period.title(of: day, in: frame.today), frame.links.members(form.survey, day))], here: "ファイルで入力").html)
                <div class="stack far">
                <div class="title"><div><h1>ファイルで入力</h1><p>\(form.title) \(form.period.title(of: day, in: frame.today)) \
                <span class="nb">— 会員\(Figure.grouped(asked))医療機関</span> \
                <span class="nb">締切 \(form.schedule.deadline(for: day).words)</span></p>\(extensions)</div></div>
                \(refused)
                \(sent.flatMap { MemberFileResult(frame: frame, form: form, day: day, sent: $0).html })
                <div class="two">
                <section class="panel" aria-labelledby="page-take"><h2 id="page-take">1. ひな形を取る</h2>
                \(take)
                </section>
                <section class="panel" aria-labelledby="page-send"><h2 id="page-send">2. 入力して送る</h2>
                \(send)
                </section>
                </div>
                \(rules)
                \(paper)
                \(if: !earlier.isEmpty, recent)
                </div>
                """,
            scripts: faults.isEmpty && sent == nil && problem == nil ? [] : [frame.assets.reportForm], isWide: true
        ).html
    }

    private var extensions: HTML? {
        guard moved > 0 else { return nil }
        return """
            <p class="small muted">期限延長の会員が\(Figure.grouped(moved))医療機関あります。会員ごとの締切は\
            <a href="\(frame.links.members(form.survey, day))">会員の表</a>に出ています。</p>
            """
    }

    private var refused: HTML? {
        if let problem {
            let again = pasted.isEmpty ? "終わったら、ファイルをもう一度送ってください。" : "貼り付けた表は、保管してあります。ファイルは、終わったらもう一度送ってください。"
            return ErrorSummary(heading: "まだ何も報告していません", sentence: problem.sentence + again).html
        }
        guard !faults.isEmpty else { return nil }
        return FileFaultSummary(
            heading: "ファイルを読み取れませんでした", sentence: "まだ何も報告していません。直して、もう一度送ってください。", faults: faults,
            total: totalFaults
        ).html
    }

    private var take: HTML {
        let links = frame.links
        let survey = form.survey
        func csv(_ span: String) -> HTML {
            """
            <a href="\(links.memberCSV(survey, day, span, encoding: "utf8"))">UTF-8</a>・\
            <a href="\(links.memberCSV(survey, day, span, encoding: "sjis"))">Shift_JIS</a>
            """
        }
        return """
            <p>会員の名前とID、もう報告されている数が入っています。</p>
            <p><a class="btn" href="\(links.memberWorkbook(survey, day, "day"))">\(form.period.words(day))のひな形(Excel)</a></p>
            \(if: form.period == .day, """
            <p><a class="btn two-nd" href="\(links.memberWorkbook(survey, day, "week"))">\(day.adding(-6).words)からの7日分(Excel)</a></p>
            """)
            <dl class="kv"><div><dt>CSV</dt><dd>\(csv("day"))</dd></div>\
            \(if: form.period == .day, "<div><dt>CSV(7日分)</dt><dd>\(csv("week"))</dd></div>")</dl>
            """
    }

    private var send: HTML {
        """
        <form class="stack near" method="post" action="\(frame.links.memberFile(form.survey, day))" \
        enctype="multipart/form-data">\(frame.csrfField)
        <div class="field"><label for="file">入力したファイル</label>\
        <p class="hint" id="file-h">Excel(.xlsx)かCSV。日付の列があれば、\(form.period == .day ? "この日までの7日のうち、その日" : "その週")の報告になります。</p>\
        <input id="file" name="file" type="file" accept="\(TableReading.accepted)" aria-describedby="file-h"></div>
        <div class="field"><label for="text">または、表を見出しごと貼り付ける</label>\
        <textarea class="input" id="text" name="text" rows="4">
        \(pasted)</textarea></div>
        <button class="btn">読み取って報告する</button>
        <p class="small muted">直すところのない行だけを報告します。ほかの行は、直してもう一度送れます。</p>
        </form>
        """
    }

    private var rules: HTML {
        """
        <details class="more"><summary>ファイルの書き方</summary><ul>\(each: MemberFileWords.rules, { "<li>\($0)</li>" })</ul></details>
        """
    }

    private var paper: HTML {
        """
        <section class="stack near" aria-labelledby="page-paper"><h2 id="page-paper">紙で受け取るときの用紙</h2>
        <p>画面を使えない会員に渡す、印刷用の用紙(PDF)です。書いてもらった数は、こちらでまとめて入力してください。</p>
        <ul class="plain"><li><a href="\(frame.links.memberPaper(form.survey, day))">会員ごとの用紙\
        \(if: asked > 0, "(\(Figure.grouped(asked))枚)")</a></li>\
        <li><a href="\(frame.links.memberPaper(form.survey, day, isBlank: true))">名前の入っていない用紙(1枚)</a></li></ul>
        </section>
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
            <tr><th scope="row"><a href="\(frame.links.memberFile(one.survey, one.period, sent: one.id))">\
            \(one.recordedAt.words(in: frame.today))</a></th>\
            <td data-h="ファイル"><bdi>\(one.fileName)</bdi></td>\
            <td data-h="報告" class="n">\(Figure.grouped(one.taken))</td>\
            <td data-h="直すところのある行" class="n">\(Figure.grouped(one.open))</td></tr>

            """
        })</tbody></table></section>
        """
    }
}
