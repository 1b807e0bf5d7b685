import Domain

/// Above every page: when nothing can be entered, and why (R10).
struct MaintenanceBand {
    var frame: PageFrame
    var wrap: String
    /// What the part of the page is called.
    var label = "メンテナンスのお知らせ"

    var html: HTML? {
        guard !frame.maintenance.isEmpty else { return nil }
        return """
            <section class="banner s-hold" aria-label="\(label)"><div class="\(wrap)">
            \(each: frame.maintenance, { "<p>\(entry($0))</p>\n" })</div></section>
            """
    }

    private func entry(_ window: MaintenanceWindow) -> HTML {
        let isRunning = frame.now.map(window.covers) ?? false
        return """
            <b>\(isRunning ? "メンテナンス中" : "メンテナンスの予定")</b> \(MaintenanceSpan(window: window).html)は、\
            報告の入力と訂正ができません。<span class="nb">見ることはできます。</span> \
            <span class="small">理由: <bdi>\(window.reason)</bdi></span>
            """
    }
}

/// 「1月20日(水) 22:00から1月21日(木) 6:00まで」, broken between its ends alone.
struct MaintenanceSpan {
    var window: MaintenanceWindow

    var html: HTML {
        """
        <span class="nb">\(window.startsAt.words)から</span><span class="nb">\(window.endsAt.words)まで</span>
        """
    }
}
