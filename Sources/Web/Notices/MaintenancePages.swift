import Domain

/// The help desk's windows: running, coming, over (R10 R21).
public struct MaintenancesPage: Sendable {
    public var frame: PageFrame
    public var now: Instant
    public var windows: [MaintenanceWindow]
    /// So many of those that are over are listed at most.
    public static let pastListed = 50

    public init(frame: PageFrame, now: Instant, windows: [MaintenanceWindow]) {
        self.frame = frame
        self.now = now
        self.windows = windows
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "メンテナンス",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>メンテナンス</h1><p>\(now.words) 現在</p></div>
                <p><a class="btn" href="\(frame.links.maintenanceForm)">メンテナンスを予定する</a></p></div>
                \(part([.running, .coming], "これからと、いま", "予定しているメンテナンスはありません"))
                \(part([.past, .cancelled], "終わったもの", "終わったメンテナンスはありません"))
                </div>
                """, isWide: true
        ).html
    }

    private func part(_ states: [MaintenanceWindow.State], _ heading: String, _ nothing: String) -> HTML {
        let found = windows.filter { states.contains($0.state(at: now)) }
        return """
            <section class="stack near" aria-label="\(heading)">
            <h2>\(heading)</h2>
            \(found.isEmpty ? "<p class=\"muted\">\(nothing)</p>" : table(found, heading))
            \(if: states.contains(.past) && found.count >= Self.pastListed, "<p class=\"small muted\">新しい\(Self.pastListed)件です。</p>")
            </section>
            """
    }

    private func table(_ windows: [MaintenanceWindow], _ heading: String) -> HTML {
        """
        <table class="tbl cards">
        <caption class="vh">\(heading)</caption>
        <thead><tr><th scope="col">入力できないあいだ</th><th scope="col">理由</th><th scope="col">知らせはじめ</th>\
        <th scope="col">状態</th></tr></thead>
        <tbody>
        \(each: windows, row)</tbody>
        </table>
        """
    }

    private func row(_ window: MaintenanceWindow) -> HTML {
        """
        <tr><th scope="row"><a href="\(frame.links.maintenance(window.id))">\(MaintenanceSpan(window: window).html)</a></th>\
        <td data-h="理由"><bdi>\(window.reason)</bdi></td>\
        <td data-h="知らせはじめ">\(window.announcedFrom.words(in: frame.today))</td>\
        <td data-h="状態">\(window.chip(at: now).html)</td></tr>

        """
    }
}

/// One window: what everybody reads, how it came to be so, and the ways to change and end it.
public struct MaintenancePage: Sendable {
    /// One of its states.
    public struct State: Sendable {
        public var window: MaintenanceWindow
        public var recordedAt: Instant
        /// Who wrote it down, in words.
        public var by: String

        public init(window: MaintenanceWindow, recordedAt: Instant, by: String) {
            self.window = window
            self.recordedAt = recordedAt
            self.by = by
        }
    }

    public var frame: PageFrame
    public var now: Instant
    public var window: MaintenanceWindow
    /// The oldest first.
    public var states: [State]

    public init(frame: PageFrame, now: Instant, window: MaintenanceWindow, states: [State]) {
        self.frame = frame
        self.now = now
        self.window = window
        self.states = states
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "メンテナンス",
            main: """
                <div class="stack far">
                \(Crumbs(entries: [("メンテナンス", frame.links.maintenance)], here: window.startsAt.words).html)
                <div class="title"><div><h1>\(MaintenanceSpan(window: window).html)</h1>\
                <p>\(window.chip(at: now).html)</p></div></div>
                <dl class="kv keep">
                <dt>理由</dt><dd><bdi>\(window.reason)</bdi></dd>
                <dt>知らせはじめ</dt><dd>\(window.announcedFrom.words(in: frame.today))</dd>
                </dl>
                \(acts)
                \(history)
                </div>
                """
        ).html
    }

    private var acts: HTML? {
        switch window.state(at: now) {
        case .coming:
            act("取りやめる", "画面のお知らせは、すぐに消えます。入力はいつもどおりできます。元には戻せません。")
        case .running: act("いま終える", "すぐに入力できるようになります。元には戻せません。")
        case .past, .cancelled: nil
        }
    }

    private func act(_ words: String, _ hint: String) -> HTML {
        """
        <section class="panel tight quiet stack near" aria-labelledby="page-acts">
        <h2 id="page-acts">変える、終える</h2>
        <p><a class="btn two-nd" href="\(frame.links.maintenanceChange(window.id))">予定を変える</a></p>
        <form class="stack near" method="post" action="\(frame.links.maintenanceEnd(window.id))">\(frame.csrfField)
        <label class="check"><input type="checkbox" name="byMail" value="1"> お知らせとメールでも、すべての方に知らせる</label>
        <div><button class="btn danger">\(words)</button></div>
        <p class="small muted">\(hint)</p></form>
        </section>
        """
    }

    private var history: HTML {
        """
        <section class="stack near" aria-labelledby="page-history">
        <h2 id="page-history">履歴</h2>
        <table class="tbl cards">
        <caption class="vh">履歴</caption>
        <thead><tr><th scope="col">日時</th><th scope="col">した人</th><th scope="col">内容</th></tr></thead>
        <tbody>
        \(each: states.enumerated().reversed(), { row($0, $1) })</tbody>
        </table>
        </section>
        """
    }

    private func row(_ index: Int, _ state: State) -> HTML {
        let former = index > 0 ? states[index - 1].window : nil
        return """
            <tr><th scope="row">\(state.recordedAt.words(in: frame.today))</th>\
            <td data-h="した人"><bdi>\(state.by)</bdi></td>\
            <td data-h="内容">\(words(of: state, after: former))</td></tr>

            """
    }

    private func words(of state: State, after former: MaintenanceWindow?) -> HTML {
        let window = state.window
        guard let former else { return "予定した: \(window.words)、<bdi>\(window.reason)</bdi>" }
        if window.isCancelled { return "取りやめた" }
        if window.endsAt == state.recordedAt { return "早く終えた: \(window.words)" }
        var changes: [HTML] = []
        if (window.startsAt, window.endsAt) != (former.startsAt, former.endsAt) { changes.append("\(window.words)") }
        if window.announcedFrom != former.announcedFrom {
            changes.append("知らせはじめ \(window.announcedFrom.words(in: frame.today))")
        }
        if window.reason != former.reason { changes.append("<bdi>\(window.reason)</bdi>") }
        return "変えた: \(each: changes.enumerated(), { "\(if: $0 > 0, "、")\($1)" })"
    }
}

extension MaintenanceWindow {
    /// Its state as shape and word.
    func chip(at now: Instant) -> Chip {
        switch state(at: now) {
        case .coming: Chip(.due, "これから")
        case .running: Chip(.hold, "メンテナンス中")
        case .past: Chip(.off, "終わりました")
        case .cancelled: Chip(.off, "取りやめ")
        }
    }
}
