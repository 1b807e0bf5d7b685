import Domain
import Store

/// Figures to be confirmed with one button: whoever only opens the link, such as a program that looks at mails, changes nothing.
struct ConfirmFiguresPage: Sendable {
    enum State: Sendable {
        case open(_ code: String, FiguresToConfirm)
        case refused(FiguresConfirmationFault)
        case done(FiguresToConfirm)
    }

    var frame: PageFrame
    var state: State

    var body: HTML {
        Layout(
            frame: frame, title: "数値の確認",
            main: """
                <div class="title"><div><h1>数値の確認</h1>\(lead)</div></div>
                <div class="stack far slim">\(content)</div>
                """
        ).html
    }

    private var lead: HTML? {
        switch state {
        case .open(_, let figures), .done(let figures): "<p><bdi>\(figures.name)</bdi></p>"
        case .refused: nil
        }
    }

    private var content: HTML {
        switch state {
        case .open(let code, let figures): open(code, figures)
        case .refused(let fault): refused(fault)
        case .done(let figures):
            """
            \(DoneBox(heading: "確認していただきました", sentence: "ありがとうございました。この画面は閉じてかまいません。").html)
            \(wrong(figures, "あとから違いに気づいたときは、"))
            """
        }
    }

    private func open(_ code: String, _ figures: FiguresToConfirm) -> HTML {
        """
        <p class="lead"><bdi>\(figures.association.name)</bdi>が、貴院に代わって報告した数値です。</p>
        <section class="stack near" aria-labelledby="page-figures">
        <h2 id="page-figures">\(figures.form.period.short(figures.confirmation.period)) \(figures.form.title)</h2>
        \(AnswerTable(sections: figures.sections, form: figures.form, revision: figures.revision, previous: nil).html)
        </section>
        <form method="post" action="\(frame.links.confirmation())">\(frame.csrfField)\
        <input type="hidden" name="\(RecordField.code)" value="\(code)">\
        <button class="btn big">これは当院の数値です</button></form>
        \(wrong(figures, "ボタンを押さずに、"))
        """
    }

    private func wrong(_ figures: FiguresToConfirm, _ before: String) -> HTML {
        let (name, phone) = figures.association
        let call: HTML? = phone.isEmpty ? nil : #"(電話 <a class="tel" href="\#(Link.phone(phone))">\#(phone)</a>)"#
        return """
            <section class="panel quiet" aria-labelledby="page-wrong">
            <h2 id="page-wrong">数値がちがうとき</h2>
            <p>\(before)<bdi>\(name)</bdi>\(call)へご連絡ください。団体が訂正すると、新しい確認のメールが届きます。</p>
            </section>
            """
    }

    private func refused(_ fault: FiguresConfirmationFault) -> HTML {
        if case .confirmed = fault {
            return DoneBox(heading: "確認は済んでいます", sentence: fault.sentence).html
        }
        return """
            <div class="sum" role="alert"><h2>確認できる数値がありません</h2><p>\(fault.sentence)</p></div>
            <p>お急ぎのときは、メールにある団体へご連絡ください。</p>
            """
    }
}
