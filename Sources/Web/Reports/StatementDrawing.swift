import Documents
import Domain
import Store

/// A statement or receipt on paper: a sheet that says what it is and how it is checked, then every revision with its figures.
struct StatementDrawing: Sendable {
    let statement: Statement
    let helpDesk: HelpDeskContact
    let isSigned: Bool
    /// The address of the page that checks.
    let check: String

    var title: String { statement.kind == .receipt ? "報告の受付票" : "報告の証明書" }

    private static let (left, width) = (24.0, 162.0)
    private static let text = PDFStyle(10.5, lineHeight: 1.75)

    /// - Throws: ``PDFError``, `QRCode.Refusal` when the address is too long, or what the sink throws.
    func draw(to document: PDFWriter) throws {
        let code = try QRCode(check)
        try document.page { page in
            let head = PDFStyle(20, bold: true, alignment: .center, lineHeight: 1.4, spacing: 0.05)
            var y = 36.0
            y += page.text(PDFText(title, head), x: Self.left, y: y, width: Self.width) + 12
            y = facts(on: page, y: y) + 8
            y += page.text(PDFText(claim, Self.text), x: Self.left, y: y, width: Self.width) + 10
            how(code, on: page, y: y)
            foot(on: page)
        }
        try document.flow(look) { flow in try details(flow) }
    }

    private var look: PDFFlowLook {
        var look = PDFFlowLook()
        look.body = PDFStyle(9.5, lineHeight: 1.6)
        look.headings = [16, 12.5, 10.5]
        look.foot = "\(title) \(statement.facilityName)(ID \(statement.facility.text))"
        return look
    }

    private var rows: [(label: String, value: String)] {
        let span =
            statement.kind == .receipt
            ? statement.entries.first.map { [("報告", "\($0.form.title) \($0.form.period.words($0.period))")] } ?? []
            : [("期間", "\(statement.from.longWords)から\(statement.through.longWords)まで")]
        let periods = Set(statement.entries.map { "\($0.form.survey) \($0.period.text)" }).count
        return [("医療機関", statement.facilityName), ("ログインID", statement.facility.text)] + span + [
            ("件数", "報告\(periods)件(訂正・取り下げを含めて\(statement.entries.count)版)"),
            ("作成", statement.issuedAt.longWords), ("作成元", statement.issuer),
        ]
    }

    /// - Returns: where it ends.
    private func facts(on page: PDFPage, y top: Double) -> Double {
        var y = top
        for row in rows {
            page.fill(PDFBox(x: Self.left, y: y, width: 36, height: 10), gray: 0.95)
            let label = PDFText(row.label, PDFStyle(10, bold: true, lineHeight: 1.4))
            page.column([label], in: PDFBox(x: Self.left + 3, y: y + 2.6, width: 30, height: 6))
            let value = PDFText(row.value, PDFStyle(10.5, lineHeight: 1.4), squeeze: 0.5)
            page.column([value], in: PDFBox(x: Self.left + 40, y: y + 2.4, width: Self.width - 42, height: 6.5))
            page.line(fromX: Self.left, y: y, toX: Self.left + Self.width, y: y)
            y += 10
        }
        page.rectangle(PDFBox(x: Self.left, y: top, width: Self.width, height: y - top), width: 1)
        return y
    }

    private var claim: String {
        "上の医療機関が、医療機関等情報支援システム(G-MIS)に報告した内容は、次のページからのとおりです。"
            + "訂正と取り下げは、元の報告とともにすべての版を記載しています。"
    }

    private func how(_ code: QRCode, on page: PDFPage, y: Double) {
        let file =
            isSigned
            ? "このPDFファイルには電子署名(Ed25519)が付いています。ファイルのまま下のページに送ると、書き換えられていないことを確かめられます。"
            : "このPDFファイルには電子署名が付いていません。"
        let texts = [
            PDFText("確かめかた", PDFStyle(11.5, bold: true, lineHeight: 1.5)),
            PDFText(file, Self.text, before: 1),
            PDFText("紙のときは、それぞれの版の受付番号と照合値を同じページに入力してください。", Self.text, before: 1),
            PDFText(check, PDFStyle(10, font: .mono, lineHeight: 1.5), before: 2, squeeze: 0.6),
        ]
        page.column(texts, in: PDFBox(x: Self.left, y: y, width: Self.width - 36, height: 60))
        page.qr(code, x: Self.left + Self.width - 30, y: y, size: 30)
    }

    private func foot(on page: PDFPage) {
        let style = PDFStyle(9.5, lineHeight: 1.6)
        let text = PDFText("お問い合わせ  \(helpDesk.name)  \(helpDesk.phone)", style, squeeze: 0.6)
        page.line(fromX: Self.left, y: 266, toX: Self.left + Self.width, y: 266)
        page.column([text], in: PDFBox(x: Self.left, y: 268, width: Self.width, height: 8))
    }

    private func details(_ flow: PDFFlow) throws {
        if statement.entries.isEmpty { try flow.paragraph([PDFText.Run("この期間の報告はありません。")]) }
        var survey = ""
        for entry in statement.entries {
            if entry.form.survey != survey { try flow.heading(entry.form.title, level: 2) }
            survey = entry.form.survey
            try draw(entry, flow)
        }
    }

    private func draw(_ entry: Statement.Entry, _ flow: PDFFlow) throws {
        let revision = entry.revision
        let state = revision.status == .withdrawn ? " 取り下げ" : revision.status == .carriedOver ? " 引き継ぎ" : ""
        let day = entry.form.period == .day ? entry.period.longWords : "\(entry.period.longWords)締切分"
        try flow.heading("\(day) 第\(revision.number)版\(state)", level: 3)
        let reason = revision.reason.map { "\n理由 \($0)" } ?? ""
        try flow.paragraph([
            PDFText.Run("\(revision.recordedAt.longWords)  \(revision.by)  \(revision.route.label)\(reason)")
        ])
        try table(of: entry, flow)
        let signature = revision.signature.map { "署名(鍵\($0.key)番) \($0.value)" } ?? "署名なし"
        try flow.paragraph([
            PDFText.Run(
                "受付番号 \(revision.receipt)\nSHA-256 \(revision.contentHash)\n\(signature)", font: .mono, scale: 0.72)
        ])
    }

    /// Two items a row; what was left blank is left out.
    private func table(of entry: Statement.Entry, _ flow: PDFFlow) throws {
        let answered = zip(entry.form.items, entry.revision.answers.values).filter { $0.1 != nil }
        guard !answered.isEmpty else { return }
        let cells = answered.map { item, answer in
            [[PDFText.Run(entry.form.name(of: item))], [PDFText.Run(item.words(answer), bold: true)]]
        }
        let rows = stride(from: 0, to: cells.count, by: 2).map { index in
            cells[index] + (index + 1 < cells.count ? cells[index + 1] : [[PDFText.Run("")], [PDFText.Run("")]])
        }
        let head = [[PDFText.Run("項目")], [PDFText.Run("値")], [PDFText.Run("項目")], [PDFText.Run("値")]]
        try flow.table(head: head, rows: rows)
    }
}
