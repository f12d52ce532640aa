// SPDX-License-Identifier: Apache-2.0
//
// Highlights with notes, added to the pages of a PDF: what `mingzhang-pdf mark` does.
#pragma once
#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  MZMARK_OK = 0,
  MZMARK_PASSWORD = 11,
  MZMARK_DAMAGED = 12,
  MZMARK_NOT_ALLOWED = 16,  // the document is encrypted: adding to it would lose its protection or break it
  MZMARK_BAD_NOTES = 17,
} mzmark_status;

// Adds the notes to the document and writes the new document to `out`; everything else in it stays as it was.
//
// `notes` is JSON in UTF-8:
//   {"author": "…", "date": "D:20261124000000Z",
//    "notes": [{"page": 1, "boxes": [[x0, y0, x1, y1], …], "color": [r, g, b], "text": "…", "subject": "…", "name": "…"}]}
// Pages count from 1. Boxes are in points from the top left of the displayed page (rotation and crop applied); a note
// without boxes becomes a sticky note in the page's corner. Colours run from 0 to 1.
mzmark_status mzmark_add(
    const void *pdf, size_t pdf_size, const char *notes, size_t notes_size, FILE *out);

#ifdef __cplusplus
}
#endif
