import CPangoCairo

/// Fonts and settings of type for one document.
final class PDFFonts {
    let context: OpaquePointer
    private let map: UnsafeMutablePointer<PangoFontMap>

    init(_ cairo: OpaquePointer) {
        // A map of its own: the one pango hands out belongs to a thread, and a queue may change its thread.
        map = pango_cairo_font_map_new()
        context = pango_font_map_create_context(map)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_language(context, pango_language_from_string("ja"))
        pango_context_set_round_glyph_positions(context, 0)
        pango_cairo_update_context(cairo, context)
    }

    deinit {
        gmis_unref(UnsafeMutableRawPointer(context))
        gmis_unref(map)
    }
}
