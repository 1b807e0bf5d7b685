import Domain
import Store

/// A list from which IDs are issued: looked through, worked at, done. The work goes on when the page is left.
public struct IssueRunPage: Sendable {
    public var frame: PageFrame
    public var run: IssueRunStore.Run
    public var doubtful: [IssueRunStore.Doubtful]
    public var now: Instant

    public init(frame: PageFrame, run: IssueRunStore.Run, doubtful: [IssueRunStore.Doubtful], now: Instant) {
        self.frame = frame
        self.run = run
        self.doubtful = doubtful
        self.now = now
    }

    static func chip(_ run: IssueRunStore.Run) -> Chip {
        if run.finishedAt != nil { return run.held > 0 ? Chip(.hold, "通知は保留中") : Chip(.ok, "完了") }
        return run.startedAt == nil ? Chip(.notAsked, "確認中") : Chip(.due, "発行中")
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "一覧からのIDの発行",
            main: """
                \(Crumbs(entries: [("IDの発行", frame.links.issue)], here: "一覧からの発行").html)
                <div class="title"><div><h1>一覧からのIDの発行</h1><p>\(run.recordedAt.words(in: frame.today))に送られた一覧 \
                \(Self.chip(run).html)</p></div></div>
                <div class="stack far">
                \(run.startedAt == nil ? begin : progress)
                \(if: run.held > 0 && run.startedAt != nil, release)
                \(if: !doubtful.isEmpty, doubles)
                </div>
                """
        ).html
    }

    private var begin: HTML {
        """
        <section class="panel" aria-labelledby="page-begin"><h2 id="page-begin">まだ発行していません</h2>
        <p>\(Figure.grouped(run.total))行を読み取りました。直すところはありません。\
        \(if: run.leftOut > 0, "同じ医療機関かもしれない行が、\(Figure.grouped(run.leftOut))行あります。")</p>
        <form class="stack near" method="post" action="\(frame.links.issueRunStart(run.id))">\(frame.csrfField)
        \(if: run.leftOut > 0, choice("doubles", "同じかもしれない行", [("skip", "とばす", true), ("issue", "別の医療機関として発行する", false)]))
        \(choice("notifications", "メールでの通知", [("automatic", "すぐに送る", !run.holds), ("held", "あとで送る(この画面から)", run.holds)]))
        <div class="row"><button class="btn">\(Figure.grouped(run.total - run.leftOut))件のIDを発行する</button>\
        <a class="btn plain" href="\(frame.links.issue)">やめる</a></div>
        </form></section>
        """
    }

    private func choice(_ name: String, _ legend: String, _ options: [(value: String, words: String, isOn: Bool)])
        -> HTML
    {
        """
        <fieldset class="field"><legend>\(legend)</legend>\(each: options, { option in
            "<label class=\"check\"><input type=\"radio\" name=\"\(name)\" value=\"\(option.value)\"\(if: option.isOn, " checked")> \(option.words)</label>"
        })</fieldset>
        """
    }

    private var progress: HTML {
        """
        <section class="stack near" aria-labelledby="page-progress"><h2 id="page-progress">\
        \(run.finishedAt == nil ? "発行しています" : "発行が終わりました")</h2>
        <progress max="\(run.total)" value="\(run.done)" aria-label="進みぐあい">\(run.done) / \(run.total)</progress>
        <p><b>\(Figure.grouped(run.done)) / \(Figure.grouped(run.total))行</b> <span class="small muted">\(now.time.words) 現在</span></p>
        <ul class="plain"><li>発行したID \(Figure.grouped(run.issued))件 \(if: run.issued > 0, "<a href=\"\(frame.links.issuedList(run.id))\">一覧を取る(CSV)</a>")</li><li>とばした行 \(Figure.grouped(run.leftOut))行</li></ul>
        \(if: run.finishedAt == nil, "<p><a class=\"btn two-nd\" href=\"\(frame.links.issueRun(run.id))\">最新の状態を見る</a></p><p class=\"small\">この画面を閉じても、発行は続きます。</p>")
        \(run.finishedAt.map { "<p class=\"small\">\($0.words(in: frame.today))に終わりました。手紙で知らせるものは、次の発送分に入ります。</p>" })
        </section>
        """
    }

    private var release: HTML {
        """
        <section class="panel quiet" aria-labelledby="page-held"><h2 id="page-held">保留しているメール</h2>
        <p>IDをお知らせするメール \(Figure.grouped(run.held))通が、送られるのを待っています。</p>
        <form method="post" action="\(frame.links.issueRunRelease(run.id))">\(frame.csrfField)<button class="btn">メールを送る</button></form>
        </section>
        """
    }

    private var doubles: HTML {
        """
        <section class="stack near" aria-labelledby="page-doubles"><h2 id="page-doubles">同じ医療機関かもしれない行</h2>
        <table class="tbl dense cards"><caption class="vh">同じ医療機関かもしれない行</caption>
        <thead><tr><th scope="col" class="n">行</th><th scope="col">医療機関名</th><th scope="col">理由</th></tr></thead>
        <tbody>\(each: doubtful, row)</tbody></table>
        \(if: run.leftOut > doubtful.count, "<p class=\"small\">はじめの\(doubtful.count)行です。</p>")
        </section>
        """
    }

    private func row(_ row: IssueRunStore.Doubtful) -> HTML {
        """
        <tr><td data-h="行" class="n">\(Figure.grouped(row.line))</td>\
        <td data-h="医療機関名"><bdi>\(row.name.isEmpty ? "—" : row.name)</bdi></td>\
        <td data-h="理由">\(reason(row))</td></tr>
        """
    }

    private func reason(_ row: IssueRunStore.Doubtful) -> HTML {
        guard let reason = PossibleDouble.Reason(rawValue: row.reason), let other = Facility.ID(row.other) else {
            return "一覧の\(row.other)行目と同じ"
        }
        return """
            \(reason.label): <a href="\(frame.links.helpDesk(facility: other))">ID \(other.text)</a>
            """
    }
}
