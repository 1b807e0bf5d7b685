import Domain

/// A month of an institution: for each day how its daily reports stand, as shape and word (look: `.cal`).
public struct MonthCalendar: Sendable {
    public var month: Month
    public var today: Day
    public var marks: [Day: Mark]
    /// The months before and after, where there is something to see.
    public var earlier: Link?
    public var later: Link?

    public init(
        month: Month, today: Day, marks: [Day: Mark], earlier: Link? = nil, later: Link? = nil
    ) {
        self.month = month
        self.today = today
        self.marks = marks
        self.earlier = earlier
        self.later = later
    }

    /// What stands in a day's cell.
    public struct Mark: Sendable {
        public var state: Chip.State
        public var words: String
        /// Nowhere to go for who only looks and where there is no report.
        public var link: Link?

        public init(_ state: Chip.State, _ words: String, link: Link?) {
            self.state = state
            self.words = words
            self.link = link
        }
    }

    var html: HTML {
        """
        <section class="panel tight" aria-labelledby="page-month" id="calendar">
        <div class="row apart">\(step(earlier, month.previous, "前の月"))\
        <h2 class="lead" id="page-month">\(month.words)</h2>\(step(later, month.next, "次の月"))</div>
        <table class="cal">
        <caption class="vh">\(month.words)の報告の状況</caption>
        <thead><tr>\(each: Weekday.allCases, { "<th scope=\"col\">\($0.letter)</th>" })</tr></thead>
        <tbody>
        \(each: month.weeks, { week in "<tr>\(each: week, { "<td>\($0.map(cell))</td>" })</tr>\n" })</tbody>
        </table>
        </section>
        """
    }

    private func step(_ link: Link?, _ month: Month, _ direction: String) -> HTML {
        let words = "\(month.firstDay.civil.month)月"
        guard let link else { return #"<span class="muted" aria-hidden="true">\#(words)</span>"# }
        return #"<a href="\#(link)" aria-label="\#(direction) \#(month.words)">\#(words)</a>"#
    }

    private func cell(_ day: Day) -> HTML {
        let number = day.civil.day
        let now: HTML = day == today ? " now" : ""
        guard let mark = marks[day] else { return #"<span class="d\#(now)"><b>\#(number)</b></span>"# }
        let inside: HTML = #"<b>\#(number)<span class="vh">日</span></b><span class="mk"></span>\#(mark.words)"#
        guard let link = mark.link else {
            return #"<span class="d \#(mark.state.rawValue)\#(now)">\#(inside)</span>"#
        }
        return #"<a class="d \#(mark.state.rawValue)\#(now)" href="\#(link)">\#(inside)</a>"#
    }
}

extension MonthCalendar {
    /// The marks of a month's daily surveys; where several are asked of one day, what needs somebody decides.
    static func marks(
        _ duties: [PeriodDuty], today: Day, link: (_ day: Day, _ shown: [PeriodDuty]) -> Link?
    ) -> [Day: Mark] {
        let daily = duties.filter { $0.form.period == .day && $0.isShown }
        return Dictionary(grouping: daily, by: \.period).compactMapValues { shown in
            let worst = shown.min { ($0.urgency, $0.duty.deadline) < ($1.urgency, $1.duty.deadline) }
            guard let day = shown.first?.period, let worst else { return nil }
            let (state, words) = worst.mark(today: today)
            return Mark(state, words, link: link(day, shown))
        }
    }
}

extension PeriodDuty {
    /// There is something to say of it: it is expected, or closed, or there is a report.
    var isShown: Bool {
        switch duty.state {
        case .notExpected, .notOpen: false
        default: true
        }
    }

    /// What needs somebody comes first.
    fileprivate var urgency: Int {
        switch duty.state {
        case .missing, .overdue: 0
        case .due, .extended: 1
        case .reported: duty.punctuality == .late ? 2 : 3
        case .carriedOver: 4
        case .closed: 5
        case .notExpected, .notOpen: 6
        }
    }

    fileprivate func mark(today: Day) -> (Chip.State, String) {
        switch duty.state {
        case .missing, .overdue: (.missing, "未報告")
        // Today's figures are not complete yet, and due tomorrow.
        case .due where period == today && duty.deadline.day > today: (.notAsked, "今日")
        case .due: (.due, "要報告")
        case .extended: (.due, "延長")
        case .reported: duty.punctuality == .late ? (.late, "期限後") : (.ok, "報告済")
        case .carriedOver: (.changed, "引継ぎ")
        case .closed: (.off, "休診")
        case .notExpected, .notOpen: (.notAsked, "")
        }
    }
}
