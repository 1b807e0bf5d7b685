import CPangoCairo

/// A text broken into lines. All lengths in points here.
final class PDFLayout {
    let layout: OpaquePointer
    let text: PDFText
    private let links: [(range: Range<Int>, uri: String)]

    /// - Parameter width: nil for one line, however long.
    init(_ text: PDFText, width: Double?, _ fonts: PDFFonts) {
        self.text = text
        layout = pango_layout_new(fonts.context)
        let attributes = pango_attr_list_new()
        var bytes: [UInt8] = []
        var links: [(Range<Int>, String)] = []
        for run in text.runs {
            let begin = bytes.count
            bytes += PDFLayout.printable(run.text)
            PDFLayout.mark(run, text.style, begin..<bytes.count, attributes)
            if let uri = run.link.flatMap(PDFLayout.uri) { links.append((begin..<bytes.count, uri)) }
        }
        self.links = links
        bytes.withUnsafeBytes {
            pango_layout_set_text(layout, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
        }
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        pango_layout_set_width(layout, width.map(PDFLayout.units) ?? -1)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        switch text.style.alignment {
        case .start: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
        case .center: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .end: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        }
        // The page's own direction: a name that begins with an Arabic letter must not change sides.
        pango_layout_set_auto_dir(layout, 0)
    }

    deinit { gmis_unref(UnsafeMutableRawPointer(layout)) }

    var lineCount: Int { Int(pango_layout_get_line_count(layout)) }

    var size: (width: Double, height: Double) {
        var width: Int32 = 0
        var height: Int32 = 0
        pango_layout_get_size(layout, &width, &height)
        return (PDFLayout.points(width), PDFLayout.points(height))
    }

    /// Cuts the end, with an ellipsis, so that no line stands below this height.
    func cut(at height: Double) {
        pango_layout_set_height(layout, PDFLayout.units(height))
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
    }

    func draw(on cairo: OpaquePointer, x: Double, y: Double) {
        cairo_set_source_rgb(cairo, text.style.gray, text.style.gray, text.style.gray)
        cairo_move_to(cairo, x, y)
        pango_cairo_show_layout(cairo, layout)
        forEachLine { line, area, _ in link(line, area, on: cairo, x, y) }
    }

    /// Every line with the area it takes and its baseline, against the layout's own corner.
    func forEachLine(_ body: (UnsafeMutablePointer<PangoLayoutLine>, PangoRectangle, Double) throws -> Void) rethrows {
        let iterator = pango_layout_get_iter(layout)
        defer { pango_layout_iter_free(iterator) }
        repeat {
            guard let line = pango_layout_iter_get_line_readonly(iterator) else { return }
            var area = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &area)
            try body(line, area, PDFLayout.points(pango_layout_iter_get_baseline(iterator)))
        } while pango_layout_iter_next_line(iterator) != 0
    }

    /// Makes the linked parts of a line clickable.
    func link(
        _ line: UnsafeMutablePointer<PangoLayoutLine>, _ area: PangoRectangle, on cairo: OpaquePointer, _ x: Double,
        _ y: Double
    ) {
        let begin = Int(line.pointee.start_index)
        let covered = begin..<begin + Int(line.pointee.length)
        for (range, uri) in links where range.overlaps(covered) {
            let part = range.clamped(to: covered)
            var from: Int32 = 0
            var to: Int32 = 0
            pango_layout_line_index_to_x(line, Int32(part.lowerBound), 0, &from)
            pango_layout_line_index_to_x(line, Int32(part.upperBound), 0, &to)
            let left = x + PDFLayout.points(area.x + min(from, to))
            let top = y + PDFLayout.points(area.y)
            let rectangle = "[\(left) \(top) \(PDFLayout.points(abs(to - from))) \(PDFLayout.points(area.height))]"
            cairo_tag_begin(cairo, "Link", "rect=\(rectangle) uri='\(uri)'")
            cairo_tag_end(cairo, "Link")
        }
    }

    static func units(_ points: Double) -> Int32 {
        Int32(clamping: Int((points * Double(GMIS_PANGO_SCALE)).rounded()))
    }

    static func points(_ units: Int32) -> Double { Double(units) / Double(GMIS_PANGO_SCALE) }

    /// Control characters have no shape; a space stands for them.
    private static func printable(_ text: String) -> [UInt8] {
        text.utf8.map { $0 < 0x20 && $0 != UInt8(ascii: "\n") || $0 == 0x7F ? UInt8(ascii: " ") : $0 }
    }

    /// A link that cannot break out of cairo's tag; nil for what is no plain ASCII address.
    private static func uri(_ link: String) -> String? {
        let isPlain = link.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x27 && $0 != 0x5C }
        return isPlain && !link.isEmpty ? link : nil
    }

    private static func mark(_ run: PDFText.Run, _ style: PDFStyle, _ range: Range<Int>, _ list: OpaquePointer?) {
        func add(_ attribute: UnsafeMutablePointer<PangoAttribute>?) {
            attribute?.pointee.start_index = UInt32(range.lowerBound)
            attribute?.pointee.end_index = UInt32(range.upperBound)
            pango_attr_list_insert(list, attribute)
        }
        let size = style.size * run.scale
        add(pango_attr_family_new((run.font ?? style.font).families))
        add(pango_attr_size_new_absolute(units(size)))
        if run.isBold || style.isBold { add(pango_attr_weight_new(PANGO_WEIGHT_BOLD)) }
        if style.spacing != 0 { add(pango_attr_letter_spacing_new(units(size * style.spacing))) }
        if run.isUnbroken { add(pango_attr_allow_breaks_new(0)) }
        // By the text's size, not the font's: a fallback font must not push lines apart.
        add(pango_attr_line_height_new_absolute(units(style.size * style.lineHeight)))
    }
}
