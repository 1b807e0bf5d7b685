import Domain

/// Periods past the survey's deadline that have no report, each with a button.
struct OpenDays {
    var links: Links
    /// The newest first.
    var open: [PeriodDuty]
    /// As addresses name it; nil for the visitor's own.
    var facility: Facility.ID?
    /// The visitor may report.
    var mayReport = true
    /// Of a page with forms: then a day may be marked closed from here.
    var frame: PageFrame?

    /// So many are listed with a button each; the calendar has the rest.
    private static let listed = 7

    var html: HTML? {
        guard !open.isEmpty else { return nil }
        return """
            <section class="stack near" aria-labelledby="page-open">
            <h2 id="page-open">まだ報告のない日 <span class="nb">\(Figure.grouped(open.count))件</span></h2>
            <ul class="late-list">
            \(each: open.prefix(Self.listed), row)
            </ul>
            \(more)
            <p class="small muted">\(FacilityOutlook.monthsBack)か月前の月からの分です。それより前の日はカレンダーで見られます。\
            \(if: mayReport, "締切を過ぎても報告・訂正ができます。")</p>
            </section>
            """
    }

    private var more: HTML? {
        let rest = open.count - Self.listed
        guard rest > 0 else { return nil }
        return mayReport
            ? #"<p class="small">ほか\#(rest)件は、カレンダーの「未報告」の日から入力できます。</p>"#
            : #"<p class="small">ほか\#(rest)件は、カレンダーの「未報告」の日です。</p>"#
    }

    private func row(_ entry: PeriodDuty) -> HTML {
        """
        <li><b>\(entry.form.period.words(entry.period))</b>\
        <span class="late-d small">\(entry.form.title) \(until(entry.duty))</span>\
        \(if: mayReport, button(entry))</li>

        """
    }

    private func until(_ duty: Duty) -> HTML {
        if duty.state.isExtended {
            return #"\#(duty.chip.html) <span class="muted">\#(duty.own.reason)</span>"#
        }
        return #"<span class="muted nb">締切は \#(duty.deadline.words) でした</span>"#
    }

    private func button(_ entry: PeriodDuty) -> HTML {
        """
        <span class="row"><a class="btn two-nd sm" href="\(links.reportForm(entry.form.survey, entry.period, of: facility))">\
        報告する<span class="vh">(\(entry.form.title) \(entry.period.words))</span></a>\(closed(entry))</span>
        """
    }

    private func closed(_ entry: PeriodDuty) -> HTML? {
        guard entry.isClosable, let frame else { return nil }
        return ClosedMarkButton(
            frame: frame, form: entry.form, day: entry.period, facility: facility, style: "as-link small",
            namesDay: true
        ).html
    }
}
