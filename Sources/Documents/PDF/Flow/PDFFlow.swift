import CPangoCairo

/// The looks of flowing pages.
public struct PDFFlowLook: Sendable, Equatable {
    public var body = PDFStyle(10.5, lineHeight: 1.75)
    /// Points, by level from 1.
    public var headings = [20.0, 14.5, 12, 10.5, 10.5, 10.5]
    /// Millimetres of paper around the text.
    public var margin = 24.0
    /// At the foot of every page, beside its number.
    public var foot = ""

    public init() {}
}

/// Text that runs over as many pages as it needs: headings stay with what follows and stand in the document's table of
/// contents, no line stands alone, pages are numbered.
public final class PDFFlow {
    struct Pending {
        let layout: PDFLayout
        let title: String
        let level: Int
    }

    let look: PDFFlowLook
    private let writer: PDFWriter
    private(set) var page: PDFPage?
    /// Points from the top; everything inside the flow is in points.
    private(set) var y = 0.0
    private var isFresh = true
    private var pending: [Pending] = []
    /// The newest bookmark of each level.
    private var bookmarks: [Int: Int] = [:]

    init(_ writer: PDFWriter, _ look: PDFFlowLook) {
        self.writer = writer
        self.look = look
    }

    var fonts: PDFFonts { writer.fonts }
    var left: Double { PDFPage.points(look.margin) }
    var width: Double { PDFPage.points(PDFPage.width - 2 * look.margin) }
    var top: Double { PDFPage.points(look.margin) }
    var bottom: Double { PDFPage.points(PDFPage.height - look.margin) }

    /// A heading, 1 to 6.
    public func heading(_ title: String, level: Int) throws {
        let level = min(6, max(1, level))
        let size = look.headings.indices.contains(level - 1) ? look.headings[level - 1] : look.body.size
        let style = PDFStyle(size, font: look.body.font, bold: true, lineHeight: 1.4)
        pending.append(
            Pending(layout: PDFLayout(PDFText(title, style), width: width, fonts), title: title, level: level))
    }

    /// A paragraph.
    public func paragraph(_ runs: [PDFText.Run]) throws { try paragraph(runs, indent: 0, marker: nil) }

    /// Begins a new page.
    public func newPage() throws {
        try endPage()
        let page = try writer.begin()
        self.page = page
        y = top
        isFresh = true
    }

    /// - Parameters:
    ///   - indent: points.
    ///   - marker: stands before the first line, in the indent.
    func paragraph(_ runs: [PDFText.Run], indent: Double, marker: String?, gap: Double = 0.55) throws {
        let layout = PDFLayout(PDFText(runs, look.body), width: width - indent, fonts)
        var heights: [Double] = []
        layout.forEachLine { _, area, _ in heights.append(PDFLayout.points(area.height)) }
        // Three lines cannot be parted without leaving one alone.
        let together = heights.count == 3 ? 3 : 2
        try room(for: heights.prefix(together).reduce(0, +), gap: look.body.size * gap)
        if let marker, let page {
            let mark = PDFLayout(PDFText(marker, look.body), width: nil, fonts)
            mark.draw(on: page.cairo, x: left + indent - mark.size.width - look.body.size * 0.45, y: y)
        }
        try lines(of: layout, heights, x: left + indent)
    }

    private func lines(of layout: PDFLayout, _ heights: [Double], x: Double) throws {
        var index = 0
        try layout.forEachLine { line, area, baseline in
            // The last but one takes the last along, so that none stands alone on the next page.
            let isLastButOne = index == heights.count - 2
            let needed = heights[index] + (isLastButOne ? heights[index + 1] : 0)
            if y + needed > bottom, !isFresh { try newPage() }
            guard let page else { return }
            let above = PDFLayout.points(area.y)
            cairo_set_source_rgb(page.cairo, 0, 0, 0)
            cairo_move_to(page.cairo, x + PDFLayout.points(area.x), y + baseline - above)
            pango_cairo_show_layout_line(page.cairo, line)
            layout.link(line, area, on: page.cairo, x, y - above)
            advance(heights[index])
            index += 1
        }
    }

    func advance(_ height: Double) {
        y += height
        isFresh = false
    }

    /// Makes room for a piece of this height, and draws the headings that wait for it. `gap` is left out at the top of a page.
    func room(for height: Double, gap: Double) throws {
        let waiting = pending.reduce(0) { $0 + $1.layout.size.height + above($1) + look.body.size * 0.3 }
        if page == nil || (!isFresh && y + gap + waiting + height > bottom) { try newPage() }
        if pending.isEmpty {
            if !isFresh { y += gap }
        } else {
            drawPending()
        }
    }

    private func above(_ heading: Pending) -> Double { look.body.size * (heading.level <= 2 ? 2 : 1.3) }

    private func drawPending() {
        guard let page else { return }
        for heading in pending {
            if !isFresh { y += above(heading) }
            let parent = bookmarks.filter { $0.key < heading.level }.max { $0.key < $1.key }?.value ?? 0
            bookmarks = bookmarks.filter { $0.key < heading.level }
            bookmarks[heading.level] = writer.bookmark(heading.title, y: PDFPage.millimetres(y), below: parent)
            heading.layout.draw(on: page.cairo, x: left, y: y)
            advance(heading.layout.size.height)
            if heading.level == 1 {
                y += look.body.size * 0.5
                page.line(
                    fromX: look.margin, y: PDFPage.millimetres(y), toX: PDFPage.width - look.margin,
                    y: PDFPage.millimetres(y), width: 1)
            }
            y += look.body.size * (heading.level == 1 ? 0.8 : 0.3)
        }
        pending = []
    }

    func finish() throws {
        if !pending.isEmpty { try room(for: 0, gap: 0) }
        try endPage()
    }

    private func endPage() throws {
        guard let page else { return }
        let style = PDFStyle(8.5, font: look.body.font, lineHeight: 1.2, gray: 0.3)
        let inner = PDFPage.width - 2 * look.margin
        let line = PDFPage.height - look.margin + 9
        page.column(
            [PDFText(look.foot, style, squeeze: 0.5)],
            in: PDFBox(x: look.margin, y: line, width: inner - 20, height: 5))
        var number = style
        number.alignment = .end
        page.text(PDFText(String(writer.pageCount), number), x: look.margin, y: line, width: inner)
        self.page = nil
        try writer.end()
    }
}

extension PDFWriter {
    /// Draws flowing text on pages of its own.
    /// - Throws: as ``page(_:)``.
    public func flow(_ look: PDFFlowLook = PDFFlowLook(), _ draw: (PDFFlow) throws -> Void) throws {
        let flow = PDFFlow(self, look)
        try draw(flow)
        try flow.finish()
    }
}
