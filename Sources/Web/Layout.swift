import Domain

/// The page around a page: head, menu, footer. Strict CSP: no inline script, no inline style.
public struct Layout: Sendable {
    public var frame: PageFrame
    /// In the browser's tab, before 「 | G-MIS」.
    public var title: String
    public var main: HTML
    /// What sticks to the lower edge of the window while `main` scrolls.
    public var bar: HTML?
    /// ES modules by their asset names.
    public var scripts: [String]
    /// For tables: the page may be wider than a text.
    public var isWide: Bool

    public init(
        frame: PageFrame, title: String, main: HTML, bar: HTML? = nil, scripts: [String] = [], isWide: Bool = false
    ) {
        self.frame = frame
        self.title = title
        self.main = main
        self.bar = bar
        self.scripts = scripts
        self.isWide = isWide
    }

    public var html: HTML {
        """
        <!doctype html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) | G-MIS</title>
        <link rel="icon" type="image/svg+xml" href="\(asset(frame.assets.favicon))">
        <link rel="stylesheet" href="\(asset(frame.assets.tokens))">
        <link rel="stylesheet" href="\(asset(frame.assets.site))">
        \(each: scripts + (frame.draftOwner == nil ? [] : [frame.assets.drafts]), { "<script type=\"module\" src=\"\(asset($0))\"></script>\n" })</head>
        <body\(frame.draftOwner.map { " data-drafts-of=\"\($0)\"" })>
        <a class="skip" href="#page-main">本文へ移動</a>
        \(Head(frame: frame, wrap: wrap).html)
        <main id="page-main" tabindex="-1">
        <div class="\(wrap)">
        \(obstacle)
        \(main)
        </div>
        \(bar)
        </main>
        \(Foot(frame: frame, wrap: wrap).html)
        </body>
        </html>

        """
    }

    /// A kept form that was opened again is nothing that went wrong.
    private var obstacle: HTML? {
        guard let problem = frame.obstacle else { return nil }
        if frame.isKept, problem == .staleForm {
            return DoneBox(heading: "前に入力した内容を入れてあります", sentence: "まだ保存していません。確かめてから送ってください。").html
        }
        return ErrorSummary(heading: "まだ保存していません", sentence: problem.sentenceAtForm).html
    }

    private func asset(_ name: String) -> Link { frame.links.asset(name) }
    private var wrap: String { isWide ? "wrap wide" : "wrap" }
}
