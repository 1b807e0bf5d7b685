import Domain

/// The reports that came in last (look: `.feed`).
struct ArrivalFeed {
    var arrivals: [Arrival]
    var today: Day

    struct Arrival: Sendable {
        var name: String
        var cityName: String
        var filing: Filing
        var link: Link
    }

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-feed">
        <h2 id="page-feed">届いた報告</h2>
        \(if: arrivals.isEmpty, "<div class=\"empty\"><b>まだ届いていません</b></div>")
        <ol class="feed" aria-live="polite" aria-labelledby="page-feed" data-live-part="feed">
        \(each: arrivals, row)</ol>
        </section>
        """
    }

    private func row(_ arrival: Arrival) -> HTML {
        let at = arrival.filing.recordedAt
        let time: HTML =
            at.day == today
            ? #"<time datetime="\#(at.text)">\#(at.time.withSeconds)</time>"#
            : #"<time datetime="\#(at.text)">\#(at.day.civil.month)/\#(at.day.civil.day) \#(at.time.words)</time>"#
        return """
            <li>\(time)<span><a href="\(arrival.link)"><bdi>\(arrival.name)</bdi></a> <span class="muted">\(arrival.cityName)</span></span>\
            \(chip(arrival.filing).bare)</li>

            """
    }

    private func chip(_ filing: Filing) -> Chip {
        if filing.status == .withdrawn { return Chip(.off, "取り下げ") }
        // After a withdrawal there is nothing to correct: what comes then is a report.
        return filing.submittedAt == filing.recordedAt
            ? Chip(.ok, "報告") : Chip(.changed, "訂正(第\(filing.revision)版)")
    }
}
