import Domain

/// One survey's sums of a day for the nation, a prefecture or a municipality, and its parts (R60).
public struct TallyPage: Sendable {
    public var frame: PageFrame
    public var form: Form
    public var day: Day
    public var areaName: String
    public var area: Area
    public var now: Instant
    public var deadline: Instant
    public var turnout: Turnout
    /// Institutions of the area that are listed for this survey on that day: the denominator.
    public var listed: Int
    public var lines: [TallyLine]
    /// Prefectures of the nation, municipalities of a prefecture.
    public var parts: [Part]
    /// The areas this one lies in, outermost first, as far as the visitor may see them.
    public var above: [(name: String, area: Area)]
    /// The days before and after that can be shown.
    public var earlier: Day?
    public var later: Day?

    public init(
        frame: PageFrame, form: Form, day: Day, areaName: String, area: Area, now: Instant, deadline: Instant,
        turnout: Turnout, listed: Int, lines: [TallyLine], parts: [Part] = [],
        above: [(name: String, area: Area)] = [], earlier: Day? = nil, later: Day? = nil
    ) {
        self.frame = frame
        self.form = form
        self.day = day
        self.areaName = areaName
        self.area = area
        self.now = now
        self.deadline = deadline
        self.turnout = turnout
        self.listed = listed
        self.lines = lines
        self.parts = parts
        self.above = above
        self.earlier = earlier
        self.later = later
    }

    /// An area within the area.
    public struct Part: Sendable {
        public var name: String
        public var area: Area
        public var turnout: Turnout
        public var listed: Int

        public init(name: String, area: Area, turnout: Turnout, listed: Int) {
            self.name = name
            self.area = area
            self.turnout = turnout
            self.listed = listed
        }
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "\(areaName)の状況",
            main: """
                <div class="stack far">
                \(if: !above.isEmpty, Crumbs(entries: above.map { ($0.name, link(day, $0.area)) }, here: areaName).html)
                \(title)
                \(figures)
                <div class="\(if: !parts.isEmpty, "two broad")">
                \(TallyTable(form: form, lines: lines, reported: turnout.reported).html)
                \(if: !parts.isEmpty, partTable)
                </div>
                </div>
                """,
            isWide: true
        ).html
    }

    private func link(_ day: Day, _ area: Area) -> Link { frame.links.tallies(form.survey, day, area: area) }

    private var title: HTML {
        """
        <div class="title">
        <div><h1>\(areaName)の状況</h1><p>\(form.title) <span class="nb">\(form.period.title(of: day))</span> \
        <span class="nb">締切 \(deadline.words(in: frame.today))</span></p></div>
        <nav class="row" aria-label="日を変える">
        \(earlier.map { "<a class=\"btn two-nd sm\" rel=\"prev\" href=\"\(link($0, area))\">前の\(unit) \($0.words)</a>" })
        \(later.map { "<a class=\"btn two-nd sm\" rel=\"next\" href=\"\(link($0, area))\">次の\(unit) \($0.words)</a>" })
        </nav>
        </div>
        """
    }

    private var unit: String { form.period == .day ? "日" : "週" }

    private var figures: HTML {
        let missing = max(0, listed - turnout.reported)
        let state: Chip.State = now < deadline ? .due : .missing
        return """
            <section class="stack near" aria-label="まとめ">
            <div class="stats">
            <div class="stat">\(Chip(state, "まだ報告のない医療機関").bare)<span class="big">\(Figure.grouped(missing))\
            <small> / \(Figure.grouped(listed))</small></span><span class="of">\(share(missing, of: listed))</span></div>
            <div class="stat">\(Chip(.ok, "報告済").bare)<span class="big">\(Figure.grouped(turnout.reported))\
            <small> / \(Figure.grouped(listed))</small></span><span class="of">\(share(turnout.reported, of: listed))</span></div>
            <div class="stat">\(Chip(.ok, "期限内").bare)<span class="big">\(Figure.grouped(turnout.onTime))</span>\
            <span class="of">締切後 \(Figure.grouped(turnout.late))</span></div>
            <div class="stat">\(Chip(.changed, "引き継ぎ").bare)<span class="big">\(Figure.grouped(turnout.carriedOver))</span>\
            <span class="of">旧システムの報告。期限内・締切後に入れません</span></div>
            </div>
            <p class="small muted">\(now.words) 現在。分母は、その日にこの調査をお願いしている医療機関の数です。分母が10に満たないとき、割合は出しません。</p>
            </section>
            """
    }

    private func share(_ count: Int, of whole: Int) -> String {
        Figure.share(count, of: whole).map { "\($0)(お願いしている医療機関のうち)" } ?? "お願いしている医療機関のうち"
    }

    private var partTable: HTML {
        """
        <section class="stack near" aria-labelledby="page-parts">
        <h2 id="page-parts">\(area == .nation ? "都道府県ごと" : "市区町村ごと")</h2>
        <div class="scroll" role="group" aria-labelledby="page-parts" tabindex="0">
        <table class="tbl dense">
        <thead><tr><th scope="col">\(area == .nation ? "都道府県" : "市区町村")</th><th scope="col" class="n">報告なし</th>\
        <th scope="col" class="n">報告済</th><th scope="col" class="n">分母</th><th scope="col" class="n">報告率</th></tr></thead>
        <tbody>
        \(each: parts, row)</tbody>
        <tfoot>\(total)</tfoot>
        </table>
        </div>
        </section>
        """
    }

    private func row(_ part: Part) -> HTML {
        let name: HTML = "<a href=\"\(link(day, part.area))\">\(part.name)</a>"
        let quiet: HTML = part.listed == 0 && part.turnout.reported == 0 ? " class=\"muted\"" : ""
        return
            #"<tr\#(quiet)><th scope="row" class="nb">\#(name)</th>\#(cells(part.turnout.reported, part.listed))</tr>"#
    }

    private var total: HTML {
        #"<tr><th scope="row">\#(areaName)</th>\#(cells(turnout.reported, listed))</tr>"#
    }

    private func cells(_ reported: Int, _ listed: Int) -> HTML {
        """
        <td class="n">\(Figure.grouped(max(0, listed - reported)))</td><td class="n">\(Figure.grouped(reported))</td>\
        <td class="n">\(Figure.grouped(listed))</td><td class="n">\(Figure.share(reported, of: listed) ?? "—")</td>
        """
    }
}
