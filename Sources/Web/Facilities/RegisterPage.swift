import Domain

/// A prefecture's register: who is in it, found by name, ID or code, and narrowed down.
public struct RegisterPage: Sendable {
    public var frame: PageFrame
    public var prefecture: Prefecture
    public var filter: RegisterFilter
    /// How many were found.
    public var found: Int
    /// From 1.
    public var page: Int
    public var rows: [Row] = []
    /// In which institutions lie, by code.
    public var municipalities: [(code: String, name: String)] = []
    /// Those that may be asked for, by name.
    public var associations: [(id: String, name: String)] = []
    /// Nothing was found, but what was typed is the ID of one that lay here on other days.
    public var former: (facility: Facility.ID, name: String)?

    /// So many institutions stand on one page.
    public static let perPage = 100

    public init(frame: PageFrame, prefecture: Prefecture, filter: RegisterFilter, found: Int, page: Int) {
        self.frame = frame
        self.prefecture = prefecture
        self.filter = filter
        self.found = found
        self.page = page
    }

    public struct Row: Sendable {
        public var facility: Facility.ID
        public var known: FacilityDay
        /// The association that reports, by name.
        public var association: String?
        /// nil: no ID was issued.
        public var life: AccountLife?

        public init(facility: Facility.ID, known: FacilityDay, association: String?, life: AccountLife?) {
            (self.facility, self.known, self.association, self.life) = (facility, known, association, life)
        }
    }

    /// Those of this page.
    func shown<Element>(of chosen: [Element]) -> [Element] {
        Array(chosen.dropFirst((current - 1) * Self.perPage).prefix(Self.perPage))
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "医療機関",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>\(prefecture.name)の医療機関</h1><p>今日の登録です。過ぎた日と、これからの変更は、医療機関ごとのページにあります。</p></div>\
                <div class="row"><a class="btn two-nd" href="\(frame.links.newDesignationEntry)">新しい医療機関</a>\
                <a class="btn two-nd" href="\(frame.links.designationReports)">一覧でまとめて変える</a>\
                <a href="\(frame.links.registerSettings)">設定</a></div></div>
                \(form)
                <section class="stack near" aria-labelledby="page-found">
                <div class="row bars"><h2 id="page-found">\(Figure.grouped(found))件</h2>\(if: found > 0, downloads)</div>
                \(rows.isEmpty ? nothing : table)
                \(if: pages > 1, pager)
                </section>
                </div>
                """, isWide: true
        ).html
    }

    private var pages: Int { max(1, (found + Self.perPage - 1) / Self.perPage) }
    private var current: Int { min(max(1, page), pages) }

    private func link(page: Int) -> Link {
        frame.links.register(filter.query + (page == 1 ? [] : [("page", String(page))]))
    }

    private var downloads: HTML {
        """
        <p class="small">この一覧を書き出す: <a href="\(frame.links.registerFile("xlsx", filter.query))">Excel</a> \
        <a href="\(frame.links.registerFile("csv", filter.query))">CSV</a></p>
        """
    }

    private var form: HTML {
        """
        <form class="panel tight quiet stack near" method="get" action="\(frame.links.register)" role="search">
        <div class="field wide-field"><label for="q">医療機関をさがす</label>\
        <p class="hint" id="q-h">名前・ID・医療機関コードの、どれでも、一部でもさがせます。</p>\
        <div class="row nowrap"><input class="input" id="q" name="q" type="search" value="\(filter.typed)" maxlength="100" \
        aria-describedby="q-h"><button class="btn">さがす</button></div></div>
        <details class="more"\(if: isNarrowed, " open")><summary>条件で絞り込む</summary><div class="plainbox stack near">
        <div class="halves">
        \(select("municipality", "市区町村", municipalities.map { ($0.code, $0.name) }, filter.municipality))\
        \(select("kind", "種別", FacilityKind.allCases.map { ($0.rawValue, $0.label) }, filter.kind?.rawValue))\
        \(select("designation", "指定", RegisterFilter.Scope.allCases.map { ($0.rawValue, $0.label) }, filter.scope?.rawValue))\
        \(select("party", "報告する人", RegisterFilter.Party.allCases.map { ($0.rawValue, $0.label) }, filter.party?.rawValue))\
        \(select("association", "団体", associations.map { ($0.id, $0.name) }, filter.association))\
        \(select("life", "状態", RegisterFilter.Life.allCases.map { ($0.rawValue, $0.label) }, filter.life?.rawValue))\
        </div>
        <p><button class="btn two-nd sm">絞り込む</button></p>
        </div></details>
        \(if: !filter.query.isEmpty, "<p class=\"small\"><a href=\"\(frame.links.register)\">すべて見る</a></p>")
        </form>
        """
    }

    /// Something beside the search narrows the list down: then that is in sight.
    private var isNarrowed: Bool { filter.query.contains { $0.name != "q" } }

    private func select(
        _ name: String, _ label: String, _ choices: [(value: String, words: String)], _ chosen: String?
    ) -> HTML {
        SelectInput(name, label, [("", "すべて")] + choices, chosen: chosen ?? "").html
    }

    private var nothing: HTML {
        """
        <div class="empty" role="status"><b>あてはまる医療機関はありません</b>\
        \(former.map { former in
            "<p>別の日には\(prefecture.name)にあった医療機関です: <a href=\"\(frame.links.registerEntry(former.facility))\"><bdi>\(former.name)</bdi></a></p>"
        } ?? "<p>名前の一部だけでさがすか、絞り込みを減らしてください。</p>")</div>
        """
    }

    private var table: HTML {
        """
        <table class="tbl dense cards"><caption class="vh">医療機関の一覧</caption>
        <thead><tr><th scope="col">医療機関</th><th scope="col">ID</th><th scope="col">市区町村</th><th scope="col">種別</th>\
        <th scope="col">指定</th><th scope="col">報告する人</th><th scope="col">IDの状態</th></tr></thead>
        <tbody>
        \(each: rows, row)</tbody>
        </table>
        """
    }

    private func row(_ row: Row) -> HTML {
        let known = row.known
        return """
            <tr><th scope="row"><a href="\(frame.links.registerEntry(row.facility))"><bdi>\(known.attributes.name)</bdi></a>\
            \(known.life.chip.map { " \($0.html)" })</th>\
            <td data-h="ID" class="nb">\(row.facility.text)</td>\
            <td data-h="市区町村">\(known.attributes.cityName.isEmpty ? "—" : known.attributes.cityName)</td>\
            <td data-h="種別">\(known.kind?.label ?? "—")</td>\
            <td data-h="指定">\(RegisterFilter.Scope(of: known).label)</td>\
            <td data-h="報告する人"><bdi>\(row.association ?? "自院")</bdi></td>\
            <td data-h="IDの状態">\(LifeChip.chip(row.life, known.party).html)</td></tr>

            """
    }

    private var pager: HTML {
        """
        <nav class="pager" aria-label="ページ"><p class="small">\(Figure.grouped(found))件中 \
        \(Figure.grouped((current - 1) * Self.perPage + 1))〜\(Figure.grouped(min(current * Self.perPage, found)))</p>
        <ol>\(each: near, { number in
            number == current
                ? "<li><b aria-current=\"page\">\(number)</b></li>" : "<li><a href=\"\(link(page: number))\">\(number)</a></li>"
        })</ol></nav>
        """
    }

    /// The first, the last, and those around the present one: a big prefecture has some hundred.
    private var near: [Int] { (1...pages).filter { $0 == 1 || $0 == pages || abs($0 - current) <= 4 } }
}

extension FacilityLife {
    /// nil while it is open: what is usual needs no mark.
    var chip: Chip? {
        switch self {
        case .open: nil
        case .resting: Chip(.hold, "休止中")
        case .closed: Chip(.off, "廃止")
        case .merged: Chip(.off, "統合")
        }
    }
}

extension LifeChip {
    /// While an association reports, the ID of the institution is at rest (R22).
    static func chip(_ life: AccountLife?, _ party: ReportingParty) -> Chip {
        guard life != nil, case .association = party else { return chip(life) }
        return Chip(.off, "休止中(団体が報告)")
    }
}
