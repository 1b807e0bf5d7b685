import Documents
import Domain

extension LetterSheet {
    /// The document's title, for a batch as well.
    public static let title = "G-MIS ログインIDのお知らせ"

    private static let left = 22.0
    private static let width = 166.0
    private static let text = PDFStyle(10.5, lineHeight: 1.75)
    private static let small = PDFStyle(9, lineHeight: 1.5, gray: 0.15)

    /// Draws the letter; always one page, whatever the lengths (R4).
    /// - Throws: ``PDFError``, `QRCode.Refusal` when the text of the QR code is too long, or what the sink throws.
    public func draw(to document: PDFWriter) throws {
        let code = try QRCode(keys.qr)
        try document.page { page in
            drawFolds(on: page)
            drawAddress(on: page)
            drawSender(on: page)
            let foot = drawHelp(on: page)
            let keysEnd = drawKeys(code, on: page, y: drawOpening(on: page))
            drawSteps(on: page, y: keysEnd + 7, until: foot - 5)
        }
    }

    private func drawFolds(on page: PDFPage) {
        for y in [PDFPage.height / 3, PDFPage.height / 3 * 2] {
            page.line(fromX: 0, y: y, toX: 6, y: y, width: 0.5, gray: 0.55)
        }
    }

    private func drawAddress(on page: PDFPage) {
        let style = PDFStyle(10.5, lineHeight: 1.6)
        var name = PDFStyle(13, bold: true, lineHeight: 1.45)
        name.spacing = 0.01
        // 御中 never stands alone on a line.
        let lines = addressee.address.filter { !$0.isEmpty }.map { PDFText($0, style, squeeze: 0.85) }
        let honoured = PDFText(
            [PDFText.Run(addressee.name), PDFText.Run("\u{A0}御中", unbroken: true)], name, before: 1.6, squeeze: 0.8)
        page.column([PDFText("〒\(addressee.postalCode)", style)] + lines + [honoured], in: window.inner)
    }

    private func drawSender(on page: PDFPage) {
        let style = PDFStyle(9.5, alignment: .end, lineHeight: 1.65)
        var name = style
        name.isBold = true
        let x = max(window.left + window.width + 6, LetterSheet.left + 94)
        let lines = sender.address.filter { !$0.isEmpty }.map { PDFText($0, style, squeeze: 0.8) }
        page.column(
            [PDFText(date.wareki, style), PDFText(sender.name, name, before: 1, squeeze: 0.7)]
                + [PDFText("〒\(sender.postalCode)", style)] + lines
                + [PDFText("整理番号 \(reference)", style, before: 1, squeeze: 0.7)],
            in: PDFBox(x: x, y: 22, width: LetterSheet.left + LetterSheet.width - x, height: 45))
    }

    /// - Returns: where it ends.
    private func drawOpening(on page: PDFPage) -> Double {
        let head = PDFStyle(16, bold: true, alignment: .center, lineHeight: 1.4, spacing: 0.03)
        var y = 104.0
        y += page.text(PDFText(LetterSheet.title, head), x: LetterSheet.left, y: y, width: LetterSheet.width) + 5.5
        let reason = prefecture.map { "\($0)からの指定の報告を受け、" } ?? ""
        let opening = PDFText(
            [
                PDFText.Run("\(reason)医療機関等情報支援システム(G-MIS)のログインIDを"),
                PDFText.Run("発行しました。", unbroken: true), PDFText.Run("次の手順で、パスワードの設定をお願いいたします。"),
            ], LetterSheet.text)
        return y + page.text(opening, x: LetterSheet.left, y: y, width: LetterSheet.width) + 4
    }

    /// - Returns: where it ends.
    private func drawKeys(_ code: QRCode, on page: PDFPage, y top: Double) -> Double {
        let big = PDFStyle(15, font: .mono, lineHeight: 1.4, spacing: 0.04)
        let qrSize = 26.0
        let until = "一度だけ使えます。\(keys.codeUntil.wareki)まで。数字の0と1、英字のOとIは使っていません。"
        let rows: [(label: String, key: String, note: String, height: Double, isBesideCode: Bool)] = [
            ("ログインID", keys.loginID, "このIDは変わりません。大切に保管してください。", 17, false),
            ("アドレス(URL)", keys.address, "右のQRコードからも開けます。", qrSize + 3, true),
            ("設定コード", keys.code, until, 17, false),
        ]
        var y = top
        for row in rows {
            let labelBox = PDFBox(x: LetterSheet.left, y: y, width: 38, height: row.height)
            page.fill(labelBox, gray: 0.95)
            centre([PDFText(row.label, PDFStyle(10, bold: true, lineHeight: 1.4))], in: labelBox, on: page)
            let rest = LetterSheet.width - 38 - (row.isBesideCode ? qrSize + 1 : 0)
            let box = PDFBox(x: LetterSheet.left + 38, y: y, width: rest, height: row.height)
            // On one line while it can be: an address broken at a hyphen is typed wrongly.
            let key = PDFText([PDFText.Run(row.key)], big, squeeze: 0.5)
            centre([key, PDFText(row.note, LetterSheet.small, before: 0.3)], in: box, on: page)
            if row.isBesideCode {
                page.qr(code, x: LetterSheet.left + LetterSheet.width - qrSize - 1.5, y: y + 1.5, size: qrSize)
            }
            if y > top { rule(on: page, y: y) }
            y += row.height
        }
        page.line(fromX: LetterSheet.left + 38, y: top, toX: LetterSheet.left + 38, y: y)
        page.rectangle(PDFBox(x: LetterSheet.left, y: top, width: LetterSheet.width, height: y - top), width: 1.5)
        return y
    }

    private func rule(on page: PDFPage, y: Double) {
        page.line(fromX: LetterSheet.left, y: y, toX: LetterSheet.left + LetterSheet.width, y: y)
    }

    /// In the middle of a cell's height when it fits, otherwise shrunk.
    private func centre(_ texts: [PDFText], in cell: PDFBox, on page: PDFPage) {
        var box = PDFBox(x: cell.x + 4, y: cell.y + 1.5, width: cell.width - 8, height: cell.height - 3)
        let free = max(0, box.height - page.columnHeight(of: texts, in: box)) / 2
        box.y += free
        box.height -= free
        page.column(texts, in: box)
    }

    private func drawSteps(on page: PDFPage, y: Double, until end: Double) {
        let steps = [
            [PDFText.Run("上のアドレスを、Edge、Firefox、Chrome、Safariのどれかで開きます。")],
            [PDFText.Run("ログインIDと設定コードを入力します。")],
            [
                PDFText.Run("パスワードを決めます。8文字以上で、半角の英大文字・英小文字・数字を1つ以上"),
                PDFText.Run("入れてください。", unbroken: true),
            ],
        ]
        var y = y
        for (index, step) in steps.enumerated() {
            page.text(PDFText("\(index + 1).", LetterSheet.text), x: LetterSheet.left + 1, y: y, width: 6)
            y += page.text(
                PDFText(step, LetterSheet.text), x: LetterSheet.left + 6.5, y: y, width: LetterSheet.width - 6.5)
        }
        guard prefecture != nil else { return }
        page.column(
            [PDFText("IDが届く前の日の実績も、指定を受けた日にさかのぼって入力できます。", LetterSheet.text)],
            in: PDFBox(x: LetterSheet.left, y: y + 4, width: LetterSheet.width, height: end - y - 4))
    }

    /// - Returns: where it begins.
    private func drawHelp(on page: PDFPage) -> Double {
        let style = PDFStyle(9.5, lineHeight: 1.75)
        let texts = [
            PDFText(
                [
                    PDFText.Run("お問い合わせ", bold: true), PDFText.Run("  \(helpDesk.name)  "),
                    PDFText.Run(helpDesk.phone, bold: true, unbroken: true),
                ], style, squeeze: 0.7),
            PDFText("\(helpDesk.hours)。事務局からパスワードをおたずねすることはありません。", style),
        ]
        var box = PDFBox(x: LetterSheet.left, y: 0, width: LetterSheet.width, height: 24)
        box.height = min(box.height, page.columnHeight(of: texts, in: box))
        box.y = 281 - box.height
        page.column(texts, in: box)
        rule(on: page, y: box.y - 3)
        return box.y - 3
    }
}
