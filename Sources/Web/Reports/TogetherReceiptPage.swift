import Domain

/// The receipts of the reports that were sent with one button (R36).
struct TogetherReceiptPage: Sendable {
    var frame: PageFrame
    var subject: ReportSubject
    var facilityName: String
    var facilityId: Facility.ID
    var entries: [Entry]
    /// The health centre in charge (R36).
    var healthCentre = HealthCentreNote()
    /// Those that still wait for a report.
    var open: [(form: Form, day: Day)]

    struct Entry: Sendable {
        var form: Form
        var day: Day
        var sections: [Section]
        /// The newest.
        var revision: Revision
        var isOnTime: Bool
    }

    var body: HTML {
        Layout(
            frame: frame, title: "受付票",
            main: """
                \(Crumbs(entries: subject.trail, here: "受付票").html)
                <div class="stack far">
                <section class="receipt stack" aria-labelledby="page-received">
                <h1 id="page-received">\(received.count)件の報告を受け付けました</h1>
                <p class="lead"><bdi>\(facilityName)</bdi> <span class="nb">(ID \(facilityId.text))</span></p>
                \(each: entries, slip)
                </section>
                \(open.isEmpty ? finished : waiting)
                \(healthCentre.html)
                \(each: received, content)
                <p class="noprint"><a href="\(subject.back.link)">\(subject.back.words)</a></p>
                </div>
                """
        ).html
    }

    /// Without those taken back.
    private var received: [Entry] { entries.filter { $0.revision.status.counts } }

    private func slip(_ entry: Entry) -> HTML {
        let isWithdrawn = entry.revision.status == .withdrawn
        let state =
            isWithdrawn
            ? Chip(.off, "取り下げ").html
            : Duty.State.reported(revision: entry.revision.number, onTime: entry.isOnTime).chip.html
        let link = frame.links.receipt(
            entry.form.survey, entry.day, revision: entry.revision.number, of: subject.facility)
        return """
            <div class="stack near"><h2>\(entry.form.period.title(of: entry.day, in: frame.today))</h2>
            <dl class="kv keep">
            <dt>調査</dt><dd>\(entry.form.title)</dd>
            <dt>受付番号</dt><dd class="no">\(entry.revision.receipt)</dd>
            <dt>受付時刻</dt><dd>\(entry.revision.recordedAt.longWords)</dd>
            <dt>版</dt><dd>第\(entry.revision.number)版 \(state)</dd>
            <dt>内容の印</dt><dd class="small">SHA-256 \(entry.revision.contentHash)</dd>
            </dl>
            <p class="small noprint"><a href="\(link)">この報告だけの受付票<span class="vh">(\(entry.form.title))</span></a></p></div>
            """
    }

    private var finished: HTML {
        #"<p class="lead">厚生労働省へほかに送っていただくものはありません。</p>"#
    }

    private var waiting: HTML {
        """
        <div class="row">\(each: open, { entry in
            "<a class=\"btn two-nd noprint\" href=\"\(frame.links.reportForm(entry.form.survey, entry.day, of: subject.facility))\">\(entry.form.title)を報告する</a>"
        })</div>
        """
    }

    private func content(_ entry: Entry) -> HTML {
        """
        <section class="stack near" aria-labelledby="\(entry.form.survey).content">
        <h2 id="\(entry.form.survey).content">保存した内容 <span class="small">\(entry.form.title)</span></h2>
        \(AnswerTable(sections: entry.sections, form: entry.form, revision: entry.revision, previous: nil).html)
        </section>
        """
    }
}
