import Domain

/// One survey's completeness and sums of a period for the nation, a prefecture or a municipality, and its parts (R60).
public struct TallyPage: Sendable {
    public var frame: PageFrame
    public var head: AreaHead
    public var completeness: Completeness
    public var lines: [TallyLine]
    /// Prefectures of the nation, municipalities of a prefecture.
    public var parts: [Part]
    var arrivals: [ArrivalFeed.Arrival]

    init(
        frame: PageFrame, head: AreaHead, completeness: Completeness, lines: [TallyLine], parts: [Part] = [],
        arrivals: [ArrivalFeed.Arrival] = []
    ) {
        self.frame = frame
        self.head = head
        self.completeness = completeness
        self.lines = lines
        self.parts = parts
        self.arrivals = arrivals
    }

    /// An area within the area.
    public struct Part: Sendable {
        public var name: String
        public var area: Area
        public var completeness: Completeness

        public init(name: String, area: Area, completeness: Completeness) {
            self.name = name
            self.area = area
            self.completeness = completeness
        }
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "\(head.areaName)のいまの状況",
            main: """
                <div class="stack far">
                \(head.html(frame.links, title: "\(head.areaName)のいまの状況") { frame.links.tallies($0, $1, area: $2) })
                \(figures)
                <div\(if: !isNation, " class=\"two broad\"")>
                <div class="stack far">
                \(if: !parts.isEmpty, partTable)
                <div data-live-part="sums">\(TallyTable(form: head.form, lines: lines, reported: completeness.counted).html)</div>
                </div>
                \(side)
                </div>
                </div>
                """,
            scripts: [frame.assets.live], isWide: true
        ).html
    }

    private var isNation: Bool { head.area == .nation }

    private func filings(_ area: Area, _ state: FilingsFilter) -> Link {
        frame.links.filings(head.form.survey, head.day, area: area, query: state.query)
    }

    private var figures: HTML {
        let whole = completeness
        let time = TimeLeft(now: head.now, deadline: head.deadline)
        let state: Chip.State = time.isOver ? .missing : .due
        return """
            <section class="stack near" aria-label="まとめ" data-live-part="figures">
            <div class="stats">
            \(stat(Chip(state, "未報告"), whole.missing, of: whole.expected, list(.missing)))
            \(if: whole.extended > 0, stat(Chip(.due, "期限延長中"), whole.extended, of: whole.expected, list(.extended)))
            \(stat(Chip(.ok, "報告済"), whole.reported, of: whole.expected, share(whole.reported)))
            \(stat(Chip(.ok, "期限内"), whole.onTime, of: whole.expected, share(whole.onTime)))
            \(if: whole.withinExtension > 0, stat(Chip(.ok, "延長期限内"), whole.withinExtension, of: whole.expected, share(whole.withinExtension)))
            \(stat(Chip(.late, "締切後"), whole.late, of: whole.expected, share(whole.late)))
            <div class="stat">\(Chip(.due, time.isOver ? "締切を過ぎました" : "締切まで").bare)\
            <span class="big">\(time.isOver ? "—" : time.figure)</span><span class="of">\(head.now.time.withSeconds) 現在</span></div>
            </div>
            <p class="small muted">分母と割合は、その日にこの調査をお願いしている医療機関のうちのものです。分母が10に満たないとき、割合は出しません。\(others)</p>
            </section>
            """
    }

    private var others: String {
        var words = ""
        if completeness.extended + completeness.withinExtension > 0 {
            words += "締切が診療日でない日やメンテナンスに当たった医療機関と、ログインIDが遅れて使えるようになった医療機関は、締切が延びます。"
            words += "延びた締切までは期限延長中とし、未報告にも締切後にも入れません。"
        }
        if completeness.carriedOver > 0 {
            words += "報告済のうち\(Figure.grouped(completeness.carriedOver))件は旧システムから引き継いだもので、期限内・締切後に入れません。"
        }
        if completeness.closed > 0 {
            words += "開設なし・実績なしの\(Figure.grouped(completeness.closed))件は、分母に入れません。"
        }
        if completeness.beside > 0 {
            words += "ほかに、お願いしていない医療機関の報告が\(Figure.grouped(completeness.beside))件あり、項目ごとの集計に入っています。"
        }
        return words
    }

    private func stat(_ chip: Chip, _ count: Int, of whole: Int, _ below: HTML) -> HTML {
        """
        <div class="stat">\(chip.bare)<span class="big">\(Figure.grouped(count))<small> / \(Figure.grouped(whole))</small></span>\(below)</div>
        """
    }

    private func share(_ count: Int) -> HTML {
        #"<span class="of">\#(Figure.share(count, of: completeness.expected) ?? "—")</span>"#
    }

    private func list(_ state: FilingsFilter) -> HTML {
        isNation
            ? share(state == .extended ? completeness.extended : completeness.missing)
            : #"<a href="\#(filings(head.area, state))">医療機関の一覧を開く</a>"#
    }

    private var side: HTML {
        """
        <div class="stack far">
        \(if: !isNation, ArrivalFeed(arrivals: arrivals, today: head.now.day).html)
        \(if: !isNation, "<p><a href=\"\(filings(head.area, .all))\">\(head.areaName)の医療機関の一覧</a></p>")
        </div>
        """
    }

    private var partTable: HTML {
        """
        <section class="stack near" aria-labelledby="page-parts">
        <h2 id="page-parts">\(isNation ? "都道府県ごと" : "市区町村ごと")</h2>
        \(if: isNation, "<p class=\"small muted\">都道府県の名前を押すと、市区町村と医療機関まで見られます。</p>")
        <div class="scroll" role="group" aria-labelledby="page-parts" tabindex="0" data-live-part="parts">
        <table class="tbl dense">
        <thead><tr><th scope="col">\(isNation ? "都道府県" : "市区町村")</th><th scope="col" class="n">未報告</th>\
        <th scope="col" class="n">期限延長中</th>\
        <th scope="col" class="n">報告済</th><th scope="col" class="n">分母</th><th scope="col" class="n">報告率</th>\
        <th scope="col" class="n">期限内</th><th scope="col" class="n">期限内率</th>\
        <th scope="col" class="n">延長期限内</th><th scope="col" class="n">締切後</th></tr></thead>
        <tbody>
        \(each: parts, row)</tbody>
        <tfoot><tr><th scope="row">\(head.areaName)</th>\(cells(completeness, head.area))</tr></tfoot>
        </table>
        </div>
        </section>
        """
    }

    private func row(_ part: Part) -> HTML {
        let link = frame.links.tallies(head.form.survey, head.day, area: part.area)
        let quiet: HTML = part.completeness.expected == 0 && part.completeness.counted == 0 ? " class=\"muted\"" : ""
        return
            #"<tr\#(quiet)><th scope="row" class="nb"><a href="\#(link)">\#(part.name)</a></th>\#(cells(part.completeness, part.area))</tr>"#
    }

    private func cells(_ part: Completeness, _ area: Area) -> HTML {
        let missing: HTML =
            part.missing > 0 && area != .nation
            ? #"<a href="\#(filings(area, .missing))"><b>\#(Figure.grouped(part.missing))</b></a>"#
            : "\(Figure.grouped(part.missing))"
        return """
            <td class="n">\(missing)</td><td class="n">\(Figure.grouped(part.extended))</td>\
            <td class="n">\(Figure.grouped(part.reported))</td>\
            <td class="n">\(Figure.grouped(part.expected))</td><td class="n">\(Figure.share(part.reported, of: part.expected) ?? "—")</td>\
            <td class="n">\(Figure.grouped(part.onTime))</td><td class="n">\(Figure.share(part.onTime, of: part.expected) ?? "—")</td>\
            <td class="n">\(Figure.grouped(part.withinExtension))</td><td class="n">\(Figure.grouped(part.late))</td>
            """
    }
}
