import Domain
import Store

/// One mail: to whom, what it says, how it went, what can be done (R4 R14).
public struct MailPage: Sendable {
    public var frame: PageFrame
    public var mail: KeptMail
    public var reports: [DeliveryReport]

    public init(frame: PageFrame, mail: KeptMail, reports: [DeliveryReport]) {
        self.frame = frame
        self.mail = mail
        self.reports = reports
    }

    private var entry: MailEntry { mail.entry }

    public var body: HTML {
        Layout(
            frame: frame, title: entry.purpose.label,
            main: """
                <div class="stack far">
                \(Crumbs(entries: [("メール", frame.links.mails)], here: entry.purpose.label).html)
                <div class="title"><div><h1>\(entry.purpose.label)</h1><p>\(entry.state.chip.html)</p></div></div>
                <div class="two">
                <div class="stack far">
                \(facts)
                <section class="stack near" aria-labelledby="page-text"><h2 id="page-text">\(isDone ? "送った内容" : "送る内容")</h2>
                \(text)
                </section>
                \(if: !reports.isEmpty, reportTable)
                </div>
                \(actions)
                </div>
                </div>
                """
        ).html
    }

    private var isDone: Bool { [.sent, .failed, .bounced].contains(entry.state) }

    private var text: HTML {
        mail.isErased ? "<p>保存期間が過ぎたため、内容は消えています。</p>" : "<p class=\"typed\">\(shown)</p>"
    }

    /// A mail that waits has no link yet.
    private var shown: String {
        mail.body.replacing(MailDraft.linkMark, with: MailDraft.linkKept)
            .replacing(MailDraft.signInMark, with: "（ログイン画面のアドレス）")
    }

    private var facts: HTML {
        """
        <dl class="kv">
        <dt>宛先</dt><dd><bdi>\(entry.address)</bdi></dd>
        <dt>件名</dt><dd>\(entry.subject)</dd>
        \(entry.account.map { "<dt>ログインID</dt><dd><a href=\"\(frame.links.helpDesk(account: $0))\">\(entry.loginId ?? "—")</a></dd>" })
        <dt>作った日時</dt><dd>\(entry.recordedAt.words(in: frame.today))</dd>
        \(entry.sentAt.map { "<dt>送った日時</dt><dd>\($0.words(in: frame.today))</dd>" })
        \(if: mail.attempts > 0, "<dt>送信を試した回数</dt><dd>\(mail.attempts)回</dd>")
        \(if: entry.state == .queued && mail.attempts > 0, "<dt>次に試す日時</dt><dd>\(mail.nextAt.words(in: frame.today))</dd>")
        \(if: !entry.answer.isEmpty, "<dt>相手のサーバーの答え</dt><dd class=\"typed\">\(entry.answer)</dd>")
        </dl>
        """
    }

    private var reportTable: HTML {
        """
        <section class="stack near" aria-labelledby="page-reports"><h2 id="page-reports">配達の報告</h2>
        <table class="tbl dense cards"><thead><tr><th scope="col">日時</th><th scope="col">結果</th><th scope="col">内容</th></tr></thead>
        <tbody>
        \(each: reports, { report in
            "<tr><td data-h=\"日時\" class=\"nb\">\(report.recordedAt.words(in: frame.today))</td><td data-h=\"結果\">\(Self.words(report.action))</td><td data-h=\"内容\">\(report.status) \(report.diagnostic)</td></tr>\n"
        })</tbody></table></section>
        """
    }

    private static func words(_ action: String) -> HTML {
        switch action {
        case "failed": Chip(.error, "届かなかった").html
        case "delayed": Chip(.late, "遅れている").html
        case "delivered": Chip(.ok, "届いた").html
        default: Chip(.note, "転送された").html
        }
    }

    private var actions: HTML? {
        let buttons: [HTML]
        switch entry.state {
        case .held:
            buttons = [
                button(frame.links.mailRelease(entry.id), "btn", "送る"),
                button(frame.links.mailCancellation(entry.id), "btn danger", "取りやめる"),
            ]
        case .queued: buttons = [button(frame.links.mailCancellation(entry.id), "btn danger", "取りやめる")]
        case .sending: buttons = []
        case .sent, .failed, .bounced, .cancelled:
            buttons = mail.isErased ? [] : [button(frame.links.mailSending(entry.id), "btn", "同じ宛先へもう一度送る")]
        }
        guard !buttons.isEmpty else { return nil }
        return """
            <section class="panel" aria-labelledby="page-acts"><h2 id="page-acts">手続き</h2>
            \(each: buttons, { $0 })
            \(if: isDone, "<p class=\"small muted\">リンクのあるメールは、新しいリンクを作って送ります。</p>")
            </section>
            """
    }

    private func button(_ link: Link, _ style: String, _ words: String) -> HTML {
        #"<form method="post" action="\#(link)">\#(frame.csrfField)<button class="\#(style)">\#(words)</button></form>"#
    }
}
