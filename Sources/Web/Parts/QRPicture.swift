import Documents

/// A QR code as an inline drawing, beside which the text must stand: screen readers leave it out.
struct QRPicture {
    var text: String

    /// Nothing where the text cannot be drawn.
    var html: HTML? {
        // Its only refusals are a text too long and an empty one: then the words beside it do.
        guard let code = try? QRCode(text) else { return nil }
        return """
            <svg class="qr" viewBox="0 0 \(code.side) \(code.side)" shape-rendering="crispEdges" aria-hidden="true">\
            <path class="qr-ground" d="M0 0h\(code.side)v\(code.side)h-\(code.side)z"/><path d="\(code.path)"/></svg>
            """
    }
}
