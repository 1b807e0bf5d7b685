import Domain

/// Who of an area has reported and who has not, institution by institution (R60).
public struct FilingsPage: Sendable {
    public var frame: PageFrame
    public var head: AreaHead
    public var filter: FilingsFilter
    /// Every institution of the area that was expected, closed or has a report, in the order shown.
    public var rows: [Row]
    /// From 1.
    public var page: Int

    /// So many institutions stand on one page.
    public static let perPage = 100

    public init(frame: PageFrame, head: AreaHead, filter: FilingsFilter, rows: [Row], page: Int) {
        self.frame = frame
        self.head = head
        self.filter = filter
        self.rows = rows
        self.page = page
    }

    public struct Row: Sendable {
        public var facility: Facility.ID
        public var attributes: Facility.Attributes
        public var filing: Filing?
        public var duty: Duty

        public init(facility: Facility.ID, attributes: Facility.Attributes, filing: Filing?, duty: Duty) {
            self.facility = facility
            self.attributes = attributes
            self.filing = filing
            self.duty = duty
        }
    }

    /// Municipality by municipality, in the order of the codes.
    static func precedes(_ a: Row, _ b: Row) -> Bool {
        (a.attributes.localGovCode, a.facility.text) < (b.attributes.localGovCode, b.facility.text)
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "\(head.areaName)の医療機関",
            main: """
                <div class="stack far">
                \(head.html(frame.links, title: "\(head.areaName)の医療機関", here: "医療機関の一覧") { frame.links.filings($0, $1, area: $2) })
                <div class="stack" data-live-part="list">
                <nav aria-label="状態"><ul class="tabs">\(each: FilingsFilter.allCases, tab)</ul></nav>
                \(shown.isEmpty ? nothing : table)
                \(if: pages > 1, pager)
                </div>
                </div>
                """,
            scripts: [frame.assets.live], isWide: true
        ).html
    }

    private var chosen: [Row] { rows.filter { filter.holds($0.duty) } }
    private var pages: Int { max(1, (chosen.count + Self.perPage - 1) / Self.perPage) }
    private var current: Int { min(max(1, page), pages) }
    private var shown: ArraySlice<Row> {
        chosen.dropFirst((current - 1) * Self.perPage).prefix(Self.perPage)
    }

    private func link(_ filter: FilingsFilter, page: Int = 1) -> Link {
        frame.links.filings(
            head.form.survey, head.day, area: head.area,
            query: filter.query + (page == 1 ? [] : [("page", String(page))]))
    }

    private func tab(_ filter: FilingsFilter) -> HTML {
        let count = rows.count { filter.holds($0.duty) }
        let current: HTML = filter == self.filter ? " aria-current=\"page\"" : ""
        return
            #"<li><a href="\#(link(filter))"\#(current)>\#(filter.words) <span>\#(Figure.grouped(count))</span></a></li>"#
    }

    private var nothing: HTML {
        #"<div class="empty"><b>あてはまる医療機関はありません</b></div>"#
    }

    private var table: HTML {
        """
        <table class="tbl dense cards">
        <thead><tr><th scope="col">医療機関</th><th scope="col">市区町村</th><th scope="col">電話</th>\
        <th scope="col">状態</th><th scope="col" class="n">最後の保存</th><th scope="col" class="n">報告</th></tr></thead>
        <tbody>
        \(each: shown, row)</tbody>
        </table>
        """
    }

    private func row(_ row: Row) -> HTML {
        let known = row.attributes
        return """
            <tr><th scope="row"><a href="\(frame.links.facility(row.facility, month: Month(of: head.day)))"><bdi>\(known.name)</bdi></a></th>\
            <td data-h="市区町村">\(known.cityName)</td>\
            <td data-h="電話"><a class="nb" href="\(Link.phone(known.phone))">\(known.phone)</a></td>\
            <td data-h="状態">\(chip(row.duty).html)\(if: row.filing?.status == .withdrawn, " \(Chip(.off, "取り下げ").html)")\(if: !row.duty.isExpected && row.duty.state != .closed, " <span class=\"small muted\">対象外</span>")</td>\
            <td data-h="最後の保存" class="n nb\(if: row.filing == nil, " none")">\(row.filing.map { stored($0) } ?? "—")</td><td class="n">\(act(row))</td></tr>

            """
    }

    /// What came within an extension is not late.
    private func chip(_ duty: Duty) -> Chip {
        guard duty.punctuality == .withinExtension, case .reported(let revision, _) = duty.state else {
            return duty.state.chip
        }
        return Chip(.ok, revision == 1 ? "報告済(延長期限内)" : "報告済 第\(revision)版(延長期限内)")
    }

    private func stored(_ filing: Filing) -> HTML { "\(filing.recordedAt.words)" }

    /// There is something to read, be it that the report was withdrawn.
    private func act(_ row: Row) -> HTML? {
        guard row.filing != nil else { return nil }
        let link = frame.links.report(head.form.survey, head.day, of: row.facility)
        return #"<a href="\#(link)">見る<span class="vh">(\#(row.attributes.name))</span></a>"#
    }

    private var pager: HTML {
        """
        <nav class="pager" aria-label="ページ"><p class="small">\(Figure.grouped(chosen.count))件中 \
        \((current - 1) * Self.perPage + 1)〜\(min(current * Self.perPage, chosen.count))</p>
        <ol>\(each: 1...pages, { number in
            number == current
                ? "<li><b aria-current=\"page\">\(number)</b></li>" : "<li><a href=\"\(link(filter, page: number))\">\(number)</a></li>"
        })</ol></nav>
        """
    }
}
