// SPDX-License-Identifier: GPL-2.0-or-later
//
// What a PDF engine tells the worker about a page: plain C values, no C++ across the line, no engine in the names.
// All places are in the displayed page (rotation and crop box applied), in points, from the top left.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mzpdf_document mzpdf_document;

typedef enum {
  MZPDF_OK = 0,
  MZPDF_NOT_PDF = 10,
  MZPDF_PASSWORD = 11,
  MZPDF_DAMAGED = 12,
  MZPDF_TOO_MANY_PAGES = 13,
  MZPDF_NO_PAGES = 14,
  MZPDF_LIMIT = 15,
} mzpdf_status;

typedef struct {
  uint32_t max_pages;
  uint32_t max_glyphs;    // of one page
  uint32_t max_lines;     // of one page
  uint32_t max_depth;     // of saved graphics states
  double page_seconds;    // CPU seconds of one page; 0: no limit
} mzpdf_limits;

enum {
  MZPDF_GLYPH_INVISIBLE = 1,      // text rendering mode 3 or 7: nothing is painted
  MZPDF_GLYPH_CLIPPED = 2,        // its middle is outside the clip or the page
  MZPDF_GLYPH_DUPLICATE = 4,      // the same character was painted here before (imitated bold)
  MZPDF_GLYPH_NO_UNICODE = 8,     // the font does not say which character it is
  MZPDF_GLYPH_CONTINUATION = 16,  // a further character of the previous glyph (ligature)
  MZPDF_GLYPH_BOLD = 32,          // bold font, or filled and stroked
  MZPDF_GLYPH_JOINED = 64,        // begins where the previous glyph ended, in the same string
  // Reading direction on the displayed page, two bits: 0 to the right, 1 down, 2 to the left, 3 up.
  MZPDF_GLYPH_DIRECTION_SHIFT = 8,
};

// 32 bytes; streamed as they are, little-endian.
typedef struct {
  uint32_t ucs;
  float x0, y0, x1, y1;
  float baseline;  // y of the origin for direction 0 and 2, x for 1 and 3
  float size;
  uint16_t font;
  uint16_t flags;
} mzpdf_glyph;

enum { MZPDF_LINE_STROKE = 0, MZPDF_LINE_RECTANGLE = 1, MZPDF_LINE_IMAGE = 2 };

// 24 bytes. A horizontal or vertical line that is painted: the visible part of its middle line, and its thickness.
typedef struct {
  float x0, y0, x1, y1;
  float width;
  uint32_t kind_rgb;  // kind in the top byte, red, green, blue below
} mzpdf_line;

// 24 bytes.
typedef struct {
  float x0, y0, x1, y1;
  int32_t pixel_width, pixel_height;
} mzpdf_image;

enum { MZPDF_PAGE_TRUNCATED = 1, MZPDF_PAGE_FAILED = 2 };

// Arrays belong to the document and live until the next call with it.
typedef struct {
  float width, height;
  int32_t rotation;
  uint32_t flags;
  const mzpdf_glyph *glyphs;
  size_t glyph_count;
  const mzpdf_line *lines;
  size_t line_count;
  const mzpdf_image *images;
  size_t image_count;
  const char *const *fonts;
  size_t font_count;
} mzpdf_page;

// Opens the document in `bytes`, which must outlive it. Prints nothing.
mzpdf_status mzpdf_open(
    const void *bytes, size_t count, const char *password, const mzpdf_limits *limits, mzpdf_document **document);
int mzpdf_page_count(const mzpdf_document *document);
// `index` counts from 0. A page that cannot be read is given empty, with MZPDF_PAGE_FAILED.
void mzpdf_extract(mzpdf_document *document, int index, mzpdf_page *page);
// Writes a PNG of the page, in shades of grey if `gray` is not 0; never more than `max_pixels` pixels.
mzpdf_status mzpdf_render_png(
    mzpdf_document *document, int index, double dpi, int gray, uint64_t max_pixels, FILE *out);
void mzpdf_close(mzpdf_document *document);

// Whether Chinese fonts that are named but not embedded can be read. Without the package poppler-data they give
// empty pages and no error.
int mzpdf_reads_unembedded_chinese(void);
// `poppler 22.12.0`
const char *mzpdf_engine(void);

#ifdef __cplusplus
}
#endif
