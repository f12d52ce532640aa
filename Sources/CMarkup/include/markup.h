#ifndef MZ_MARKUP_H
#define MZ_MARKUP_H

/// What a document is made of, in document order. `context` is handed through.
typedef struct {
  void *context;
  void (*start)(void *context, const char *name, long line);
  void (*attribute)(void *context, const char *name, const char *value);
  void (*text)(void *context, const char *text, long line);
  void (*end)(void *context);
} mz_markup_handler;

/// Parses `count` bytes of XML, or of HTML when `is_html`; elements deeper than `depth` are left out.
/// Nothing is fetched and no external entity is read. 0 when there is no document in the bytes.
int mz_parse_markup(const char *bytes, int count, int is_html, const char *encoding, int depth, mz_markup_handler handler);

#endif
