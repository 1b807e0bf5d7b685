import CPangoCairo

/// A PNG image, unpacked once for a document that may show it often.
public final class PDFImage {
    let surface: OpaquePointer

    /// - Throws: ``PDFError/image(_:)`` for bytes that are no PNG.
    public init(png bytes: [UInt8]) throws(PDFError) {
        var reading = Reading(rest: bytes[...])
        surface = withUnsafeMutablePointer(to: &reading) {
            cairo_image_surface_create_from_png_stream(Reading.read, $0)
        }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS, width > 0, height > 0 else {
            throw .image(PDFError.sentence(status))
        }
    }

    deinit { cairo_surface_destroy(surface) }

    /// Pixels.
    public var width: Double { Double(cairo_image_surface_get_width(surface)) }
    /// Pixels.
    public var height: Double { Double(cairo_image_surface_get_height(surface)) }

    private struct Reading {
        var rest: ArraySlice<UInt8>

        static let read: cairo_read_func_t = { closure, target, length in
            guard let reading = closure?.assumingMemoryBound(to: Reading.self), let target,
                reading.pointee.rest.count >= Int(length)
            else { return CAIRO_STATUS_READ_ERROR }
            let part = reading.pointee.rest.prefix(Int(length))
            part.withUnsafeBufferPointer { source in
                if let start = source.baseAddress { target.update(from: start, count: source.count) }
            }
            reading.pointee.rest = reading.pointee.rest.dropFirst(part.count)
            return CAIRO_STATUS_SUCCESS
        }
    }
}
