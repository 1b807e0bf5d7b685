#include <zlib.h>

/* deflateInit2 is a macro, which Swift cannot import. windowBits 31: gzip header and trailer. */
static inline int gmis_gzip_start(z_streamp stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}
