extension PDFPage {
    /// Draws text, wrapped at the width.
    /// - Parameters:
    ///   - x: millimetres, as y and width.
    /// - Returns: the height it took, in millimetres.
    @discardableResult public func text(_ text: PDFText, x: Double, y: Double, width: Double) -> Double {
        let layout = PDFLayout(text, width: PDFPage.points(width), fonts)
        layout.draw(on: cairo, x: PDFPage.points(x), y: PDFPage.points(y))
        return PDFPage.millimetres(layout.size.height)
    }

    /// The height of a text, wrapped at the width; millimetres.
    public func height(of text: PDFText, width: Double) -> Double {
        PDFPage.millimetres(PDFLayout(text, width: PDFPage.points(width), fonts).size.height)
    }

    /// The width of a text on one line; millimetres.
    public func width(of text: PDFText) -> Double {
        PDFPage.millimetres(PDFLayout(text, width: nil, fonts).size.width)
    }

    /// Draws a column of texts, one below the other, so that nothing ever stands outside the box: all of them shrink together,
    /// step by step, until they fit.
    /// - Parameter tight: the scale from which lines also move closer together, before type becomes smaller still. At a quarter
    ///   of the size, what is longer still is cut.
    @discardableResult public func column(_ texts: [PDFText], in box: PDFBox, tight: Double = 0.85) -> PDFFit {
        let column = texts.filter { $0.runs.contains { !$0.text.isEmpty } }
        var scale = 1.0
        while scale >= PDFPage.smallest {
            for isTight in scale <= tight ? [false, true] : [false] {
                let set = column.map { settle($0.scaled(scale), in: box, tight: isTight) }
                if fits(set, in: box) { return draw(set, in: box, scale: scale, isWhole: true) }
            }
            scale -= 0.03
        }
        let set = column.map { settle($0.scaled(PDFPage.smallest), in: box, tight: true) }
        let share = PDFPage.points(box.height) / Double(max(1, set.count))
        for layout in set where layout.size.height > share { layout.cut(at: share) }
        return draw(set, in: box, scale: PDFPage.smallest, isWhole: false)
    }

    /// The height a column takes in its own sizes, though it be higher than the box; millimetres.
    public func columnHeight(of texts: [PDFText], in box: PDFBox) -> Double {
        let column = texts.filter { $0.runs.contains { !$0.text.isEmpty } }
        return PDFPage.millimetres(height(of: column.map { settle($0, in: box, tight: false) }))
    }

    private static let smallest = 0.25

    /// One text broken for the box: squeezed onto one line where that was asked for and goes.
    private func settle(_ text: PDFText, in box: PDFBox, tight: Bool) -> PDFLayout {
        var text = text
        if tight { text.style.lineHeight = min(text.style.lineHeight, 1.3) }
        let width = PDFPage.points(box.width)
        let whole = PDFLayout(text, width: width, fonts)
        guard text.squeeze < 1, whole.lineCount > 1 else { return whole }
        let natural = PDFLayout(text, width: nil, fonts).size.width
        // A hundredth less, as the sums of rounded widths may be wider by a hair.
        let needed = width / natural * 0.99
        guard needed >= text.squeeze, needed < 1 else { return whole }
        var squeezed = text
        squeezed.style.size *= needed
        squeezed.style.lineHeight /= needed
        return PDFLayout(squeezed, width: width, fonts)
    }

    private func fits(_ set: [PDFLayout], in box: PDFBox) -> Bool {
        let slack = 0.01
        // The space after a line's last letter counts as width, and nobody sees it.
        return set.allSatisfy {
            $0.size.width <= PDFPage.points(box.width) + $0.text.style.size * $0.text.style.spacing + slack
        }
            && height(of: set) <= PDFPage.points(box.height) + slack
    }

    private func height(of set: [PDFLayout]) -> Double {
        set.reduce(0) { $0 + $1.size.height } + set.dropFirst().reduce(0) { $0 + PDFPage.points($1.text.before) }
    }

    private func draw(_ set: [PDFLayout], in box: PDFBox, scale: Double, isWhole: Bool) -> PDFFit {
        var y = PDFPage.points(box.y)
        for (index, layout) in set.enumerated() {
            if index > 0, isWhole { y += PDFPage.points(layout.text.before) }
            layout.draw(on: cairo, x: PDFPage.points(box.x), y: y)
            y += layout.size.height
        }
        return PDFFit(height: PDFPage.millimetres(y) - box.y, scale: scale, isWhole: isWhole)
    }
}
