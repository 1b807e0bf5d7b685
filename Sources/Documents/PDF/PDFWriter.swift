import CPangoCairo

/// A document being drawn: pages one after another, each sent off when it is finished. Lives only inside
/// ``PDFDocument/write(_:to:body:)``, on the drawing thread.
public final class PDFWriter {
    let cairo: OpaquePointer
    let fonts: PDFFonts
    private let surface: OpaquePointer
    private let output: PDFOutput
    private let isCancelled: () -> Bool
    private var isFinished = false
    /// Pages begun so far.
    public private(set) var pageCount = 0

    init(_ info: PDFInfo, _ output: PDFOutput, isCancelled: @escaping () -> Bool) {
        self.output = output
        self.isCancelled = isCancelled
        surface = cairo_pdf_surface_create_for_stream(
            PDFOutput.write, Unmanaged.passUnretained(output).toOpaque(),
            PDFPage.points(PDFPage.width), PDFPage.points(PDFPage.height))
        cairo = cairo_create(surface)
        fonts = PDFFonts(cairo)
        let facts: [(cairo_pdf_metadata_t, String?)] = [
            (CAIRO_PDF_METADATA_TITLE, info.title), (CAIRO_PDF_METADATA_AUTHOR, info.author),
            (CAIRO_PDF_METADATA_SUBJECT, info.subject), (CAIRO_PDF_METADATA_CREATE_DATE, info.created),
        ]
        for case (let fact, let text?) in facts { cairo_pdf_surface_set_metadata(surface, fact, text) }
    }

    deinit {
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }

    /// Draws one A4 page and sends it off.
    /// - Throws: ``PDFError``, `CancellationError`, what the sink threw, or what `draw` throws.
    public func page(_ draw: (PDFPage) throws -> Void) throws {
        let page = try begin()
        try draw(page)
        try end()
    }

    /// Adds an entry to the document's table of contents, on the page being drawn.
    /// - Parameters:
    ///   - y: millimetres from the top of the page.
    ///   - parent: the entry below which this one stands, 0 for none.
    /// - Returns: the entry, as a parent of others.
    @discardableResult public func bookmark(_ title: String, y: Double, below parent: Int = 0) -> Int {
        // The text is shown as it is; only the place is in cairo's little language.
        let place = "page=\(max(1, pageCount)) pos=[0 \(PDFPage.points(y))]"
        return Int(cairo_pdf_surface_add_outline(surface, Int32(parent), title, place, CAIRO_PDF_OUTLINE_FLAG_OPEN))
    }

    func begin() throws -> PDFPage {
        try checkGoing()
        pageCount += 1
        cairo_save(cairo)
        return PDFPage(cairo, fonts)
    }

    func end() throws {
        cairo_restore(cairo)
        cairo_show_page(cairo)
        try checkGoing()
    }

    func checkGoing() throws {
        if let failure = output.failure { throw failure }
        if isCancelled() { throw CancellationError() }
        try PDFError.check(cairo_status(cairo))
        try PDFError.check(cairo_surface_status(surface))
    }

    func finish() throws {
        guard pageCount > 0 else { throw PDFError.noPages }
        isFinished = true
        cairo_surface_finish(surface)
        output.flush()
        if let failure = output.failure { throw failure }
        try PDFError.check(cairo_surface_status(surface))
    }

    /// Lets cairo clean up without sending another byte.
    func abandon() {
        output.isClosed = true
        if !isFinished { cairo_surface_finish(surface) }
        isFinished = true
    }
}
