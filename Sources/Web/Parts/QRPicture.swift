import Documents

/// A QR code as an inline drawing, beside which the text must stand: screen readers leave it out.
struct QRPicture {
    var text: String

    /// Nothing where the text cannot be drawn.
    var html: HTML? { nil }
}
