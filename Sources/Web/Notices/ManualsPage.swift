import Domain

/// An operation manual for one kind of user (R19).
public struct Manual: Sendable {
    /// For whom: 「医療機関」
    public var title: String
    /// What it tells, in one sentence.
    public var about: String
    /// The manual as a page.
    public var page: @Sendable (Links) -> Link
    /// The same to print; nil where there is none.
    public var pdf: (@Sendable (Links) -> Link)?

    public init(
        title: String, about: String, page: @escaping @Sendable (Links) -> Link,
        pdf: (@Sendable (Links) -> Link)? = nil
    ) {
        self.title = title
        self.about = about
        self.page = page
        self.pdf = pdf
    }

    /// Every manual there is, in the order of the list.
    static let all: [Manual] = []
}

/// Where the operation manuals are.
public struct ManualsPage: Sendable {
    public var frame: PageFrame
    public var manuals: [Manual]

    public init(frame: PageFrame, manuals: [Manual]) {
        self.frame = frame
        self.manuals = manuals
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "操作の手引き",
            main: """
                <div class="stack">
                <div class="title"><div><h1>操作の手引き</h1><p>画面の使い方を、使う方ごとにまとめたものです。</p></div></div>
                \(manuals.isEmpty ? nothing : "<ul class=\"news\">\n\(each: manuals, row)</ul>")
                <p>手引きを読んでもわからないときは、\(frame.helpDesk.name)へお電話ください。\(frame.helpDesk.lines)</p>
                </div>
                """
        ).html
    }

    private var nothing: HTML {
        #"<div class="empty"><b>手引きは準備中です</b><p>それぞれの画面の「くわしく」にも、入力のしかたの説明があります。</p></div>"#
    }

    private func row(_ manual: Manual) -> HTML {
        """
        <li><b>\(manual.title)</b> <span><a href="\(manual.page(frame.links))">\(manual.title)の手引きを読む</a>\
        \(manual.pdf.map { " <a class=\"nb\" href=\"\($0(frame.links))\">印刷用（PDF）</a>" })<br>\
        <span class="small muted">\(manual.about)</span></span></li>

        """
    }
}
