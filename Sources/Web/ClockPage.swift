import Domain

/// Where the demonstration's clock is set, to try what happens at a deadline.
public struct ClockPage: Sendable {
    public var frame: PageFrame
    public var now: Instant
    public var typed: String
    public var problem: FieldProblem?

    public init(frame: PageFrame, now: Instant, typed: String) {
        self.frame = frame
        self.now = now
        self.typed = typed
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "見本の時刻",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>見本の時刻</h1><p>いまは \(now.longWords) です</p></div></div>
                \(problem.map { ErrorSummary(problems: [$0], anchors: [FieldName.clock], isFirst: true).html })
                <p>この見本だけの時計です。締切の前後や、別の日の画面を試すときに変えられます。見本を使っているほかの方の画面も変わります。</p>
                \(form)
                </div>
                """,
            scripts: problem == nil ? [] : [frame.assets.reportForm]
        ).html
    }

    private var form: HTML {
        """
        <form class="stack" method="post" action="\(frame.links.clock)" novalidate>
        \(frame.csrfField)
        <div class="field">
        <label for="\(FieldName.clock)">日付と時刻(日本時間)</label>
        \(problem.map { "<p class=\"err\" id=\"clock-e\">\($0.sentence)</p>" })
        <input class="input" type="datetime-local" id="\(FieldName.clock)" name="\(FieldName.clock)" value="\(typed)"\
        \(if: problem != nil, " aria-invalid=\"true\" aria-describedby=\"clock-e\"")>
        </div>
        <div class="row"><button class="btn">この時刻にする</button>\
        <button class="btn two-nd" name="\(FieldName.reset)" value="1">ほんとうの時刻に戻す</button></div>
        </form>
        """
    }
}
