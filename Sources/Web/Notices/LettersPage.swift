import Domain

/// Who waits for a letter, and the batches that were made (R4).
public struct LettersPage: Sendable {
    public var frame: PageFrame
    /// How many institutions wait for a letter.
    public var waiting: Int
    public var batches: [LetterBatch]

    public init(frame: PageFrame, waiting: Int, batches: [LetterBatch]) {
        self.frame = frame
        self.waiting = waiting
        self.batches = batches
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "手紙",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>手紙</h1><p>メールで知らせることができない医療機関へ、IDと設定コードを手紙で知らせます。</p></div></div>
                <section class="panel" aria-labelledby="page-waiting">
                <h2 id="page-waiting">手紙を待っている医療機関 <b>\(Figure.grouped(waiting))</b> か所</h2>
                \(waiting > 0 ? make : "<p>いま手紙を待っている医療機関はありません。</p>")
                </section>
                <section class="stack" aria-labelledby="page-batches"><h2 id="page-batches">作った手紙</h2>
                \(batches.isEmpty ? "<div class=\"empty\"><b>まだ手紙を作っていません</b></div>" : table)
                </section>
                </div>
                """
        ).html
    }

    private var make: HTML {
        """
        <form method="post" action="\(frame.links.letters)">\(frame.csrfField)\
        <button class="btn">\(Figure.grouped(waiting))通をまとめて作る</button></form>
        <p class="small muted">作っただけでは印刷されません。次の画面で印刷します。</p>
        """
    }

    private var table: HTML {
        """
        <table class="tbl cards"><thead><tr><th scope="col">作った日時</th><th scope="col" class="n">通数</th>\
        <th scope="col">印刷</th><th scope="col">発送</th></tr></thead><tbody>
        \(each: batches, { batch in
            "<tr><th scope=\"row\"><a href=\"\(frame.links.letters(batch.id))\">\(batch.recordedAt.words(in: frame.today))</a></th><td data-h=\"通数\" class=\"n\">\(Figure.grouped(batch.letters))</td><td data-h=\"印刷\">\(batch.printChip.html)</td><td data-h=\"発送\">\(batch.dispatchChip.html)</td></tr>\n"
        })</tbody></table>
        """
    }
}

extension LetterBatch {
    var printChip: Chip { prints == 0 ? Chip(.due, "まだ") : Chip(.ok, prints == 1 ? "済み" : "\(prints)回") }
    var dispatchChip: Chip { dispatchedAt == nil ? Chip(.due, "まだ") : Chip(.ok, "済み") }
}
