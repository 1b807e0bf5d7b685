import Domain

/// One batch of letters: printing, dispatch, who is in it (R4).
public struct LetterBatchPage: Sendable {
    public var frame: PageFrame
    public var batch: LetterBatch
    /// Those of this page.
    public var letters: [Letter]

    public init(frame: PageFrame, batch: LetterBatch, letters: [Letter]) {
        self.frame = frame
        self.batch = batch
        self.letters = letters
    }

    private var title: String { "\(batch.recordedAt.day.words(in: frame.today))の手紙" }

    public var body: HTML {
        Layout(
            frame: frame, title: title,
            main: """
                <div class="stack far">
                \(Crumbs(entries: [("手紙", frame.links.letters)], here: title).html)
                <div class="title"><div><h1>\(title)</h1><p>\(Figure.grouped(batch.letters))通・郵便番号の順</p></div></div>
                <div class="two">
                <div class="stack">\(letters.isEmpty ? "<div class=\"empty\"><b>ここには手紙がありません</b></div>" : table)\(pager)</div>
                <div class="stack">\(printing)\(dispatch)</div>
                </div>
                </div>
                """,
            isWide: true
        ).html
    }

    private var printing: HTML {
        """
        <section class="panel" aria-labelledby="page-print"><h2 id="page-print">1. 印刷</h2>
        \(batch.printedAt.map { "<p>\($0.words(in: frame.today))に印刷しました\(if: batch.prints > 1, "(これまで\(batch.prints)回)")。</p>" })
        <form method="post" action="\(frame.links.letterPrinting(batch.id))">\(frame.csrfField)\
        <button class="btn\(if: batch.prints > 0, " two-nd")">\(batch.prints == 0 ? "すべて印刷する" : "すべて印刷し直す") (PDF)</button></form>
        <p class="small muted">設定コードは印刷のたびに新しくなり、前に印刷したコードは使えなくなります。\
        コードは紙にだけ残ります。PDFは印刷したら消してください。</p>
        </section>
        """
    }

    private var dispatch: HTML {
        if let dispatchedAt = batch.dispatchedAt {
            return """
                <section class="panel quiet" aria-labelledby="page-post"><h2 id="page-post">2. 発送</h2>
                <p>\(dispatchedAt.words(in: frame.today))に発送しました。</p></section>
                """
        }
        return """
            <section class="panel\(if: batch.prints == 0, " quiet")" aria-labelledby="page-post"><h2 id="page-post">2. 発送</h2>
            \(batch.prints == 0 ? "<p>印刷してから、発送を記録できます。</p>" : mark)
            </section>
            """
    }

    private var mark: HTML {
        """
        <form method="post" action="\(frame.links.letterDispatch(batch.id))">\(frame.csrfField)\
        <button class="btn">発送を記録する</button></form>
        <p class="small muted">記録すると、医療機関は「通知済み」になります。</p>
        """
    }

    private var table: HTML {
        """
        <table class="tbl dense cards"><thead><tr><th scope="col">整理番号</th><th scope="col">医療機関</th>\
        <th scope="col">ID</th><th scope="col">印刷</th><th scope="col">印刷し直す</th></tr></thead><tbody>
        \(each: letters, row)</tbody></table>
        """
    }

    private func row(_ letter: Letter) -> HTML {
        """
        <tr><td data-h="整理番号" class="nb">\(batch.reference(letter.number))</td>\
        <th scope="row"><a href="\(frame.links.helpDesk(account: letter.account.id))"><bdi>\(letter.account.name)</bdi></a></th>\
        <td data-h="ID">\(letter.account.loginId)</td><td data-h="印刷">\(remark(letter))</td><td>\(again(letter))</td></tr>

        """
    }

    private func remark(_ letter: Letter) -> HTML {
        if let leftOut = letter.leftOut { return Chip(.note, leftOut.label).bare }
        return letter.printedAt.map { "\($0.words(in: frame.today))" } ?? "まだ"
    }

    private func again(_ letter: Letter) -> HTML? {
        guard letter.leftOut == nil, batch.prints > 0 else { return nil }
        return """
            <form method="post" action="\(frame.links.letterPrinting(batch.id))">\(frame.csrfField)\
            <input type="hidden" name="\(FieldName.letter)" value="\(letter.number)">\
            <button class="btn two-nd sm">この1通<span class="vh">(\(letter.account.loginId))</span></button></form>
            """
    }

    private var pager: HTML? {
        guard let first = letters.first?.number, let last = letters.last?.number else { return nil }
        let size = LetterController.perPage
        return """
            <p class="row">\(if: first > 1, "<a href=\"\(frame.links.letters(batch.id, from: max(1, first - size)))\">前の\(size)通</a> ")\
            \(if: last < batch.letters, "<a href=\"\(frame.links.letters(batch.id, from: last + 1))\">次の\(size)通</a>")</p>
            """
    }
}
