import Domain

/// The published files and how a program reads them.
public struct OpenDataPage: Sendable {
    public var frame: PageFrame
    /// The days that are published, the newest first.
    public var days: [Day]
    /// Scheme, host and base path, as programs write them: `https://example.jp`.
    public var site: String

    public init(frame: PageFrame, days: [Day], site: String) {
        self.frame = frame
        self.days = days
        self.site = site
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "公開データ",
            main: """
                <div class="title"><div><h1>公開データ</h1>\
                <p>病院の外来・入院・救急などの状況を、1日ごとに公開しています。</p></div></div>
                <div class="two">
                <section class="stack near" aria-labelledby="page-days">
                <h2 id="page-days">日ごとのファイル</h2>
                \(days.isEmpty ? none : table)
                </section>
                \(side)
                </div>
                """
        ).html
    }

    private var none: HTML {
        #"<div class="empty"><b>まだ公開しているデータはありません</b><p>報告が届くと、その日のファイルがここに並びます。</p></div>"#
    }

    private var table: HTML {
        """
        <table class="tbl">
        <thead><tr><th scope="col">日</th><th scope="col">ファイル</th></tr></thead>
        <tbody>
        \(each: days.prefix(60), row)</tbody>
        </table>
        \(if: days.count > 60, "<p class=\"small muted\">新しい60日分です。それより前の日は、日付を指定してAPIで取り出せます。</p>")
        """
    }

    private func row(_ day: Day) -> HTML {
        """
        <tr><th scope="row">\(day.longWords)</th><td><span class="row">\
        <a href="\(frame.links.openDataCSV(day))"><span class="vh">\(day.words)の</span>CSV</a> \
        <a href="\(frame.links.openDataZIP(day))"><span class="vh">\(day.words)の</span>CSV(ZIP圧縮)</a></span></td></tr>

        """
    }

    private var side: HTML {
        """
        <div class="stack">
        <section class="panel tight quiet" aria-labelledby="page-api">
        <h2 id="page-api">APIで使う</h2>
        <p class="small">登録なしで使えます。JSONで答えます。</p>
        <p class="small">いちばん新しい日</p>
        <p class="code small"><code>\(site)\(breakable(path(nil)))</code></p>
        <p class="small">日を指定する(年月日8桁)</p>
        <p class="code small"><code>\(site)\(breakable(path(days.first)))</code></p>
        <p class="small muted">ETagを送ると、変わっていないときは304で答えます。gzipでの受け取りをおすすめします。</p>
        </section>
        <section class="panel tight quiet" aria-labelledby="page-words">
        <h2 id="page-words">ことばの意味</h2>
        <ul class="plain stack near small">
        <li>\(Chip(.full, "通常").html) ふだんどおり行っています。</li>
        <li>\(Chip(.part, "制限").html) 一部を行っていません。</li>
        <li>\(Chip(.stopped, "停止").html) いまは行っていません。</li>
        <li>\(Chip(.none, "設置なし").html) その機能はありません。</li>
        <li>\(Chip(.void, "未回答").html) その日の報告がありません。</li>
        </ul>
        <p class="small muted">「制限」「停止」は、院内での感染を意味するものではありません。</p>
        </section>
        <section class="panel tight quiet small" aria-labelledby="page-licence">
        <h2 id="page-licence">使うときのお願い</h2>
        \(OpenDataLicence.words)
        </section>
        </div>
        """
    }

    /// A long address may break before a slash, not inside a word.
    private func breakable(_ path: String) -> HTML {
        "\(each: path.split(separator: "/"), { "<wbr>/\(String($0))" })"
    }

    /// The site already holds the base path.
    private func path(_ day: Day?) -> String { Links().api(day).text }
}
