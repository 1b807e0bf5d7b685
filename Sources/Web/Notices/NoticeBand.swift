import Domain

/// Below the menu: the newest notices, each one line that leads to its page.
struct NoticeBand {
    var frame: PageFrame
    var wrap: String

    private static let most = 2

    var html: HTML? {
        guard !frame.notices.isEmpty else { return nil }
        let rest = frame.notices.count - Self.most
        return """
            <section class="banner news-band" aria-label="お知らせ"><div class="\(wrap)"><ul>
            \(each: frame.notices.prefix(Self.most), entry)</ul>
            \(if: rest > 0, "<p><a href=\"\(frame.links.notices)\">ほか\(rest)件のお知らせ</a></p>")
            </div></section>
            """
    }

    private func entry(_ notice: Notice) -> HTML {
        """
        <li><b>お知らせ</b> <span class="nb">\(notice.text.from.day.words(in: frame.today))</span> \
        <a href="\(frame.links.notice(notice.id))">\(notice.text.title)</a></li>

        """
    }
}

/// The notices of everybody, on the sign-in page.
struct NoticeNews {
    var frame: PageFrame

    private static let most = 5

    var html: HTML? {
        guard !frame.notices.isEmpty else { return nil }
        let rest = frame.notices.count - Self.most
        return """
            <section class="stack near" aria-labelledby="page-news">
            <h2 id="page-news">お知らせ</h2>
            <ul class="news">
            \(each: frame.notices.prefix(Self.most), entry)</ul>
            \(if: rest > 0, "<p class=\"small\"><a href=\"\(frame.links.notices)\">ほか\(rest)件のお知らせ</a></p>")
            </section>
            """
    }

    private func entry(_ notice: Notice) -> HTML {
        """
        <li><span class="muted nb">\(notice.text.from.day.words(in: frame.today))</span> \
        <a href="\(frame.links.notice(notice.id))">\(notice.text.title)</a></li>

        """
    }
}
