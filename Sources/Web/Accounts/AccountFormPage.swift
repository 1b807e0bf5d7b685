import Domain

/// A page with one short form and words beside it: passwords, codes, lost IDs.
struct AccountFormPage {
    var frame: PageFrame
    var title: String
    var lead: HTML?
    /// Where the form is sent.
    var action: Link
    var fields: HTML
    var button: String
    var problems: [FieldProblem] = []
    /// What is wrong with the sending as a whole.
    var refusal: String?
    /// Above the form: what was done before.
    var done: HTML?
    /// Below the form.
    var more: HTML?

    var body: HTML {
        Layout(
            frame: frame, title: title,
            main: """
                <div class="slim stack far">
                <div class="stack"><h1>\(title)</h1>\(lead)</div>
                \(summary)\(done)
                <form class="stack" method="post" action="\(action)" novalidate>
                \(frame.csrfField)
                \(fields)
                <div class="row"><button class="btn big">\(button)</button></div>
                </form>
                \(more)
                </div>
                """,
            scripts: summary == nil ? [] : [frame.assets.reportForm]
        ).html
    }

    private var summary: HTML? {
        if let refusal { return ErrorSummary(heading: "受け付けられませんでした", sentence: refusal).html }
        guard !problems.isEmpty else { return nil }
        return ErrorSummary(problems: problems, anchors: Set(problems.map(\.field)), isFirst: true).html
    }
}

extension [FieldProblem] {
    /// The sentences at one field.
    func at(_ field: String) -> [String] { filter { $0.field == field }.map(\.sentence) }
}

/// Whom to call, at the end of a page.
struct CallHelpDesk {
    var frame: PageFrame
    var sentence: String

    var html: HTML {
        """
        <section class="panel quiet" aria-labelledby="page-desk">
        <h2 id="page-desk">お困りのときは</h2>
        <p>\(sentence)</p>
        <p>\(frame.helpDesk.name)<br>\(frame.helpDesk.lines)</p>
        </section>
        """
    }
}
