import Database
import Domain
import Store

/// What an association has before it and behind it: the periods that are due now, and those of the last weeks that still miss
/// reports of some of its members.
public struct AssociationDays: Sendable {
    /// Open now, the most urgent first.
    public var due: [Period]
    /// Past their deadline, the newest first.
    public var open: [Period]

    public init(due: [Period], open: [Period]) {
        self.due = due
        self.open = open
    }

    /// A survey's period with its counts.
    public struct Period: Sendable {
        public var form: Form
        public var day: Day
        /// Without those that had nothing to report (R33).
        public var asked: Int
        public var reported: Int

        public init(form: Form, day: Day, asked: Int, reported: Int) {
            self.form = form
            self.day = day
            self.asked = asked
            self.reported = reported
        }

        /// Of those missing, whose own deadline is still to come though the survey's has passed; and the first of these deadlines.
        public var extended = 0
        public var until: Instant?

        var missing: Int { asked - reported }
        var deadline: Instant { form.schedule.deadline(for: day) }
    }

    /// So many days are looked through; what is older is found by leafing.
    public static let daysBack = 28

    /// - Parameter permits: for each member, to read its reports.
    init(
        _ db: any Connection, _ members: [Facility.ID], _ permits: [Permit], _ surveys: Surveys, at now: Instant
    ) throws {
        let histories = try db.facilities.histories(of: members)
        let (first, last) = (now.day.adding(-Self.daysBack), now.day.adding(6))
        let deadlines = try db.deadlineFacts.of(members, from: first, through: last)
        var periods: [Period] = []
        // What a day asks of its members, once for all surveys.
        let facts = (first.number...last.number).map { number in
            histories.compactMap { id, history in history.on(Day(number: number)).map { (id, $0) } }
        }
        for survey in surveys.keys {
            let reported = try db.reports.reported(survey, from: first, through: last, of: permits)
            for (index, known) in facts.enumerated() {
                let day = first.adding(index)
                guard let form = surveys.form(survey, on: day), form.period.accepts(day),
                    form.schedule.opens(for: day) <= now
                else { continue }
                let there = reported[day] ?? []
                let closed = form.hasClosableDays ? try db.closedMarks.of(survey, day, permits).subtracting(there) : []
                let asked = known.filter { $0.1.isAsked(by: form) && !closed.contains($0.0) }.map(\.0)
                guard !asked.isEmpty else { continue }
                var period = Period(
                    form: form, day: day, asked: asked.count, reported: asked.count(where: there.contains))
                let missing = known.filter { $0.1.isAsked(by: form) && !closed.contains($0.0) && !there.contains($0.0) }
                period.extend(missing.compactMap { deadlines[$0]?.own(form, day, party: $1.party) }, at: now)
                periods.append(period)
            }
        }
        due = periods.filter { now < $0.deadline }.sorted { Self.urgency($0) < Self.urgency($1) }
        open = periods.filter { $0.deadline <= now && $0.missing > 0 }.sorted { $0.day > $1.day }
    }

    /// What misses nothing any more comes last.
    private static func urgency(_ period: Period) -> (Int, Int, String) {
        (period.missing > 0 ? 0 : 1, period.deadline.milliseconds, period.form.survey)
    }
}

extension AssociationDays.Period {
    /// - Parameter missing: the own deadlines of those that are missing.
    fileprivate mutating func extend(_ missing: [OwnDeadline], at now: Instant) {
        guard deadline <= now else { return }
        let ahead = missing.filter { $0.isAhead(at: now) }
        (extended, until) = (ahead.count, ahead.compactMap(\.until).min())
    }
}

/// Those periods on the first page, each leading to its table.
struct AssociationDaysPart {
    var frame: PageFrame
    var days: AssociationDays
    var now: Instant

    /// So many open days are listed at once.
    private static let listed = 10

    var html: HTML {
        """
        <section class="stack" aria-label="いま報告していただくもの">
        \(days.due.isEmpty ? nothing : "\(each: days.due.enumerated(), { panel($1, isFirst: $0 == 0) })")
        </section>
        \(if: !days.open.isEmpty, open)
        """
    }

    private var nothing: HTML {
        #"<div class="empty"><b>いま報告していただくものはありません</b></div>"#
    }

    private func link(_ period: AssociationDays.Period) -> Link {
        frame.links.members(period.form.survey, period.day)
    }

    private func panel(_ period: AssociationDays.Period, isFirst: Bool) -> HTML {
        let time = TimeLeft(now: now, deadline: period.deadline)
        let isNext = !isFirst || period.missing == 0
        let act: HTML = """
            <a class="btn \(isNext ? "two-nd" : "big")" href="\(link(period))">会員の表を開く<span class="vh">\
            (\(period.form.title) \(period.day.words))</span></a>
            """
        return """
            <div class="due\(if: isNext, " next")">
            <div>
            <p class="muted">\(period.form.title)</p>
            <h2>\(period.form.period.title(of: period.day, in: frame.today))</h2>
            <p>報告済 <b class="lead">\(period.reported)</b> / \(period.asked)医療機関\
            \(if: isNext, " <span class=\"small muted nb\">締切 \(time.deadlineWords)</span>")</p>
            </div>
            \(if: !isNext, "<p class=\"left stat\"><span>締切 \(time.deadlineWords)</span><span class=\"big\">\(time.figure)</span></p>")
            \(isNext ? act : "<div class=\"acts row\">\(act)</div>")
            </div>

            """
    }

    private var open: HTML {
        let rest = days.open.dropFirst(Self.listed)
        return """
            <section class="stack near" aria-labelledby="page-open">
            <h2 id="page-open">まだ報告のない日</h2>
            <ul class="late-list">
            \(each: days.open.prefix(Self.listed), row)</ul>
            \(if: !rest.isEmpty, "<details class=\"more\"><summary>ほか\(rest.count)件</summary><ul class=\"late-list\">\(each: rest, row)</ul></details>")
            <p class="small muted">この\(AssociationDays.daysBack / 7)週間の分です。締切を過ぎても報告・訂正ができます。</p>
            </section>
            """
    }

    private func row(_ period: AssociationDays.Period) -> HTML {
        """
        <li><b>\(period.form.period.words(period.day))</b>\
        <span class="late-d small">\(period.form.title) <span class="nb">あと\(period.missing)医療機関</span> \
        <span class="muted nb">(\(period.asked)のうち)</span>\(extended(period))</span>\
        <a class="btn two-nd sm" href="\(link(period))">表を開く<span class="vh">\
        (\(period.form.title) \(period.day.words))</span></a></li>

        """
    }

    private func extended(_ period: AssociationDays.Period) -> HTML? {
        guard period.extended > 0 else { return nil }
        let until = period.until.map { "いちばん早い期限は \($0.words)" } ?? ""
        return """
             \(Chip(.due, "期限延長 \(period.extended)医療機関").html) <span class="muted nb">\(until)</span>
            """
    }
}
