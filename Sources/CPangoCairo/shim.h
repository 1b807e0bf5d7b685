#include <pango/pangocairo.h>
#include <cairo-pdf.h>

/* Macros of glib and pango that Swift cannot import. */
static inline void gmis_unref(void *object) { g_object_unref(object); }
static inline void gmis_free(void *memory) { g_free(memory); }
static const int GMIS_PANGO_SCALE = PANGO_SCALE;
