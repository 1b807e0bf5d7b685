import Domain

/// The weeks of a month with their state, below its calendar.
struct WeekList {
    var links: Links
    var weeks: [PeriodDuty]
    var facility: Facility.ID?
    var mayReport = true

    var html: HTML? {
        guard let title = weeks.first?.form.title else { return nil }
        return """
            <section class="panel tight" aria-labelledby="page-weeks">
            <h2 class="lead" id="page-weeks">\(title)</h2>
            <ul class="plain stack near small">
            \(each: weeks, row)</ul>
            </section>
            """
    }

    private func row(_ entry: PeriodDuty) -> HTML {
        let words: HTML = #"\#(entry.form.period.words(entry.period))"#
        let name: HTML =
            entry.link(links, of: facility, mayReport: mayReport).map { #"<a href="\#($0)">\#(words)</a>"# } ?? words
        return #"<li class="row apart">\#(name)\#(entry.duty.state.chip.bare)</li>"#
    }
}
