import Domain

/// Surveys and periods with their deadline, state and what can be done.
struct DutyTable {
    var links: Links
    var duties: [PeriodDuty]
    /// As addresses name it; nil for the visitor's own.
    var facility: Facility.ID?
    var mayReport: Bool

    var html: HTML {
        """
        <table class="tbl cards">
        <thead><tr><th scope="col">調査</th><th scope="col">報告の対象</th><th scope="col">締切</th>\
        <th scope="col">状態</th><th scope="col" class="n">\(mayReport ? "見る・入力する" : "見る")</th></tr></thead>
        <tbody>
        \(each: duties, row)</tbody>
        </table>
        """
    }

    private func row(_ entry: PeriodDuty) -> HTML {
        """
        <tr><th scope="row">\(entry.form.title)</th>\
        <td data-h="対象" class="nb">\(entry.form.period.words(entry.period))</td>\
        <td data-h="締切">\(entry.duty.own.words)\(DeadlineLine(entry.duty.own).why)</td>\
        <td data-h="状態">\(entry.duty.chip.html)</td>\
        <td class="n">\(entry.link(links, of: facility, mayReport: mayReport).map { act(entry, $0) })</td></tr>

        """
    }

    private func act(_ entry: PeriodDuty, _ link: Link) -> HTML {
        let words = entry.duty.state.isSettled ? "見る" : "報告する"
        return #"<a href="\#(link)">\#(words)<span class="vh">(\#(entry.form.title) \#(entry.period.words))</span></a>"#
    }
}
