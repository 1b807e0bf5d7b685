import Domain

/// What a person reads when something did not work: what happened, what became of the input, what to do, whom to call.
public struct ProblemPage: Sendable {
    public var frame: PageFrame
    public var status: Int
    /// What happened: `Problem.sentence`.
    public var sentence: String
    /// `Problem.code`, or `internal`.
    public var code: String
    /// The number to tell the help desk; shown for faults of ours.
    public var requestId: String?
    public var now: Instant?
    /// What was typed is kept, and offered at home.
    public var isKept = false

    public init(
        frame: PageFrame, status: Int, sentence: String, code: String, requestId: String? = nil, now: Instant? = nil
    ) {
        self.frame = frame
        self.status = status
        self.sentence = sentence
        self.code = code
        self.requestId = requestId
        self.now = now
    }

    /// The sentence of a fault of ours.
    public static let internalSentence = "システムの側で問題が起きました。ご迷惑をおかけして申し訳ありません。"

    public var body: HTML {
        Layout(
            frame: frame, title: heading,
            main: """
                <div class="slim stack far">
                <div class="stack">
                <h1>\(heading)</h1>
                <p class="lead">\(sentence)</p>
                </div>
                \(requestId.map(ticket))
                <section class="stack near" aria-labelledby="page-do">
                <h2 id="page-do">次にしていただくこと</h2>
                <ol>\(each: steps, { "<li>\($0)</li>" })</ol>
                </section>
                <div class="row">\(way)</div>
                <p class="small muted">\(status) \(code)</p>
                </div>
                """
        ).html
    }

    private func ticket(_ id: String) -> HTML {
        """
        <section class="panel" aria-labelledby="page-ticket">
        <h2 id="page-ticket">お問い合わせ番号</h2>
        <p class="ticket">\(id)</p>
        \(now.map { "<p class=\"small muted\">\($0.longWords)</p>" })
        </section>
        """
    }

    private var way: HTML {
        frame.visitor == nil
            ? #"<a class="btn" href="\#(frame.links.signIn)">ログインの画面へ</a><a class="btn plain" href="\#(frame.links.openData)">公開データを見る</a>"#
            : #"<a class="btn" href="\#(frame.links.home)">ホームへ戻る</a>"#
    }

    private var isClosed: Bool { code == Problem.closedToCorrection(reason: "").code }

    private var isNothingToWithdraw: Bool { code == Problem.nothingToWithdraw(reason: "").code }

    private var isMaintenance: Bool { code == "in-maintenance" }

    private var heading: String {
        switch status {
        case 503 where isMaintenance: "メンテナンス中です"
        case 422 where isClosed: "この日は入力できません"
        case 409 where isNothingToWithdraw: "取り下げる報告がありません"
        case 400, 422: "送られた内容を読み取れませんでした"
        case 401: "ログインが必要です"
        case 403: "もう一度送ってください"
        case 404, 410: "ページが見つかりません"
        case 405: "この画面では行えません"
        case 409: "別の画面で保存されています"
        case 413: "送られた内容が大きすぎます"
        case 429: "しばらくお待ちください"
        case 503: "ただいま混み合っています"
        default: "画面を表示できませんでした"
        }
    }

    private var steps: [String] {
        switch status {
        case 422 where isClosed: ["ホームから、報告する日を選び直してください。", "心当たりがないときは、ヘルプデスクへお電話ください。"]
        case 409 where isNothingToWithdraw: ["ホームから、その日の報告を開いてご確認ください。"]
        case 400, 422: ["前の画面に戻り、画面を開き直してから、もう一度お試しください。", kept, again]
        case 401: ["ログインの画面から、もう一度ログインしてください。", kept]
        case 403: ["前の画面に戻り、開き直してから、もう一度送ってください。入力した内容は、ブラウザの「戻る」で残っていることがあります。", kept, again]
        case 404, 410: ["アドレスに打ち間違いがないか、ご確認ください。", "ホームから、目的の画面を開き直してください。"]
        case 405: ["ホームから、目的の画面を開き直してください。"]
        case 409: ["報告の画面を開き直し、保存された内容をご確認ください。", "直すところがあれば、「訂正する」から直してください。"]
        case 413: ["前の画面に戻り、文字の多い欄を短くして、もう一度お試しください。", kept]
        case 429: ["1分ほど待って、もう一度お試しください。", again]
        case 503 where isMaintenance:
            [
                isKept
                    ? "入力した内容は保管してあります。終わったら、ホームから続きを開いて、もう一度送ってください。"
                    : "終わったら、ホームから入力してください。それまでも、報告を見ることはできます。",
                "このあいだに締切が来る報告は、締切がのびます。締切を過ぎても報告・訂正ができます。",
            ]
        case 503: ["30秒ほど待って、もう一度お試しください。", kept, "締切を過ぎても報告・訂正ができます。"]
        default: ["前の画面に戻り、もう一度お試しください。", kept, "続けて起きるときは、お問い合わせ番号をヘルプデスクへお知らせください。"]
        }
    }

    private var kept: String { "受付番号が出ていない報告は、まだ届いていません。届いたかどうかは、ホームでわかります。" }
    private var again: String { "続けて起きるときは、ヘルプデスクへお電話ください。" }
}
