import Documents
import Domain
import Store

/// Where IDs are issued: a list, or one institution.
public struct IssuePage: Sendable {
    public var frame: PageFrame
    public var form: IssueForm
    public var runs: [IssueRunStore.Run]
    /// What was pasted, to be shown back.
    public var pasted = ""
    /// What is wrong with the list, and how much there is in all.
    public var faults: [LineProblem] = []
    public var totalFaults = 0
    /// Whether notifications wait by default.
    public var holds = false

    public init(frame: PageFrame, form: IssueForm, runs: [IssueRunStore.Run]) {
        self.frame = frame
        self.form = form
        self.runs = runs
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "IDの発行",
            main: """
                <div class="title"><div><h1>IDの発行</h1><p>発行したIDは変わることがなく、使い回されることもありません。</p></div></div>
                \(summary)
                <div class="two broad">
                <section class="stack" aria-labelledby="page-one"><h2 id="page-one">1つの医療機関に発行する</h2>
                \(form.html(frame))
                </section>
                <div class="stack far">
                <section class="panel" aria-labelledby="page-list"><h2 id="page-list">一覧からまとめて発行する</h2>
                \(list)
                </section>
                \(if: !runs.isEmpty, recent)
                </div>
                </div>
                """, isWide: true
        ).html
    }

    private var summary: HTML? {
        if form.asksAgain {
            return ErrorSummary(
                heading: form.doubles.isEmpty ? "医療機関コードをご確認ください" : "同じ医療機関かもしれません",
                sentence: "まだ発行していません。下の内容を確かめて、よければ印をつけて、もう一度発行してください。"
            ).html
        }
        if !form.problems.isEmpty {
            let anchors = Set(IssueColumn.allCases.map(\.rawValue)).union(["from"])
            return ErrorSummary(problems: form.problems, anchors: anchors, isFirst: true).html
        }
        guard !faults.isEmpty else { return nil }
        return FileFaultSummary(
            heading: "一覧に直すところが\(Figure.grouped(totalFaults))か所あります",
            sentence: "まだ何も発行していません。直して、もう一度送ってください。", faults: faults, total: totalFaults
        ).html
    }

    private var list: HTML {
        """
        <form class="stack near" method="post" action="\(frame.links.lists)" enctype="multipart/form-data">\(frame.csrfField)
        <div class="field"><label for="file">ExcelかCSVのファイル</label>\
        <p class="hint" id="file-h">Excel(.xlsx)、またはUTF-8かShift_JISのCSV。\(Figure.grouped(IssueList.mostRows))行まで。\
        <a href="\(frame.links.blankList)">ひな形を取る</a></p>\
        <input id="file" name="file" type="file" accept="\(TableReading.accepted)" aria-describedby="file-h"></div>
        <div class="field"><label for="text">または、表を見出しごと貼り付ける</label>\
        <textarea class="input" id="text" name="text" rows="4">
        \(pasted)</textarea></div>
        <button class="btn two-nd">一覧を確かめる</button>
        <p class="small muted">この操作では、まだ発行されません。次の画面で、同じかもしれない医療機関を確かめてから発行します。</p>
        </form>
        <details class="more"><summary>列の説明</summary><dl>\(each: IssueColumn.allCases, { column in
            "<dt><b>\(column.heading)</b>\(if: column.isRequired, "(必ず)")</dt><dd>\(column.hint)</dd>"
        })</dl></details>
        """
    }

    private var recent: HTML {
        """
        <section class="stack near" aria-labelledby="page-runs"><h2 id="page-runs">これまでの一覧</h2>
        <table class="tbl dense cards"><caption class="vh">これまでの一覧</caption>
        <thead><tr><th scope="col">日時</th><th scope="col" class="n">行</th><th scope="col" class="n">発行</th>\
        <th scope="col">状態</th></tr></thead>
        <tbody>\(each: runs, { run in
            """
            <tr><th scope="row"><a href="\(frame.links.issueRun(run.id))">\(run.recordedAt.words(in: frame.today))</a></th>\
            <td data-h="行" class="n">\(Figure.grouped(run.total))</td><td data-h="発行" class="n">\(Figure.grouped(run.issued))</td>\
            <td data-h="状態">\(IssueRunPage.chip(run).html)</td></tr>
            """
        })</tbody></table></section>
        """
    }
}
