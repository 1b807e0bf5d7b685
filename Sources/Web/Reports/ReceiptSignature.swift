import Domain

/// How a receipt is kept and checked: hash, signature, files.
struct ReceiptSignature {
    var form: Form
    var day: Day
    var revision: Revision
    var subject: ReportSubject
    var links: Links

    var html: HTML {
        """
        <section class="panel tight quiet noprint" aria-labelledby="page-keep">
        <h2 id="page-keep">この受付票を残す</h2>
        <ul class="plain stack near">
        <li><a href="\(file("pdf"))">受付票を保存する(PDF)</a></li>
        <li><a href="\(file("json"))">確かめるためのデータ(JSON)</a></li>
        <li><a href="\(links.statements(of: subject.facility))">期間の報告の証明書を作る</a></li>
        </ul>
        </section>
        <section class="panel tight quiet" aria-labelledby="page-hash">
        <h2 id="page-hash">\(revision.signature == nil ? "内容の照合値" : "電子署名")</h2>
        <p class="small">\(about)</p>
        <p class="small"><span class="muted">SHA-256</span><br><code>\(revision.contentHash)</code></p>
        \(signature)
        <p class="small noprint"><a href="\(links.verify((revision.receipt, revision.contentHash)))">この受付票を確かめる</a></p>
        </section>
        """
    }

    private var about: String {
        revision.signature == nil
            ? "版・受付時刻・内容から計算した値です。あとから内容が変わっていないことを確かめられます。この版に電子署名はありません。"
            : "受付時刻と内容に署名があります。インターネットにつながなくても、書き換えられていないことを確かめられます。"
    }

    private var signature: HTML? {
        guard let signature = revision.signature else { return nil }
        return """
            <p class="small"><span class="muted">署名(Ed25519、\
            <a href="\(links.keys)">鍵\(signature.key)番</a>)</span><br><code>\(signature.value)</code></p>
            """
    }

    private func file(_ kind: String) -> Link {
        links.receiptFile(kind, form.survey, day, revision: revision.number, of: subject.facility)
    }
}
