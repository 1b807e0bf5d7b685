import Domain

/// What was typed and could not be taken, on the first page: when the session had run out, or in a window (R10).
public struct KeptForms: Sendable {
    public var frame: PageFrame
    public var forms: [(form: KeptForm, title: String)]
    /// The window that runs now: reports cannot be opened before its end.
    public var window: MaintenanceWindow?

    public init(frame: PageFrame, forms: [(form: KeptForm, title: String)]) {
        self.frame = frame
        self.forms = forms
    }

    var html: HTML {
        """
        <section class="panel" aria-labelledby="page-kept">
        <h2 id="page-kept">入力の途中だった内容があります</h2>
        <p>まだ保存していません。続きを開いて確かめてから、もう一度送ってください。\
        \(window.map { "<span class=\"nb\">報告の続きは、メンテナンスが終わる\($0.endsAt.words)から開けます。</span>" })</p>
        \(each: forms, entry)
        </section>
        """
    }

    private func entry(_ kept: (form: KeptForm, title: String)) -> HTML {
        """
        <div class="row"><p><b>\(kept.title)</b> <span class="small muted nb">\(kept.form.recordedAt.words)</span></p>\
        <a class="btn sm" href="\(frame.links.keptForm(at: kept.form.path))">続きを開く<span class="vh">(\(kept.title))</span></a>\
        <form method="post" action="\(frame.links.keptFormEnd)">\(frame.csrfField)\
        <input type="hidden" name="\(FieldName.path)" value="\(kept.form.path)">\
        <button class="as-link">消す<span class="vh">(\(kept.title))</span></button></form></div>
        """
    }
}

/// The same as a page of its own, before the first page of those who have no home.
struct KeptFormsPage {
    var frame: PageFrame
    var kept: KeptForms
    /// Where they were going.
    var onward: Link

    var body: HTML {
        Layout(
            frame: frame, title: "入力の途中だった内容",
            main: """
                <div class="stack far">
                <div class="title"><h1>入力の途中だった内容</h1></div>
                \(kept.html)
                <p><a href="\(onward)">いつもの画面へ進む</a></p>
                </div>
                """
        ).html
    }
}
