import Domain

/// Several daily surveys with one day of deadline: what each is about and until when, and one button for all.
struct TogetherPanel {
    var frame: PageFrame
    var now: Instant
    /// At least one.
    var due: [PeriodDuty]

    var html: HTML? {
        guard let deadline = due.map(\.duty.deadline).min() else { return nil }
        let time = TimeLeft(now: now, deadline: deadline)
        let day = due[0].duty.nationalDeadline.day
        return """
            <div class="due">
            <div>
            <h2>\(deadline.day.words(in: frame.today))が締切の報告</h2>
            <ul class="plain stack near">\(each: due, row)</ul>
            </div>
            <p class="left stat"><span>締切 \(time.deadlineWords)</span><span class="big">\(time.figure)</span></p>
            <div class="acts row"><a class="btn big" href="\(frame.links.together(day))">報告する\
            <span class="vh">(\(due.map(\.form.title).joined(separator: "、")))</span></a>\
            \(each: due.filter(\.isClosable), closed)</div>
            </div>
            """
    }

    private func row(_ due: PeriodDuty) -> HTML {
        """
        <li><b class="nb">\(due.form.period.title(of: due.period, in: frame.today))</b> \
        <a href="\(frame.links.reportForm(due.form.survey, due.period))">\(due.form.title)</a> \
        <span class="small muted">\(DeadlineLine(due.duty.own, today: frame.today).html)</span>\
        \(DeadlineLine(due.duty.own, today: frame.today).why)</li>

        """
    }

    private func closed(_ due: PeriodDuty) -> HTML {
        ClosedMarkButton(frame: frame, form: due.form, day: due.period, style: "btn two-nd", namesDay: true).html
    }
}
