extension PDFFlow {
    /// An image, its words below it; never wider than the text, nor larger than 96 pixels an inch.
    public func image(_ image: PDFImage, words: String = "") throws {
        let style = PDFStyle(look.body.size * 0.85, font: look.body.font, lineHeight: 1.5, gray: 0.25)
        let caption = PDFLayout(PDFText(words, style), width: width, fonts)
        let below = words.isEmpty ? 0 : caption.size.height + look.body.size * 0.3
        let most = bottom - top - below - PDFPage.points(30)
        let scale = min(0.75, width / image.width, most / image.height)
        let height = image.height * scale
        try room(for: height + below, gap: look.body.size * 0.8)
        guard let page else { return }
        let box = PDFBox(
            x: look.margin, y: PDFPage.millimetres(y), width: PDFPage.millimetres(image.width * scale),
            height: PDFPage.millimetres(height))
        page.image(image, in: box)
        page.rectangle(box, width: 0.5, gray: 0.7)
        advance(height)
        if !words.isEmpty { caption.draw(on: page.cairo, x: left, y: y + look.body.size * 0.3) }
        advance(below)
    }

    /// A table; its head is repeated on every page it runs over.
    /// - Parameter rows: with as many cells as the head; more are left out.
    public func table(head: [[PDFText.Run]], rows: [[[PDFText.Run]]]) throws {
        guard !head.isEmpty else { return }
        let table = PDFFlowTable(head: head, rows: rows, self)
        let first = table.headHeight + (table.rowHeights.first ?? 0)
        try room(for: min(first, bottom - top), gap: look.body.size * 0.8)
        draw(table.head, table, height: table.headHeight, isHead: true)
        for (row, height) in zip(table.rows, table.rowHeights) {
            let height = min(height, bottom - top - table.headHeight)
            if y + height > bottom + 0.01 {
                try newPage()
                draw(table.head, table, height: table.headHeight, isHead: true)
            }
            draw(row, table, height: height, isHead: false)
        }
        advance(look.body.size * 0.4)
    }

    private func draw(_ cells: [PDFText], _ table: PDFFlowTable, height: Double, isHead: Bool) {
        guard let page else { return }
        var x = left
        for (cell, width) in zip(cells, table.widths) {
            let box = PDFBox(
                x: PDFPage.millimetres(x), y: PDFPage.millimetres(y), width: PDFPage.millimetres(width),
                height: PDFPage.millimetres(height))
            if isHead { page.fill(box, gray: 0.94) }
            page.rectangle(box, width: 0.5, gray: 0.5)
            page.column([cell], in: box.inset(PDFPage.millimetres(PDFFlowTable.padding)))
            x += width
        }
        advance(height)
    }
}

/// A table's measures, in points.
struct PDFFlowTable {
    static let padding = 4.5

    let head: [PDFText]
    let rows: [[PDFText]]
    let widths: [Double]
    let headHeight: Double
    let rowHeights: [Double]

    init(head: [[PDFText.Run]], rows: [[[PDFText.Run]]], _ flow: PDFFlow) {
        var style = flow.look.body
        style.size *= 0.92
        style.lineHeight = 1.5
        var bold = style
        bold.isBold = true
        let headTexts = head.map { PDFText($0, bold) }
        let rowTexts = rows.map { row in row.prefix(head.count).map { PDFText($0, style) } }
        let widths = PDFFlowTable.share(headTexts, rowTexts, flow)
        func height(_ cells: [PDFText]) -> Double {
            zip(cells, widths).map { cell, width in
                PDFLayout(cell, width: width - 2 * PDFFlowTable.padding, flow.fonts).size.height
            }.max().map { $0 + 2 * PDFFlowTable.padding } ?? 0
        }
        self.head = headTexts
        self.rows = rowTexts
        self.widths = widths
        headHeight = height(headTexts)
        rowHeights = rowTexts.map(height)
    }

    /// Columns get what they need when all of it fits; otherwise wide ones give way, and none is narrower than four letters.
    private static func share(_ head: [PDFText], _ rows: [[PDFText]], _ flow: PDFFlow) -> [Double] {
        var needs = head.indices.map { column in
            let cells = [head[column]] + rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
            return cells.map { PDFLayout($0, width: nil, flow.fonts).size.width }.max().map { $0 + 2 * padding + 1 }
                ?? 0
        }
        let sum = needs.reduce(0, +)
        if sum > flow.width {
            let fair = flow.width / Double(needs.count)
            let least = min(fair, flow.look.body.size * 4 + 2 * padding)
            // Narrow columns keep their need; the others share what is left by their need.
            let narrow = needs.map { $0 <= fair }
            let left = flow.width - zip(needs, narrow).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
            let wide = zip(needs, narrow).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
            needs = zip(needs, narrow).map { need, isNarrow in isNarrow ? need : max(least, need / wide * left) }
        }
        let total = needs.reduce(0, +)
        return total > flow.width ? needs.map { $0 * flow.width / total } : needs
    }
}
