#include <zlib.h>

// deflateInit2 is a macro, which Swift cannot see.
static inline int mz_deflateInitRaw(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
static inline int mz_deflateInitGzip(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
}
static inline int mz_inflateInitGzip(z_stream *stream) { return inflateInit2(stream, MAX_WBITS + 16); }
static inline int mz_inflateInitRaw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
