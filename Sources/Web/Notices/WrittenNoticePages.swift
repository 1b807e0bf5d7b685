import Domain

/// The help desk's notices: coming, shown, past (R21).
public struct WrittenNoticesPage: Sendable {
    public var frame: PageFrame
    public var now: Instant
    public var notices: [Notice]
    /// So many of the past are listed at most.
    public static let pastListed = 50

    public init(frame: PageFrame, now: Instant, notices: [Notice]) {
        self.frame = frame
        self.now = now
        self.notices = notices
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "お知らせ",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>お知らせ</h1><p>\(now.words) 現在</p></div>
                <p><a class="btn" href="\(frame.links.noticeForm())">お知らせを書く</a></p></div>
                \(part(.shown, "掲載中", "いま掲載しているお知らせはありません"))
                \(part(.coming, "これから掲載", "これから掲載するお知らせはありません"))
                \(part(.past, "終わったもの", "終わったお知らせはありません"))
                </div>
                """, isWide: true
        ).html
    }

    private func part(_ state: Notice.State, _ heading: String, _ nothing: String) -> HTML {
        let found = notices.filter { $0.state(at: now) == state }
        return """
            <section class="stack near" aria-label="\(heading)">
            <h2>\(heading)</h2>
            \(found.isEmpty ? "<p class=\"muted\">\(nothing)</p>" : table(found, heading))
            \(if: state == .past && found.count >= Self.pastListed, "<p class=\"small muted\">新しい\(Self.pastListed)件です。</p>")
            </section>
            """
    }

    private func table(_ notices: [Notice], _ heading: String) -> HTML {
        """
        <table class="tbl cards">
        <caption class="vh">\(heading)</caption>
        <thead><tr><th scope="col">題名</th><th scope="col">宛先</th><th scope="col">掲載</th>\
        <th scope="col">メール</th></tr></thead>
        <tbody>
        \(each: notices, row)</tbody>
        </table>
        """
    }

    private func row(_ notice: Notice) -> HTML {
        let text = notice.text
        return """
            <tr><th scope="row"><a href="\(frame.links.writtenNotice(notice.id))">\(text.title)</a></th>\
            <td data-h="宛先">\(text.audienceWords)</td>\
            <td data-h="掲載"><span class="nb">\(text.from.words)</span>〜<span class="nb">\(text.until.words)</span>\
            \(if: notice.withdrawnAt != nil, " \(Chip(.off, "途中で終了").html)")</td>\
            <td data-h="メール">\(text.byMail ? "送る" : "送らない")</td></tr>

            """
    }
}

/// One notice as the help desk sees it: the text, whom it reaches, how far its mails are, and the way to end it.
public struct WrittenNoticePage: Sendable {
    public var frame: PageFrame
    public var now: Instant
    public var notice: Notice
    /// Mails queued, and sent of them.
    public var mails: (queued: Int, sent: Int)

    public init(frame: PageFrame, now: Instant, notice: Notice, mails: (queued: Int, sent: Int)) {
        self.frame = frame
        self.now = now
        self.notice = notice
        self.mails = mails
    }

    public var body: HTML {
        Layout(
            frame: frame, title: notice.text.title,
            main: """
                <div class="stack far">
                \(Crumbs(entries: [("お知らせ", frame.links.writtenNotices)], here: notice.text.title).html)
                <div class="two">
                <div class="panel">\(NoticeArticle(text: notice.text, level: .page).html)</div>
                <div class="stack">
                \(facts)
                \(acts)
                </div>
                </div>
                </div>
                """
        ).html
    }

    private var state: Chip {
        switch notice.state(at: now) {
        case .coming: Chip(.due, "これから掲載")
        case .shown: Chip(.ok, "掲載中")
        case .past: Chip(.off, notice.withdrawnAt == nil ? "終わりました" : "途中で終了")
        }
    }

    private var facts: HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-facts">
        <h2 id="page-facts">このお知らせ</h2>
        <dl class="kv keep">
        <dt>状態</dt><dd>\(state.html)</dd>
        <dt>宛先</dt><dd>\(notice.text.audienceWords)</dd>
        <dt>書いた日時</dt><dd>\(notice.recordedAt.words)</dd>
        \(notice.withdrawnAt.map { "<dt>終えた日時</dt><dd>\($0.words)</dd>" })
        <dt>メール</dt><dd>\(mailWords)</dd>
        </dl>
        </section>
        """
    }

    private var mailWords: String {
        guard notice.text.byMail else { return "送りません" }
        let counted = "送る準備 \(Figure.grouped(mails.queued))件、送信 \(Figure.grouped(mails.sent))件"
        if notice.mailedAt != nil { return counted }
        switch notice.state(at: now) {
        case .coming: return "掲載がはじまると送ります"
        case .shown: return counted + "（準備を続けています）"
        case .past: return counted + "（途中で終えました）"
        }
    }

    private var acts: HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-acts">
        <h2 id="page-acts">直したいとき</h2>
        <p class="small">掲載したお知らせは書き換えられません。新しく書いて掲載し、こちらを終えてください。</p>
        <p><a class="btn two-nd" href="\(frame.links.noticeForm(after: notice.id))">これをもとに新しく書く</a></p>
        \(if: notice.state(at: now) != .past, end)
        </section>
        """
    }

    private var end: HTML {
        """
        <form method="post" action="\(frame.links.noticeEnd(notice.id))">\(frame.csrfField)\
        <button class="btn danger">掲載を終える</button></form>
        <p class="small muted">すぐに画面から消え、まだ送っていないメールは送られません。元には戻せません。</p>
        """
    }
}
