import Domain

/// What the visitor reads of the help desk now, as a list (R21).
public struct NoticesPage: Sendable {
    public var frame: PageFrame
    /// The newest first.
    public var notices: [Notice]

    public init(frame: PageFrame, notices: [Notice]) {
        self.frame = frame
        self.notices = notices
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "お知らせ",
            main: """
                <div class="stack">
                <div class="title"><div><h1>お知らせ</h1><p>事務局からの、いま掲載しているお知らせです。</p></div></div>
                \(if: notices.isEmpty, "<div class=\"empty\"><b>いまお知らせはありません</b></div>")
                \(if: !notices.isEmpty, "<ul class=\"news\">\n\(each: notices, row)</ul>")
                </div>
                """
        ).html
    }

    private func row(_ notice: Notice) -> HTML {
        """
        <li><span class="muted nb">\(notice.text.from.day.words(in: frame.today))</span> \
        <a href="\(frame.links.notice(notice.id))">\(notice.text.title)</a></li>

        """
    }
}

/// One notice.
public struct NoticePage: Sendable {
    public var frame: PageFrame
    public var notice: Notice

    public init(frame: PageFrame, notice: Notice) {
        self.frame = frame
        self.notice = notice
    }

    public var body: HTML {
        Layout(
            frame: frame, title: notice.text.title,
            main: """
                <div class="stack">
                \(Crumbs(entries: [("お知らせ", frame.links.notices)], here: notice.text.title).html)
                \(NoticeArticle(text: notice.text, level: .page).html)
                </div>
                """
        ).html
    }
}

/// A notice as its readers see it.
struct NoticeArticle {
    var text: NoticeText
    var level: Level

    /// Whether its title is the page's, or one on a page of something else.
    enum Level { case page, part }

    var html: HTML {
        """
        <article class="stack near">
        \(heading)
        <p class="small muted"><span class="nb">\(text.from.words)</span>から<span class="nb">\(text.until.words)</span>まで掲載\
        <span class="nb">（事務局）</span></p>
        <div class="prose">
        \(NoticeBody(text: text.body).html)</div>
        </article>
        """
    }

    private var heading: HTML {
        switch level {
        case .page: "<h1>\(text.title)</h1>"
        case .part: "<h2>\(text.title)</h2>"
        }
    }
}
