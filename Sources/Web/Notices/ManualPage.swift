import Documents
import Domain

/// One manual to read, with its headings as a list to jump from.
public struct ManualPage: Sendable {
    public var frame: PageFrame
    public var manual: Manual

    public init(frame: PageFrame, manual: Manual) {
        self.frame = frame
        self.manual = manual
    }

    public var body: HTML {
        let text = MarkdownText(text: manual.text) { picture in
            manual.pictures[picture] == nil ? nil : frame.links.manualPicture(manual.key, picture)
        }
        return Layout(
            frame: frame, title: "\(manual.title)の手引き",
            main: """
                <div class="stack">
                \(Crumbs(entries: [("操作の手引き", frame.links.manuals)], here: "\(manual.title)の手引き").html)
                <p><a class="btn two-nd sm" href="\(frame.links.manualPDF(manual.key))">印刷用(PDF)</a></p>
                <article class="stack manual">
                \(text.html)
                </article>
                </div>
                """
        ).html
    }
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
                <ul class="news">
                \(each: manuals, row)</ul>
                <p>手引きを読んでもわからないときは、\(frame.helpDesk.name)へお電話ください。\(frame.helpDesk.lines)</p>
                </div>
                """
        ).html
    }

    private func row(_ manual: Manual) -> HTML {
        """
        <li><b>\(manual.title)</b> <span><a href="\(frame.links.manual(manual.key))">\(manual.title)の手引きを読む</a> \
        <a class="nb" href="\(frame.links.manualPDF(manual.key))">印刷用(PDF)</a><br>\
        <span class="small muted">\(manual.about)</span></span></li>

        """
    }
}
