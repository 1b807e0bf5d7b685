import Domain

/// What was typed when the session had run out, on the first page after the next sign-in.
public struct KeptForms: Sendable {
    public var frame: PageFrame
    public var forms: [(form: KeptForm, title: String)]

    public init(frame: PageFrame, forms: [(form: KeptForm, title: String)]) {
        self.frame = frame
        self.forms = forms
    }

    var html: HTML {
        """
        <section class="panel" aria-labelledby="page-kept">
        <h2 id="page-kept">入力の途中だった内容があります</h2>
        <p>ログインの期限が切れたため、まだ保存していません。続きを開いて確かめてから、もう一度送ってください。</p>
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
