import CPangoCairo

/// A rectangle on a page, in millimetres from its upper left corner.
public struct PDFBox: Sendable, Equatable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The same box, so much smaller on every side.
    public func inset(_ margin: Double) -> PDFBox {
        PDFBox(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
    }
}

/// An A4 page being drawn. Millimetres from the upper left corner; type and line widths in points.
public struct PDFPage {
    /// Millimetres.
    public static let width = 210.0
    /// Millimetres.
    public static let height = 297.0

    let cairo: OpaquePointer
    let fonts: PDFFonts

    init(_ cairo: OpaquePointer, _ fonts: PDFFonts) {
        self.cairo = cairo
        self.fonts = fonts
    }

    static func points(_ millimetres: Double) -> Double { millimetres * 72 / 25.4 }

    static func millimetres(_ points: Double) -> Double { points * 25.4 / 72 }

    /// - Parameters:
    ///   - width: of the line, in points.
    ///   - gray: 0 is black, 1 white.
    public func line(
        fromX: Double, y fromY: Double, toX: Double, y toY: Double, width: Double = 0.5, gray: Double = 0
    ) {
        ink(gray)
        cairo_set_line_width(cairo, width)
        cairo_move_to(cairo, PDFPage.points(fromX), PDFPage.points(fromY))
        cairo_line_to(cairo, PDFPage.points(toX), PDFPage.points(toY))
        cairo_stroke(cairo)
    }

    /// The outline of a rectangle.
    /// - Parameter width: of the line, in points.
    public func rectangle(_ box: PDFBox, width: Double = 0.5, gray: Double = 0) {
        ink(gray)
        cairo_set_line_width(cairo, width)
        path(box)
        cairo_stroke(cairo)
    }

    /// A filled rectangle.
    /// - Parameter gray: 0 is black, 1 white.
    public func fill(_ box: PDFBox, gray: Double) {
        ink(gray)
        path(box)
        cairo_fill(cairo)
    }

    /// A QR code as squares, sharp at any size, its quiet zone of four modules inside the size.
    /// - Parameter size: millimetres.
    public func qr(_ code: QRCode, x: Double, y: Double, size: Double) {
        fill(PDFBox(x: x, y: y, width: size, height: size), gray: 1)
        ink(0)
        let module = PDFPage.points(size) / Double(code.side)
        for bar in code.bars {
            cairo_rectangle(
                cairo, PDFPage.points(x) + Double(bar.x) * module, PDFPage.points(y) + Double(bar.y) * module,
                Double(bar.width) * module, module)
        }
        cairo_fill(cairo)
    }

    /// A PNG image, as large as the box holds, in its upper left corner.
    /// - Returns: its height on the page, in millimetres.
    @discardableResult public func image(_ image: PDFImage, in box: PDFBox) -> Double {
        let scale = min(PDFPage.points(box.width) / image.width, PDFPage.points(box.height) / image.height)
        cairo_save(cairo)
        cairo_translate(cairo, PDFPage.points(box.x), PDFPage.points(box.y))
        cairo_scale(cairo, scale, scale)
        cairo_set_source_surface(cairo, image.surface, 0, 0)
        cairo_paint(cairo)
        cairo_restore(cairo)
        return PDFPage.millimetres(image.height * scale)
    }

    private func ink(_ gray: Double) { cairo_set_source_rgb(cairo, gray, gray, gray) }

    private func path(_ box: PDFBox) {
        cairo_rectangle(
            cairo, PDFPage.points(box.x), PDFPage.points(box.y), PDFPage.points(box.width), PDFPage.points(box.height))
    }
}
