import Domain
import Store

/// Where a file is chosen or a receipt typed, and what came of it.
public struct VerifyPage: Sendable {
    public enum Answer: Sendable {
        case file(FileVerification)
        case receipt(ReceiptCheck)
        /// Number and hash belong to no receipt.
        case noReceipt
    }

    public var frame: PageFrame
    public var answer: Answer?
    public var receipt = ""
    public var hash = ""
    public var problems: [FieldProblem] = []

    public init(frame: PageFrame) { self.frame = frame }

    /// What is wrong with a number and a hash of which one cannot be.
    static func faults(receipt: String, hash: String) -> [FieldProblem] {
        let anyHash = String(repeating: "0", count: 64)
        let isReceipt = ReceiptNote(receipt: receipt, contentHash: anyHash) != nil
        let isHash = ReceiptNote(receipt: "20210101-0000-0000-0000", contentHash: hash) != nil
        return
            (isReceipt
            ? []
            : [
                FieldProblem(
                    field: VerifyField.receipt, label: "受付番号",
                    sentence: "受付番号は、20210119-7K3M-9Q2X-4TBE のような20けたです。受付票のとおりに入力してください。")
            ])
            + (isHash
                ? []
                : [
                    FieldProblem(
                        field: VerifyField.hash, label: "照合値",
                        sentence: "照合値は、0〜9とa〜fの64けたです。受付票の「SHA-256」のとおりに入力してください。")
                ])
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "受付票・証明書の確認",
            main: """
                <div class="stack far">
                \(if: !problems.isEmpty, ErrorSummary(problems: problems, anchors: [VerifyField.file, VerifyField.receipt, VerifyField.hash], isFirst: true).html)
                <div class="title"><div><h1>受付票・証明書の確認</h1>\
                <p>G-MISが出したもので、あとから書き換えられていないことを、どなたでも確かめられます。</p></div></div>
                \(answer.map { VerifyAnswer(answer: $0, links: frame.links).html })
                <div class="halves">
                \(file)
                \(typed)
                </div>
                <p class="small">内容(報告された数値など)は、この画面には出ません。送られたファイルは保存しません。 \
                <a href="\(frame.links.keys)">署名の鍵</a></p>
                </div>
                """,
            scripts: problems.isEmpty ? [] : [frame.assets.reportForm]
        ).html
    }

    private var file: HTML {
        let problem = problems.first { $0.field == VerifyField.file }
        return """
            <form class="panel stack" method="post" action="\(frame.links.verify())" enctype="multipart/form-data" \
            aria-labelledby="page-file">
            <h2 id="page-file">ファイルで確かめる</h2>\(frame.csrfField)
            <div class="field"><label for="file">受付票か証明書のファイル</label>\
            <p class="hint" id="file-h">G-MISで保存したPDFかJSON。開いて保存し直したものは、別のファイルになっていることがあります。</p>\
            \(problem.map { "<p class=\"err\" id=\"file-e\">\($0.sentence)</p>" })\
            <input id="file" name="\(VerifyField.file)" type="file" accept=".pdf,.json"\(if: problem != nil, " aria-invalid=\"true\"") \
            aria-describedby="\(if: problem != nil, "file-e ")file-h"></div>
            <p><button class="btn">確かめる</button></p>
            </form>
            """
    }

    private var typed: HTML {
        let number = RecordInput(
            VerifyField.receipt, "受付番号", .text(autocomplete: "off"), hint: "例 20210119-7K3M-9Q2X-4TBE", typed: receipt)
        let value = RecordInput(
            VerifyField.hash, "照合値(SHA-256)", .text(autocomplete: "off"), hint: "64けた。空白が入っていてもかまいません。", typed: hash)
        return """
            <form class="panel stack" method="get" action="\(frame.links.verify())" aria-labelledby="page-receipt">
            <h2 id="page-receipt">受付番号で確かめる</h2>
            \(number.with(problems).html)\(value.with(problems).html)\
            <p><button class="btn two-nd">確かめる</button></p>
            </form>
            """
    }
}

/// What came of a check, in words.
struct VerifyAnswer {
    var answer: VerifyPage.Answer
    var links: Links

    var html: HTML {
        let (chip, title, sentences) = words
        return """
            <section class="panel stack near" role="status" aria-labelledby="page-answer">
            <p>\(chip.html)</p>
            <h2 id="page-answer">\(title)</h2>
            \(each: sentences, { "<p>\($0)</p>" })
            </section>
            """
    }

    private var words: (chip: Chip, title: String, sentences: [String]) {
        switch answer {
        case .receipt(let check): receipt(check)
        case .noReceipt:
            (
                Chip(.error, "一致しません"), "この受付番号と照合値の組は、見つかりません",
                ["入力の間違いがないかご確認ください。間違いがなければ、G-MISが出した受付票ではないか、書き換えられています。"]
            )
        case .file(let file): Self.words(of: file)
        }
    }

    private func receipt(_ check: ReceiptCheck) -> (chip: Chip, title: String, sentences: [String]) {
        let signature = check.key.map { "鍵\($0)番の電子署名も正しいものです。" } ?? "この版には電子署名がありません(鍵のないときに受け付けました)。"
        let newer = check.isOutdated ? ["このあとに、訂正か取り下げがあります。いまの報告とは内容が違います。"] : []
        return (
            Chip(.ok, "一致しました"), "G-MISが受け付けた報告の受付票です",
            ["受付番号 \(check.receipt) は、\(check.recordedAt.longWords) に受け付けました。\(signature)"] + newer
        )
    }

    static func words(of file: FileVerification) -> (chip: Chip, title: String, sentences: [String]) {
        switch file.outcome {
        case .valid(let key): valid(file, key)
        case .changed:
            (
                Chip(.error, "署名が合いません"), "出したときから、内容が変わっています",
                ["書き換えられたか、開いて保存し直したときに変わったファイルです。元のファイルを受け取ってください。"]
            )
        case .unknownKey(let number):
            (
                Chip(.note, "確かめられません"), "知らない鍵(\(number)番)の署名です",
                ["このG-MISの鍵で署名されたものではありません。どこから出たファイルか、ご確認ください。"]
            )
        case .unsigned:
            (
                Chip(.note, "確かめられません"), "電子署名のないファイルです",
                ["署名の鍵のないときに出されました。受付番号と照合値で、1つずつ確かめられます。"]
            )
        case .unreadable:
            (
                Chip(.note, "確かめられません"), "G-MISの受付票・証明書として読み取れません",
                ["G-MISで保存したPDFかJSONを、そのまま選んでください。整形や編集をしたファイルは読み取れません。"]
            )
        }
    }

    private static func valid(
        _ file: FileVerification, _ key: PublishedKey
    ) -> (chip: Chip, title: String, sentences: [String]) {
        let count = file.statement.map { "版の数 \($0.revisions.count)、" } ?? ""
        let issued = file.statement.flatMap { Instant($0.issuedAt) }.map { "\($0.longWords) に出されました。" } ?? ""
        let old = key.until == nil ? "" : "この鍵は、\(key.until?.longWords ?? "")に新しい鍵に替わりました。"
        let sentences = ["\(count)鍵\(key.number)番の電子署名です。\(issued)\(old)"]
        guard file.faulty.isEmpty else {
            return (
                Chip(.note, "ご確認ください"), "ファイルは出したときのままですが、合わない版があります",
                sentences + ["受付番号 \(file.faulty.prefix(5).joined(separator: "、")) の照合値か署名が、内容と合いません。事務局へお知らせください。"]
            )
        }
        return (Chip(.ok, "正しいファイルです"), "G-MISが出したときのままです", sentences)
    }
}
