import CPangoCairo

/// Why a PDF could not be drawn. What the sink or the body throws comes out as it is.
public enum PDFError: Error, Sendable, Equatable {
    /// Cairo gave up; its own sentence.
    case drawing(String)
    /// These bytes are no PNG that can be read.
    case image(String)
    /// A document without a page is no document.
    case noPages

    static func check(_ status: cairo_status_t) throws(PDFError) {
        if status != CAIRO_STATUS_SUCCESS { throw .drawing(sentence(status)) }
    }

    static func sentence(_ status: cairo_status_t) -> String {
        cairo_status_to_string(status).map { String(cString: $0) } ?? "cairo status \(status.rawValue)"
    }
}
