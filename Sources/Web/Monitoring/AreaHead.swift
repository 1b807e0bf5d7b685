import Domain

/// Head of the pages that watch an area: trail, title, whether it keeps itself up to date, other days, the surveys as tabs.
public struct AreaHead: Sendable {
    public var form: Form
    public var day: Day
    public var area: Area
    public var areaName: String
    public var now: Instant
    public var deadline: Instant
    /// The areas this one lies in, outermost first, as far as the visitor may see them.
    public var above: [(name: String, area: Area)]
    public var tabs: [Tab]
    /// The periods before and after that can be shown.
    public var earlier: Day?
    public var later: Day?

    public init(
        form: Form, day: Day, area: Area, areaName: String, now: Instant, deadline: Instant,
        above: [(name: String, area: Area)] = [], tabs: [Tab] = [], earlier: Day? = nil, later: Day? = nil
    ) {
        self.form = form
        self.day = day
        self.area = area
        self.areaName = areaName
        self.now = now
        self.deadline = deadline
        self.above = above
        self.tabs = tabs
        self.earlier = earlier
        self.later = later
    }

    /// Another survey, at its newest period that was due.
    public struct Tab: Sendable {
        public var survey: String
        public var title: String
        public var day: Day

        public init(survey: String, title: String, day: Day) {
            self.survey = survey
            self.title = title
            self.day = day
        }
    }

    /// - Parameters:
    ///   - title: the heading.
    ///   - here: the page itself below the area, where it is not the area's first page.
    ///   - link: the same page for another survey, day or area.
    func html(
        _ links: Links, title: String, here: String? = nil,
        _ link: (_ survey: String, _ day: Day, _ area: Area) -> Link
    ) -> HTML {
        let tallies = { (area: Area) in links.tallies(form.survey, day, area: area) }
        let trail = above.map { ($0.name, tallies($0.area)) } + (here == nil ? [] : [(areaName, tallies(area))])
        let unit = form.period.unit
        return """
            \(if: !trail.isEmpty, Crumbs(entries: trail, here: here ?? areaName).html)
            <div class="title">
            <div><h1>\(title)</h1><p>\(form.title) <span class="nb">\(form.period.title(of: day, in: now.day))</span> \
            <span class="nb">締切 \(deadline.words(in: now.day))</span></p></div>
            <div class="stack near">\(live(links.changes(form.survey, day, area: area), link(form.survey, day, area)))
            <nav class="row" aria-label="日を変える">
            \(earlier.map { "<a class=\"btn two-nd sm\" rel=\"prev\" href=\"\(link(form.survey, $0, area))\">前の\(unit) \($0.words)</a>" })
            \(later.map { "<a class=\"btn two-nd sm\" rel=\"next\" href=\"\(link(form.survey, $0, area))\">次の\(unit) \($0.words)</a>" })
            </nav></div>
            </div>
            <nav aria-label="調査"><ul class="tabs">\(each: tabs, { tab($0, link($0.survey, $0.day, area)) })</ul></nav>
            """
    }

    private func tab(_ tab: Tab, _ link: Link) -> HTML {
        let isHere = tab.survey == form.survey
        let target = isHere ? Link.anchor("page-main") : link
        return #"<li><a href="\#(target)"\#(if: isHere, " aria-current=\"page\"")>\#(tab.title)</a></li>"#
    }

    /// Without script a link that fetches the page anew; the script makes a switch of it.
    private func live(_ changes: Link, _ page: Link) -> HTML {
        """
        <p class="row" data-live-changes="\(changes)">\
        <span class="livedot off" data-live-state role="status">\(now.time.withSeconds) 現在の内容です</span> \
        <a class="btn two-nd sm" data-live-switch href="\(page)">最新にする</a></p>
        """
    }
}
