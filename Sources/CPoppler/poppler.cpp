// SPDX-License-Identifier: GPL-2.0-or-later
//
// The page as Poppler paints it, written down instead of painted: an OutputDev that records glyphs, ruling lines and
// images. Written for Poppler 22.12 (Debian 12); its C++ API is private and changes, so what is known to change is
// chosen by what the headers offer, and `override` makes the compiler refuse the rest.
#include "cpoppler.h"

#include <poppler-config.h>

#include <Error.h>
#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <goo/GooString.h>
#include <goo/PNGWriter.h>
#include <splash/SplashBitmap.h>
#include <splash/SplashErrorCodes.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace {

constexpr int major(const char *version) {
  int value = 0;
  while (*version >= '0' && *version <= '9') value = value * 10 + (*version++ - '0');
  return value;
}
static_assert(major(POPPLER_VERSION) >= 22, "needs Poppler 22 or later");

constexpr double pi = 3.14159265358979323846;
constexpr float thinnest = 2.5f;  // points: a filled rectangle no thicker than this is a line

double cpu_seconds() { return static_cast<double>(clock()) / CLOCKS_PER_SEC; }

struct Point {
  double x, y;
};

struct Box {
  double x0 = 1e30, y0 = 1e30, x1 = -1e30, y1 = -1e30;
  void add(double x, double y) {
    x0 = std::min(x0, x);
    y0 = std::min(y0, y);
    x1 = std::max(x1, x);
    y1 = std::max(y1, y);
  }
  // Page coordinates beyond any paper are nonsense, and not-a-number compares false.
  bool isSane() const { return x0 >= -1e7 && y0 >= -1e7 && x1 <= 1e7 && y1 <= 1e7; }
};

// Finds a glyph painted twice at the same place.
class Repeats {
 public:
  void clear() { seen.clear(); }

  bool contains(uint32_t ucs, double x, double y, double size) {
    const double reach = std::min(std::max(0.2, size * 0.12), side);
    // mostly one square or two: looking into all nine around took as long as the rest of drawing a glyph
    for (int64_t i = square(x - reach); i <= square(x + reach); i++) {
      for (int64_t j = square(y - reach); j <= square(y + reach); j++) {
        const auto range = seen.equal_range(key(ucs, i, j));
        for (auto it = range.first; it != range.second; ++it) {
          if (std::fabs(it->second.x - x) < reach && std::fabs(it->second.y - y) < reach) return true;
        }
      }
    }
    seen.emplace(key(ucs, square(x), square(y)), Point{x, y});
    return false;
  }

 private:
  static constexpr double side = 4;  // points
  static int64_t square(double place) { return static_cast<int64_t>(std::floor(place / side)); }
  static uint64_t key(uint32_t ucs, int64_t column, int64_t row) {
    return (static_cast<uint64_t>(ucs) << 42) ^ ((static_cast<uint64_t>(column) & 0x1FFFFF) << 21) ^
           (static_cast<uint64_t>(row) & 0x1FFFFF);
  }
  std::unordered_multimap<uint64_t, Point> seen;
};

class Recorder final : public OutputDev {
 public:
  std::vector<mzpdf_glyph> glyphs;
  std::vector<mzpdf_line> lines;
  std::vector<mzpdf_image> images;
  std::vector<std::string> fonts;
  bool isFull = false;

  explicit Recorder(const mzpdf_limits &limits) : limits(limits) {}

  void begin(double width, double height) {
    glyphs.clear();
    lines.clear();
    images.clear();
    fonts.clear();
    fontIsBold.clear();
    repeats.clear();
    isFull = false;
    depth = 0;
    font = nullptr;
    pageWidth = width;
    pageHeight = height;
    end = Point{-1e9, -1e9};
    deadline = limits.page_seconds > 0 ? cpu_seconds() + limits.page_seconds : 0;
  }

  // Asked by Poppler between operators.
  bool mustStop() {
    if (!isFull && deadline > 0 && (++asked & 15) == 0 && cpu_seconds() > deadline) isFull = true;
    return isFull;
  }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  // Patterns and shadings are decoration; a tile a thousandth of a point wide would also take for ever.
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(GfxState *, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int, int, int, double,
                         double) override {
    return true;
  }
  bool useShadedFills(int) override { return true; }
  bool functionShadedFill(GfxState *, GfxFunctionShading *) override { return true; }
  bool axialShadedFill(GfxState *, GfxAxialShading *, double, double) override { return true; }
  bool radialShadedFill(GfxState *, GfxRadialShading *, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState *, GfxGouraudTriangleShading *) override { return true; }
  bool patchMeshShadedFill(GfxState *, GfxPatchMeshShading *) override { return true; }

  void saveState(GfxState *) override {
    if (++depth > static_cast<int64_t>(limits.max_depth)) isFull = true;
  }
  void restoreState(GfxState *) override { depth--; }

  void beginString(GfxState *, const GooString *) override {}

  void drawChar(GfxState *state, double x, double y, double dx, double dy, double originX, double originY, CharCode,
                int, const Unicode *unicode, int count) override {
    if (isFull) return;
    const auto current = state->getFont();
    if (!current) return;
    if (current.get() != font) choose(*current);

    double size = state->getTransformedFontSize();
    if (current->getType() == fontType3) {
      const double *m = current->getFontMatrix();
      if (m[0] != 0) size *= std::fabs(m[3] / m[0]);
    }
    // Without the space that the page adds behind every character, so that boxes end with their glyphs.
    const double spacing = state->getCharSpace();
    if (current->getWMode() == 0 && spacing != 0) {
      double px, py;
      state->textTransformDelta(spacing * state->getHorizScaling(), 0, &px, &py);
      dx -= px;
      dy -= py;
    }
    Point origin, advance, up;
    state->transform(x - originX, y - originY, &origin.x, &origin.y);
    state->transformDelta(dx, dy, &advance.x, &advance.y);
    double m[4];
    state->getFontTransMat(&m[0], &m[1], &m[2], &m[3]);
    double length = std::hypot(m[2], m[3]);
    up = length > 1e-9 ? Point{m[2] / length, m[3] / length} : Point{0, -1};
    if (current->getWMode() != 0) advance = Point{-up.y * size, up.x * size};
    if (!(std::isfinite(size) && size > 0)) return;

    // A font's own ascent and descent cannot be trusted; its origin and size can.
    Box box;
    for (const double part : {0.86, -0.14}) {
      const double px = origin.x + up.x * size * part, py = origin.y + up.y * size * part;
      box.add(px, py);
      box.add(px + advance.x, py + advance.y);
    }
    if (!box.isSane()) return;

    uint16_t flags = fontIsBold[fontIndex] ? MZPDF_GLYPH_BOLD : 0;
    const int render = state->getRender();
    if ((render & 3) == 3) flags |= MZPDF_GLYPH_INVISIBLE;
    if ((render & 3) == 2) flags |= MZPDF_GLYPH_BOLD;
    const Point middle{origin.x + advance.x / 2 + up.x * size * 0.35, origin.y + advance.y / 2 + up.y * size * 0.35};
    double cx0, cy0, cx1, cy1;
    state->getClipBBox(&cx0, &cy0, &cx1, &cy1);
    cx0 = std::max(cx0, 0.0);
    cy0 = std::max(cy0, 0.0);
    cx1 = std::min(cx1, pageWidth);
    cy1 = std::min(cy1, pageHeight);
    if (middle.x < cx0 - 0.5 || middle.x > cx1 + 0.5 || middle.y < cy0 - 0.5 || middle.y > cy1 + 0.5) {
      flags |= MZPDF_GLYPH_CLIPPED;
    }
    const int direction = std::fabs(up.y) >= std::fabs(up.x) ? (up.y <= 0 ? 0 : 2) : (up.x > 0 ? 1 : 3);
    flags |= static_cast<uint16_t>(direction << MZPDF_GLYPH_DIRECTION_SHIFT);
    if (std::fabs(origin.x - end.x) < size * 0.06 && std::fabs(origin.y - end.y) < size * 0.06) {
      flags |= MZPDF_GLYPH_JOINED;
    }
    end = Point{origin.x + advance.x, origin.y + advance.y};

    const bool isUnknown = count <= 0 || !unicode;
    const uint32_t first = isUnknown ? 0xFFFD : unicode[0];
    if (isUnknown) flags |= MZPDF_GLYPH_NO_UNICODE;
    if (!(flags & (MZPDF_GLYPH_INVISIBLE | MZPDF_GLYPH_CLIPPED)) && first != ' ' &&
        repeats.contains(first, origin.x, origin.y, size)) {
      flags |= MZPDF_GLYPH_DUPLICATE;
    }
    mzpdf_glyph glyph{};
    glyph.x0 = static_cast<float>(box.x0);
    glyph.y0 = static_cast<float>(box.y0);
    glyph.x1 = static_cast<float>(box.x1);
    glyph.y1 = static_cast<float>(box.y1);
    glyph.baseline = static_cast<float>(direction % 2 == 0 ? origin.y : origin.x);
    glyph.size = static_cast<float>(size);
    glyph.font = fontIndex;
    for (int i = 0; i < std::max(1, std::min(count, 16)); i++) {
      glyph.ucs = isUnknown ? 0xFFFD : unicode[i];
      glyph.flags = i == 0 ? flags : static_cast<uint16_t>(flags | MZPDF_GLYPH_CONTINUATION);
      glyphs.push_back(glyph);
    }
    if (glyphs.size() >= limits.max_glyphs) isFull = true;
  }

  void stroke(GfxState *state) override {
    if (isFull) return;
    GfxRGB color;
    state->getStrokeRGB(&color);
    const double width = state->getTransformedLineWidth();
    const GfxPath *path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); i++) {
      const GfxSubpath *part = path->getSubpath(i);
      Point last{0, 0};
      for (int j = 0; j < part->getNumPoints(); j++) {
        Point p;
        const bool isCurve = part->getCurve(j);
        if (isCurve) j = std::min(j + 2, part->getNumPoints() - 1);
        state->transform(part->getX(j), part->getY(j), &p.x, &p.y);
        if (j > 0 && !isCurve) {
          if (std::fabs(p.y - last.y) < 0.7 || std::fabs(p.x - last.x) < 0.7) {
            Box box;
            box.add(last.x, last.y);
            box.add(p.x, p.y);
            addLine(state, box, width, MZPDF_LINE_STROKE, color);
          }
        }
        last = p;
      }
    }
  }

  void fill(GfxState *state) override { recordFill(state); }
  void eoFill(GfxState *state) override { recordFill(state); }

  // The base class reads past the data of inline images, which the parser needs.
  void drawImageMask(GfxState *state, Object *ref, Stream *stream, int width, int height, bool invert,
                     bool interpolate, bool isInline) override {
    recordImage(state, width, height);
    if (isInline) OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, isInline);
  }
  void drawImage(GfxState *state, Object *ref, Stream *stream, int width, int height, GfxImageColorMap *colors,
                 bool interpolate, const int *maskColors, bool isInline) override {
    recordImage(state, width, height);
    if (isInline) {
      OutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, maskColors, isInline);
    }
  }
  void drawMaskedImage(GfxState *state, Object *, Stream *, int width, int height, GfxImageColorMap *, bool, Stream *,
                       int, int, bool, bool) override {
    recordImage(state, width, height);
  }
  void drawSoftMaskedImage(GfxState *state, Object *, Stream *, int width, int height, GfxImageColorMap *, bool,
                           Stream *, int, int, GfxImageColorMap *, bool) override {
    recordImage(state, width, height);
  }

 private:
  const mzpdf_limits limits;
  Repeats repeats;
  std::vector<bool> fontIsBold;
  std::unordered_map<std::string, uint16_t> fontIndices;
  const GfxFont *font = nullptr;
  uint16_t fontIndex = 0;
  Point end{-1e9, -1e9};
  double pageWidth = 0, pageHeight = 0, deadline = 0;
  int64_t depth = 0;
  uint32_t asked = 0;

  void choose(const GfxFont &next) {
    font = &next;
    const std::string name = next.getName() ? *next.getName() : std::string("?");
    for (size_t i = 0; i < fonts.size(); i++) {
      if (fonts[i] == name) {
        fontIndex = static_cast<uint16_t>(i);
        return;
      }
    }
    if (fonts.size() >= 1000) return;
    const char *const boldNames[] = {"Bold", "bold", "Hei", "hei", "Black", "\xBA\xDA", "\xE9\xBB\x91"};
    const bool isBold = next.isBold() || std::any_of(std::begin(boldNames), std::end(boldNames), [&](const char *part) {
                          return name.find(part) != std::string::npos;
                        });
    fonts.push_back(name);
    fontIsBold.push_back(isBold);
    fontIndex = static_cast<uint16_t>(fonts.size() - 1);
  }

  void addLine(GfxState *state, Box box, double width, uint32_t kind, const GfxRGB &color) {
    if (!box.isSane()) return;
    // Only what the clip lets through is on the page.
    double cx0, cy0, cx1, cy1;
    state->getClipBBox(&cx0, &cy0, &cx1, &cy1);
    if (box.x1 < cx0 - 1 || box.x0 > cx1 + 1 || box.y1 < cy0 - 1 || box.y0 > cy1 + 1) return;
    if (box.x1 - box.x0 > box.y1 - box.y0) {
      box.x0 = std::max(box.x0, cx0);
      box.x1 = std::min(box.x1, cx1);
    } else {
      box.y0 = std::max(box.y0, cy0);
      box.y1 = std::min(box.y1, cy1);
    }
    if (std::max(box.x1 - box.x0, box.y1 - box.y0) < 0.5) return;
    mzpdf_line line{};
    line.x0 = static_cast<float>(box.x0);
    line.y0 = static_cast<float>(box.y0);
    line.x1 = static_cast<float>(box.x1);
    line.y1 = static_cast<float>(box.y1);
    line.width = static_cast<float>(width);
    line.kind_rgb = kind << 24 | static_cast<uint32_t>(colToByte(color.r)) << 16 |
                    static_cast<uint32_t>(colToByte(color.g)) << 8 | colToByte(color.b);
    lines.push_back(line);
    if (lines.size() >= limits.max_lines) isFull = true;
  }

  void addThin(GfxState *state, const Box &box, uint32_t kind, const GfxRGB &color) {
    const double width = box.x1 - box.x0, height = box.y1 - box.y0;
    Box middle = box;
    if (height <= thinnest && width > height) {
      middle.y0 = middle.y1 = (box.y0 + box.y1) / 2;
      addLine(state, middle, height, kind, color);
    } else if (width <= thinnest && height > width) {
      middle.x0 = middle.x1 = (box.x0 + box.x1) / 2;
      addLine(state, middle, width, kind, color);
    }
  }

  void recordFill(GfxState *state) {
    if (isFull) return;
    GfxRGB color;
    state->getFillRGB(&color);
    const GfxPath *path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); i++) {
      const GfxSubpath *part = path->getSubpath(i);
      if (part->getNumPoints() < 2 || part->getNumPoints() > 12) continue;
      Box box;
      for (int j = 0; j < part->getNumPoints(); j++) {
        Point p;
        state->transform(part->getX(j), part->getY(j), &p.x, &p.y);
        box.add(p.x, p.y);
      }
      addThin(state, box, MZPDF_LINE_RECTANGLE, color);
    }
  }

  void recordImage(GfxState *state, int pixelWidth, int pixelHeight) {
    if (isFull || images.size() >= 20000) return;
    const double *m = state->getCTM();
    Box box;
    box.add(m[4], m[5]);
    box.add(m[4] + m[0], m[5] + m[1]);
    box.add(m[4] + m[2], m[5] + m[3]);
    box.add(m[4] + m[0] + m[2], m[5] + m[1] + m[3]);
    if (!box.isSane()) return;
    images.push_back(mzpdf_image{static_cast<float>(box.x0), static_cast<float>(box.y0), static_cast<float>(box.x1),
                                 static_cast<float>(box.y1), pixelWidth, pixelHeight});
    addThin(state, box, MZPDF_LINE_IMAGE, GfxRGB{});
  }
};

// Parameters live as long as the process. Assigning `globalParams` ourselves would let the last closed document free
// them.
void prepare() {
  static GlobalParamsIniter keep([](ErrorCategory, Goffset, const char *) {});
}

using Password = std::optional<GooString>;

template <typename Document = PDFDoc>
std::unique_ptr<Document> open(const char *bytes, size_t count, const Password &password) {
  auto *stream = new MemStream(bytes, 0, static_cast<Goffset>(count), Object(objNull));
  if constexpr (std::is_constructible_v<Document, BaseStream *, Password, Password>) {
    return std::make_unique<Document>(stream, password, password);
  } else {
    return std::make_unique<Document>(std::unique_ptr<BaseStream>(stream), password, password);
  }
}

bool hasSignature(const char *bytes, size_t count) {
  const std::string_view start(bytes, std::min<size_t>(count, 1024));
  return start.find("%PDF-") != std::string_view::npos;
}

}  // namespace

struct mzpdf_document {
  std::unique_ptr<PDFDoc> pdf;
  mzpdf_limits limits;
  Recorder recorder;
  std::vector<const char *> fontNames;
};

extern "C" {

mzpdf_status mzpdf_open(const void *bytes, size_t count, const char *password, const mzpdf_limits *limits,
                        mzpdf_document **document) {
  prepare();
  *document = nullptr;
  const char *text = static_cast<const char *>(bytes);
  if (count == 0 || !hasSignature(text, count)) return MZPDF_NOT_PDF;
  auto pdf = open(text, count, password ? Password(GooString(password)) : Password());
  if (!pdf->isOk()) return pdf->getErrorCode() == errEncrypted ? MZPDF_PASSWORD : MZPDF_DAMAGED;
  const int pages = pdf->getNumPages();
  if (pages <= 0) return MZPDF_NO_PAGES;
  if (static_cast<uint32_t>(pages) > limits->max_pages) return MZPDF_TOO_MANY_PAGES;
  *document = new mzpdf_document{std::move(pdf), *limits, Recorder(*limits), {}};
  return MZPDF_OK;
}

int mzpdf_page_count(const mzpdf_document *document) { return document->pdf->getNumPages(); }

void mzpdf_extract(mzpdf_document *document, int index, mzpdf_page *out) {
  *out = mzpdf_page{};
  Page *page = document->pdf->getPage(index + 1);
  if (!page || !page->isOk()) {
    out->flags = MZPDF_PAGE_FAILED;
    return;
  }
  const int rotation = page->getRotate();
  const bool isTurned = rotation == 90 || rotation == 270;
  const double width = page->getCropWidth(), height = page->getCropHeight();
  out->rotation = rotation;
  out->width = static_cast<float>(isTurned ? height : width);
  out->height = static_cast<float>(isTurned ? width : height);

  Recorder &recorder = document->recorder;
  recorder.begin(out->width, out->height);
  document->pdf->displayPage(
      &recorder, index + 1, 72, 72, 0, false, true, false,
      [](void *self) { return static_cast<Recorder *>(self)->mustStop(); }, &recorder);
  if (recorder.isFull) out->flags |= MZPDF_PAGE_TRUNCATED;

  document->fontNames.clear();
  for (const auto &name : recorder.fonts) document->fontNames.push_back(name.c_str());
  out->glyphs = recorder.glyphs.data();
  out->glyph_count = recorder.glyphs.size();
  out->lines = recorder.lines.data();
  out->line_count = recorder.lines.size();
  out->images = recorder.images.data();
  out->image_count = recorder.images.size();
  out->fonts = document->fontNames.data();
  out->font_count = document->fontNames.size();
}

mzpdf_status mzpdf_render_png(
    mzpdf_document *document, int index, double dpi, int gray, uint64_t max_pixels, FILE *out) {
  Page *page = document->pdf->getPage(index + 1);
  if (!page || !page->isOk()) return MZPDF_DAMAGED;
  const double pixels = page->getCropWidth() * page->getCropHeight() * dpi * dpi / (72 * 72);
  if (!(pixels <= static_cast<double>(max_pixels))) return MZPDF_LIMIT;
  SplashColor paper = {255, 255, 255};
  SplashOutputDev device(gray ? splashModeMono8 : splashModeRGB8, 4, false, paper);
  device.setFontAntialias(true);
  device.setVectorAntialias(true);
  device.startDoc(document->pdf.get());
  document->pdf->displayPage(&device, index + 1, dpi, dpi, 0, false, true, false);
  PNGWriter writer(gray ? PNGWriter::GRAY : PNGWriter::RGB);
  const SplashError error =
      device.getBitmap()->writeImgFile(&writer, out, dpi, dpi, gray ? splashModeMono8 : splashModeRGB8);
  return error == splashOk ? MZPDF_OK : MZPDF_DAMAGED;
}

void mzpdf_close(mzpdf_document *document) { delete document; }

int mzpdf_reads_unembedded_chinese(void) {
  // 预算 in GBK, in a font that is named only.
  static const char sample[] =
      "%PDF-1.4\n"
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
      "4 0 obj<</Length 42>>stream\nBT /F 12 Tf 20 50 Td <D4A4CBE3> Tj ET      \nendstream endobj\n"
      "5 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>endobj\n"
      "6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
      "/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>endobj\n"
      "7 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
      "/Descent -120/CapHeight 880/StemV 93>>endobj\n"
      "trailer<</Root 1 0 R/Size 8>>\n%%EOF\n";
  const mzpdf_limits limits{1, 100, 100, 100, 5};
  mzpdf_document *document = nullptr;
  if (mzpdf_open(sample, sizeof sample - 1, nullptr, &limits, &document) != MZPDF_OK) return 0;
  mzpdf_page page;
  mzpdf_extract(document, 0, &page);
  const bool isRead = page.glyph_count == 2 && page.glyphs[0].ucs == 0x9884 && page.glyphs[1].ucs == 0x7B97;
  mzpdf_close(document);
  return isRead ? 1 : 0;
}

const char *mzpdf_engine(void) { return "poppler " POPPLER_VERSION; }

}  // extern "C"
