import Domain

/// A page with one short form of the own record.
struct OwnFormPage: Sendable {
    var frame: PageFrame
    var title: String
    /// What the form is for.
    var lead: HTML?
    var action: Link
    var inputs: [RecordInput]
    var button: String
    var isDanger = false
    /// Where one comes from and goes back to.
    var back: (words: String, link: Link)
    /// What stands beside or below the form.
    var beside: HTML?
    var problems: [FieldProblem] = []

    init(
        frame: PageFrame, title: String, action: Link, inputs: [RecordInput], button: String,
        back: (words: String, link: Link)? = nil
    ) {
        (self.frame, self.title, self.action, self.inputs, self.button) = (frame, title, action, inputs, button)
        self.back = back ?? ("登録内容", frame.links.record)
    }

    var body: HTML {
        Layout(
            frame: frame, title: title,
            main: """
                \(Crumbs(entries: [back], here: title).html)
                <div class="title"><h1>\(title)</h1></div>
                <div class="stack far slim">
                \(summary)
                \(lead)
                <form class="stack" method="post" action="\(action)" novalidate>
                \(frame.csrfField)
                \(each: inputs, { $0.with(problems).html })
                <div class="row"><button class="btn\(if: isDanger, " danger")">\(button)</button>\
                <a class="btn plain" href="\(back.link)">やめる</a></div>
                </form>
                \(beside)
                </div>
                """,
            scripts: problems.isEmpty ? [] : [frame.assets.reportForm]
        ).html
    }

    private var summary: HTML? {
        guard !problems.isEmpty else { return nil }
        return ErrorSummary(problems: problems, anchors: Set(inputs.map(\.name)), isFirst: true).html
    }

    /// With what was typed, and what is wrong with it.
    func again(_ form: FormBody, _ problems: [FieldProblem]) -> OwnFormPage {
        var page = self
        page.problems = problems
        for index in page.inputs.indices {
            let name = page.inputs[index].name
            switch page.inputs[index].kind {
            case .choice, .checks: page.inputs[index].typed = (try? form.list(name).get()) ?? []
            default: page.inputs[index].typed = [form.typed(name)]
            }
        }
        return page
    }
}
