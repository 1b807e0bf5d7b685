import Domain

/// The rows of a designation report by what becomes of them, page by page (R31).
public struct DesignationTabs: Sendable {
    public var shown: DesignationRow.Verdict
    /// From 1.
    public var page: Int
    /// Those of this page.
    public var rows: [DesignationRow]
    /// The lines of those that are not in the file: a whole list left them out.
    public var leftOut: Set<Int> = []

    /// So many rows stand on one page.
    public static let perPage = 100
    /// The lines of a list written by hand are nobody's.
    private static func number(_ row: DesignationRow, _ report: DesignationReport) -> String {
        report.fileName.isEmpty ? "—" : Figure.grouped(row.line)
    }
    static let verdicts: [DesignationRow.Verdict] = [.added, .changed, .ended, .unchanged]

    public init(shown: DesignationRow.Verdict, page: Int, rows: [DesignationRow]) {
        (self.shown, self.page, self.rows) = (shown, page, rows)
    }

    /// What the query asks for: a tab that there is, or what ends where its number is asked, or the first with something in it.
    static func asked(_ show: String?, _ page: String?, _ report: DesignationReport) -> (DesignationRow.Verdict, Int) {
        let asked = show.flatMap(DesignationRow.Verdict.init(rawValue:)).flatMap { verdicts.contains($0) ? $0 : nil }
        let isAboutEnds = if case .ends? = report.obstacle { true } else { false }
        let shown = asked ?? (isAboutEnds ? .ended : verdicts.first { report.count($0) > 0 }) ?? .added
        let pages = Self.pages(report.count(shown))
        return (shown, min(max(1, page.flatMap { Int($0) } ?? 1), pages))
    }

    private static func pages(_ count: Int) -> Int { max(1, (count + perPage - 1) / perPage) }

    func html(_ frame: PageFrame, _ report: DesignationReport) -> HTML {
        let count = report.count(shown)
        return """
            <div class="stack near" id="page-rows">
            <nav aria-label="変わる内容"><ul class="tabs">\(each: Self.verdicts, { tab($0, frame, report) })</ul></nav>
            \(count == 0 ? "<div class=\"empty\"><b>\(shown.label)はありません</b></div>" : table(frame, report))
            \(if: Self.pages(count) > 1, pager(frame, report))
            </div>
            """
    }

    private func link(_ verdict: DesignationRow.Verdict, page: Int = 1, _ frame: PageFrame, _ report: DesignationReport)
        -> Link
    {
        frame.links.designationReport(
            report.id, query: [("show", verdict.rawValue)] + (page == 1 ? [] : [("page", String(page))]))
    }

    private func tab(_ verdict: DesignationRow.Verdict, _ frame: PageFrame, _ report: DesignationReport) -> HTML {
        """
        <li><a href="\(link(verdict, frame, report))"\(if: verdict == shown, " aria-current=\"page\"")>\(verdict.label) \
        <span>\(Figure.grouped(report.count(verdict)))</span></a></li>
        """
    }

    private func pager(_ frame: PageFrame, _ report: DesignationReport) -> HTML {
        let count = report.count(shown)
        return """
            <nav class="pager" aria-label="ページ"><p class="small">\(Figure.grouped(count))件中 \
            \(Figure.grouped((page - 1) * Self.perPage + 1))〜\(Figure.grouped(min(page * Self.perPage, count)))</p>
            <ol>\(each: 1...Self.pages(count), { number in
                number == page
                    ? "<li><b aria-current=\"page\">\(number)</b></li>"
                    : "<li><a href=\"\(link(shown, page: number, frame, report))\">\(number)</a></li>"
            })</ol></nav>
            """
    }

    private func table(_ frame: PageFrame, _ report: DesignationReport) -> HTML {
        let count = report.count(shown)
        let caption = "\(shown.label) \(Figure.grouped(count))件" + (rows.count < count ? "のうち \(rows.count)件" : "")
        return """
            <table class="tbl dense cards"><caption>\(caption)</caption>
            \(shown == .added || shown == .unchanged ? whole(frame, report) : changes(frame, report))</table>
            """
    }

    private func line(_ row: DesignationRow, _ report: DesignationReport) -> HTML {
        "<td data-h=\"行\" class=\"n nb\">\(leftOut.contains(row.line) ? "一覧になし" : Self.number(row, report))</td>"
    }

    private func name(_ row: DesignationRow, _ frame: PageFrame) -> HTML {
        let name: HTML =
            row.facility.map { "<a href=\"\(frame.links.registerEntry($0))\"><bdi>\(row.name)</bdi></a>" }
            ?? "<bdi>\(row.name)</bdi>"
        return """
            <th scope="row">\(name)\(if: !row.cityName.isEmpty, "<br><span class=\"small muted\"><bdi>\(row.cityName)</bdi></span>")\
            \(each: row.notes, { "<br><span class=\"small\">\(Chip(.note, $0).bare)</span>" })</th>
            """
    }

    private func whole(_ frame: PageFrame, _ report: DesignationReport) -> HTML {
        let tells = shown == .added
        return """
            <thead><tr><th scope="col" class="n">行</th><th scope="col">医療機関</th><th scope="col">区分</th><th scope="col">報告する人</th>\
            <th scope="col">指定日</th>\(if: tells, "<th scope=\"col\">IDの知らせかた</th>")</tr></thead>
            <tbody>
            \(each: rows, { row in
                """
                <tr>\(line(row, report))\(name(row, frame))<td data-h="区分">\(Self.words(row.designation))</td>\
                <td data-h="報告する人"><bdi>\(Self.words(row.party))</bdi></td><td data-h="指定日" class="nb">\(row.from.map { $0.words(in: frame.today) } ?? "—")</td>\
                \(if: tells, "<td data-h=\"知らせかた\">\(Self.words(row.notification))</td>")</tr>

                """
            })</tbody>
            """
    }

    private func changes(_ frame: PageFrame, _ report: DesignationReport) -> HTML {
        """
        <thead><tr><th scope="col" class="n">行</th><th scope="col">医療機関</th><th scope="col">項目</th><th scope="col">いま</th>\
        <th scope="col">反映後</th><th scope="col">いつから</th><th scope="col">ほかに変わること</th></tr></thead>
        <tbody>
        \(each: rows, { row in "\(each: row.changes, { change(row, $0, frame, report) })" })</tbody>
        """
    }

    private func change(
        _ row: DesignationRow, _ change: DesignationRow.Change, _ frame: PageFrame, _ report: DesignationReport
    ) -> HTML {
        let after = change.laterDay?.after ?? change.after
        let day = change.laterDay?.day ?? row.from.map { $0.words(in: frame.today) } ?? "—"
        return """
            <tr>\(line(row, report))\(name(row, frame))<td data-h="項目">\(change.label)</td>\
            <td data-h="いま">\(before(change))</td>\
            <td data-h="反映後">\(then(after))</td>\
            <td data-h="いつから" class="nb">\(day)</td>\
            <td data-h="ほかに">\(Self.words(change.consequence))</td></tr>

            """
    }

    private func before(_ change: DesignationRow.Change) -> HTML {
        change.before.isEmpty ? "—" : "<del><bdi>\(change.before)</bdi></del>"
    }

    private func then(_ after: String) -> HTML { after.isEmpty ? "—" : "<ins><bdi>\(after)</bdi></ins>" }

    private static func words(_ text: String) -> String { text.isEmpty ? "—" : text }
}
